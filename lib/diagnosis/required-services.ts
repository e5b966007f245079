import type { ServiceName } from "../model/path.ts";
import type { Obstacle, PathVerdict, Uncertainty } from "../network/path-verdict.ts";
import { isKnownOlder } from "./agent-version.ts";
import type { NodeView } from "./node-view.ts";
import { oncePer } from "./once-per.ts";
import { readOr } from "./reading.ts";

/** Regions that opened in 2024 or later have no `ec2messages` (ssm-targets 3.5). */
const regionsWithoutLegacyChannel: ReadonlySet<string> = new Set([
  "ap-southeast-5",
  "ap-southeast-6",
  "ap-southeast-7",
  "ap-east-2",
  "mx-central-1",
  "eusc-de-east-1",
]);

const newAgents: readonly ServiceName[] = ["ssm", "ssmmessages"];
const oldAgents: readonly ServiceName[] = ["ssm", "ssmmessages", "ec2messages"];

/** What the node's agent must reach: the old message channel too where it is known to be old enough to need it. */
export function requiredServices(node: NodeView): readonly ServiceName[] {
  // Of an agent whose version is not known nothing is demanded that it may have left behind.
  return readOr(() => needsLegacyChannel(node), false) ? oldAgents : newAgents;
}

function needsLegacyChannel({ registration, snapshot }: NodeView): boolean {
  const version = registration?.agentVersion;
  return isKnownOlder(version, "withoutLegacyChannel") && offersLegacyChannel(snapshot.scope.region);
}

/** Whether there is such a thing as `ec2messages` in the Region. */
export function offersLegacyChannel(region: string): boolean {
  return !regionsWithoutLegacyChannel.has(region);
}

/** The way to one service that the node needs. */
export type RequiredPath = { service: ServiceName; path: PathVerdict };

export function requiredPaths(node: NodeView): readonly RequiredPath[] {
  return node.once(findRequiredPaths);
}

function findRequiredPaths(node: NodeView): readonly RequiredPath[] {
  const services = requiredServices(node);
  const verdicts = services.map((service) => node.path(service));
  const alike = waysFrom(verdicts[0]!);
  for (const each of alike) if (isOf(each, services, verdicts)) return each;
  const paths = services.map((service, place) => ({ service, path: verdicts[place]! }));
  alike.push(paths);
  return paths;
}

/** By their first verdict: nodes in the same situation share verdicts, and so they share what these come to. */
const waysFrom = oncePer((_first: PathVerdict): (readonly RequiredPath[])[] => []);

function isOf(
  paths: readonly RequiredPath[],
  services: readonly ServiceName[],
  verdicts: readonly PathVerdict[],
): boolean {
  return (
    paths.length === services.length &&
    paths.every(({ service, path }, place) => service === services[place] && path === verdicts[place])
  );
}

/** The same obstacle in the way of one or more services, or of all that the node needs. */
export type SharedObstacle = { obstacle: Obstacle; services: ServiceName[]; cutsOffAll: boolean };

/** What certainly stands in the way, in path order, the most needed service first; what two ways share counts once. */
export const obstaclesOf = oncePer((paths: readonly RequiredPath[]): readonly SharedObstacle[] => {
  const shared = new Map<string, { obstacle: Obstacle; services: ServiceName[] }>();
  for (const { service, path } of paths) {
    for (const obstacle of path.obstacles) {
      const key = `${obstacle.cause} ${obstacle.subject.id}`;
      const known = shared.get(key);
      if (known === undefined) shared.set(key, { obstacle, services: [service] });
      else if (!known.services.includes(service)) known.services.push(service);
    }
  }
  return [...shared.values()].map((each) => ({ ...each, cutsOffAll: each.services.length === paths.length }));
});

export type GapOnPath = Extract<Uncertainty, { because: "gap" }>;
export type Unprovable = Extract<Uncertainty, { because: "unprovable" }>;

export const gapsOf = oncePer((paths: readonly RequiredPath[]): readonly GapOnPath[] =>
  paths.flatMap(({ path }) => path.uncertainties.filter((each) => each.because === "gap")),
);

export const unprovablesOf = oncePer((paths: readonly RequiredPath[]): readonly Unprovable[] =>
  paths.flatMap(({ path }) => path.uncertainties.filter((each) => each.because === "unprovable")),
);
