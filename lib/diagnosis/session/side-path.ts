import type { CauseCode } from "../../model/cause.ts";
import type { Gap } from "../../model/gap.ts";
import type { Obstacle, PathVerdict } from "../../network/path-verdict.ts";
import type { Finding, FoundCause } from "../check.ts";
import { certain, fail, pass, undecided, unknown, warn } from "../finding.ts";
import type { NodeView } from "../node-view.ts";
import { oncePer } from "../once-per.ts";
import { type RequiredPath, requiredPaths } from "../required-services.ts";

/** A service that a node uses beside its heartbeat and its channel, and what for. */
export type SidePath = {
  service: "logs" | "s3" | "kms";
  code: CauseCode;
  /** What does not happen without it, as a sentence. */
  consequence(): string;
};

/** Whether the node reaches services that it needs for something else than being reached. */
export function examineSidePaths(node: NodeView, sides: readonly SidePath[]): Finding {
  if (sides.every(({ service }) => node.path(service).answer === "reachable")) return reached;
  const judged = sides.map((side) => ({ side, path: node.path(side.service) }));
  const blocked = judged.filter(({ path }) => path.answer === "blocked");
  const [first, ...others] = blocked.flatMap(({ side, path }) => {
    const obstacle = ownObstacle(node, path);
    return obstacle === undefined ? [] : [toCause(side, obstacle)];
  });
  if (first !== undefined) return fail(first, ...others);
  const [consequence] = blocked;
  // What stands in the way of the agent itself has its own name; it is not told again for every service.
  if (consequence !== undefined) {
    return warn(() => ({
      sentence: `What keeps the agent from Systems Manager is in the way here, too. ${consequence.side.consequence()}`,
      evidence: [],
    }));
  }
  const gaps = judged.flatMap(({ path }) => gapsOf(path));
  const [gap, ...more] = gaps;
  if (gap !== undefined) return unknown([gap, ...more]);
  const open = judged.flatMap(({ path }) => path.uncertainties).find((each) => each.because === "unprovable");
  // Without a cause: that one service may be out of reach is no answer to why a node is silent.
  if (open !== undefined) return undecided(open.explain, open.whoCanTell);
  return reached;
}

/** What most nodes come to. */
const reached = pass("It reaches what it uses beside Systems Manager.");

/** The first thing in this way that does not stand in the agent's own, too. */
export function ownObstacle(node: NodeView, { obstacles }: PathVerdict): Obstacle | undefined {
  if (obstacles.length === 0) return undefined;
  const known = inOwnWay(requiredPaths(node));
  return obstacles.find((obstacle) => !known.has(keyOf(obstacle)));
}

const inOwnWay = oncePer(
  (paths: readonly RequiredPath[]): ReadonlySet<string> =>
    new Set(paths.flatMap(({ path }) => path.obstacles.map(keyOf))),
);

function keyOf({ cause, subject, isBack }: Obstacle): string {
  return `${cause} ${subject.id} ${isBack}`;
}

function gapsOf({ uncertainties }: PathVerdict): Gap[] {
  return uncertainties.flatMap((each) => (each.because === "gap" ? [each.gap] : []));
}

function toCause({ service, code, consequence }: SidePath, obstacle: Obstacle): FoundCause {
  return certain(code, { kind: "service", id: service }, () => {
    const { sentence, evidence } = obstacle.explain();
    return { sentence: `${consequence()} The way to ${service} is blocked: ${sentence}`, evidence };
  });
}
