import type { CauseCode } from "../model/cause.ts";
import { type DocumentKind, groundKinds } from "../model/document-kind.ts";
import type { HopKind, ServiceName } from "../model/path.ts";
import type { Way } from "../network/path-verdict.ts";
import type { Check, Explanation, Finding, FoundCause } from "./check.ts";
import { certain, fail, notApplicable, pass, unknown } from "./finding.ts";
import type { NodeView } from "./node-view.ts";
import { oncePer } from "./once-per.ts";
import {
  gapsOf,
  obstaclesOf,
  type RequiredPath,
  requiredPaths,
  type SharedObstacle,
} from "./required-services.ts";

/** Everything that the way of a packet is judged by. */
export const networkKinds = [
  "instance",
  "managed-node",
  ...groundKinds,
] as const satisfies readonly DocumentKind[];

export type ObstacleCheck<Id extends string> = {
  id: Id;
  title: string;
  passTitle: string;
  why: string;
  rows: readonly string[];
  cause: CauseCode;
  /** The hops at which a missing read may hide it. */
  hops: readonly HopKind[];
  /** The ways on which there is such a hop at all; on any, where none are named. */
  ways?: readonly Way[];
  /** Narrows the cause where several checks share it. */
  isMeant?: (node: NodeView, found: SharedObstacle) => boolean;
};

/**
 * A check of one hop on the way to each service that the node needs. It fails with what certainly stands in the way there,
 * is unknown where a read of that hop is missing, and does not apply where no way leads over such a hop.
 */
export function defineObstacleCheck<const Id extends string>({
  cause,
  hops,
  ways,
  isMeant,
  ...words
}: ObstacleCheck<Id>): Check & { id: Id } {
  const passes = pass(`${words.passTitle}.`);
  const noSuchHop = notApplicable("No way to a service that it needs leads over such a hop.");
  return {
    ...words,
    group: "network",
    causes: [cause],
    needs: networkKinds,
    appliesTo: hasWay,
    examine(node): Finding {
      const paths = requiredPaths(node);
      const [first, ...rest] = causesOn(paths, (found) => {
        return found.obstacle.cause === cause && (isMeant?.(node, found) ?? true);
      });
      if (first !== undefined) return fail(first, ...rest);
      const gaps = gapsOf(paths);
      if (gaps.length > 0) {
        const [gap, ...more] = gaps.filter(({ hop }) => hops.includes(hop));
        if (gap !== undefined) return unknown([gap.gap, ...more.map((each) => each.gap)]);
      }
      if (ways !== undefined && !paths.some(({ path }) => ways.includes(path.way))) return noSuchHop;
      return passes;
    },
  };
}

/** An instance that runs, or is about to, and stands in a subnet: hybrid nodes are on networks that AWS does not show. */
export function hasWay(node: NodeView): boolean {
  return !node.isHybrid && node.isRunning && node.instance?.subnetId != null;
}

function causesOn(
  paths: readonly RequiredPath[],
  isMeant: (found: SharedObstacle) => boolean,
): readonly FoundCause[] {
  const obstacles = obstaclesOf(paths);
  // Of most nodes there are none, and each of these checks asks.
  return obstacles.length === 0 ? nothing : obstacles.filter(isMeant).map(causeOf);
}

const nothing: readonly FoundCause[] = [];

const causeOf = oncePer((found: SharedObstacle) =>
  certain(found.obstacle.cause, found.obstacle.subject, () => explainObstacle(found)),
);

/** Which services are cut off is told: where it is only one, it is not "the network". */
function explainObstacle({ obstacle, services, cutsOffAll }: SharedObstacle): Explanation {
  const { sentence, evidence } = obstacle.explain();
  const [told, untold] = [true, false].map((isTold) =>
    services.filter((service) => new RegExp(`\\b${service}\\b`).test(sentence) === isTold),
  ) as [ServiceName[], ServiceName[]];
  if (untold.length === 0 || (told.length === 0 && cutsOffAll)) return { sentence, evidence };
  const names = untold.join(" and ");
  const rest = told.length > 0 ? `The same goes for ${names}.` : `Only ${names} is cut off by it.`;
  return { sentence: `${sentence} ${rest}`, evidence };
}
