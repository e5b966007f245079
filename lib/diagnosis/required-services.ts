import type { ServiceName } from "../model/path.ts";
import type { Obstacle, PathVerdict, Uncertainty } from "../network/path-verdict.ts";
import { isKnownOlder } from "./agent-version.ts";
import type { NodeView } from "./node-view.ts";
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
  return requiredServices(node).map((service) => ({ service, path: node.path(service) }));
}

/** The same obstacle in the way of one or more services. */
export type SharedObstacle = { obstacle: Obstacle; services: ServiceName[] };

/** What certainly stands in the way, in path order, the most needed service first; what two ways share counts once. */
export function obstaclesOf(paths: readonly RequiredPath[]): SharedObstacle[] {
  const shared = new Map<string, SharedObstacle>();
  for (const { service, path } of paths) {
    for (const obstacle of path.obstacles) {
      const key = `${obstacle.cause} ${obstacle.subject.id}`;
      const known = shared.get(key);
      if (known === undefined) shared.set(key, { obstacle, services: [service] });
      else if (!known.services.includes(service)) known.services.push(service);
    }
  }
  return [...shared.values()];
}

export type GapOnPath = Extract<Uncertainty, { because: "gap" }>;
export type Unprovable = Extract<Uncertainty, { because: "unprovable" }>;

export function gapsOf(paths: readonly RequiredPath[]): GapOnPath[] {
  return paths.flatMap(({ path }) => path.uncertainties.filter((each) => each.because === "gap"));
}

export function unprovablesOf(paths: readonly RequiredPath[]): Unprovable[] {
  return paths.flatMap(({ path }) => path.uncertainties.filter((each) => each.because === "unprovable"));
}
