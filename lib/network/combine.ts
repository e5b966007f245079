import { intersect, isEmpty } from "./interval-set.ts";
import type { Leg } from "./leg.ts";
import { type Part, unsettled } from "./part.ts";
import type { Obstacle, PathVerdict } from "./path-verdict.ts";

/** One leg with the groups of whoever sends, and those of the other side for this sender. */
export type Walk = { leg: Leg; groupsOut: Part; groupsIn: Part | null };

/** All hops in path order: what comes before the packet leaves, out, and back. */
export function partsOf(before: readonly Part[], { leg, groupsOut, groupsIn }: Walk): Part[] {
  const parts = leg.isUnfiltered ? [...before, ...leg.out] : [...before, groupsOut, ...leg.out];
  if (groupsIn !== null) parts.push(groupsIn);
  parts.push(...leg.end, ...leg.back);
  return parts;
}

/**
 * The hops of the first walk. Where the name may lead elsewhere too, what blocks this way is certain only where every other
 * way is blocked as well.
 */
export function settledParts(before: readonly Part[], walks: readonly [Walk, ...Walk[]]): Part[] {
  const [main, ...others] = walks;
  if (others.length === 0 || walks.every((walk) => obstaclesOf(partsOf([], walk), walk.leg).length > 0)) {
    return partsOf(before, main);
  }
  return [...before, ...partsOf([], main).map(unsettled)];
}

/** `leg` is null where nothing sends, so that there is no way. */
export function verdictOf(parts: readonly Part[], leg: Leg | null): PathVerdict {
  const obstacles = obstaclesOf(parts, leg);
  const uncertainties = parts.flatMap((part) => part.uncertainties);
  return {
    answer: obstacles.length > 0 ? "blocked" : uncertainties.length > 0 ? "undecided" : "reachable",
    way: leg?.way ?? "none",
    endpointId: leg?.endpointId ?? null,
    obstacles,
    uncertainties,
    warnings: parts.flatMap((part) => part.warnings.map((warning) => ({ ...warning, hopId: hopId(part) }))),
  };
}

function obstaclesOf(parts: readonly Part[], leg: Leg | null): Obstacle[] {
  const blocking = parts.flatMap(({ state, obstacle }) =>
    state === "block" && obstacle !== null ? [obstacle] : [],
  );
  if (blocking.length > 0) return blocking;
  const sifting = parts.filter(({ maybe }) => maybe !== null);
  if (leg === null || sifting.length < 2) return [];
  // Hops that let some addresses through each may leave none between them.
  const open = sifting.reduce((left, { maybe }) => intersect(left, maybe!), leg.destination.addresses);
  return isEmpty(open) ? sifting.flatMap(({ obstacle }) => obstacle ?? []) : [];
}

export function hopId({ hop, isBack }: Pick<Part, "hop" | "isBack">): string {
  return `${isBack ? "back" : "out"}/${hop}`;
}
