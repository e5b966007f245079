import { intersect, isEmpty } from "./interval-set.ts";
import type { Leg } from "./leg.ts";
import { type Part, unsettled } from "./part.ts";
import type { Obstacle, PathVerdict, Uncertainty } from "./path-verdict.ts";
import type { Plan } from "./plan.ts";
import type { Terrain } from "./terrain.ts";

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
 * way is blocked as well. `before` and `beside` stand before and behind the name.
 */
export function settledParts(
  { name, nameIfBlocked }: Pick<Plan, "name" | "nameIfBlocked">,
  walks: readonly [Walk, ...Walk[]],
  before: readonly Part[] = [],
  beside: readonly Part[] = [],
): Part[] {
  const [main, ...others] = walks;
  const isBlocked = (walk: Walk) => obstaclesOf(partsOf([], walk), walk.leg).length > 0;
  const start = (named: Part | null | undefined) => [...before, ...(named ? [named] : []), ...beside];
  const isOnlyWay = others.length === 0 || (nameIfBlocked !== undefined && !isBlocked(main));
  if (isOnlyWay) return partsOf(start(name), main);
  if (walks.every(isBlocked)) return [...start(name), ...partsOf([], main).map(certainOnEvery(walks))];
  const named = nameIfBlocked ?? name;
  const doubted = named && { ...named, uncertainties: [...named.uncertainties, ...hiddenGaps(others)] };
  return [...start(doubted), ...partsOf([], main).map(unsettled)];
}

/**
 * Where every way is blocked, what stands in all of them is in the way for certain, and what stands in this one alone may not
 * even be on the way. Where each has a block of its own, those of the way that is drawn are told.
 */
function certainOnEvery(walks: readonly [Walk, ...Walk[]]): (part: Part) => Part {
  const [own, ...others] = walks.map((walk) => new Set(obstaclesOf(partsOf([], walk), walk.leg).map(keyOf)));
  const shared = others.reduce((left, right) => left.intersection(right), own ?? new Set<string>());
  if (shared.size === 0) return (part) => part;
  return (part) => (part.obstacle === null || shared.has(keyOf(part.obstacle)) ? part : unsettled(part));
}

function keyOf({ cause, subject }: Obstacle): string {
  return `${cause} ${subject.kind} ${subject.id}`;
}

/** Reads that could have settled one of the other ways, and with it the answer. */
function hiddenGaps(walks: readonly Walk[]): Uncertainty[] {
  const gaps = new Set(
    walks
      .flatMap((walk) => partsOf([], walk))
      .flatMap(({ uncertainties }) => uncertainties.flatMap((each) => ("gap" in each ? [each.gap] : []))),
  );
  return [...gaps].map((gap) => ({ because: "gap", gap, hop: "name" }));
}

/** `plan` is null where nothing sends, so that there is no way; `ground` is that of whoever sends. */
export function verdictOf(
  parts: readonly Part[],
  plan: Pick<Plan, "legs"> | null,
  ground: Terrain | null = null,
): PathVerdict {
  const [leg = null, ...others] = plan?.legs ?? [];
  const obstacles = obstaclesOf(parts, leg);
  const uncertainties = parts.flatMap((part) => part.uncertainties);
  const endpointId = leg?.endpointId ?? null;
  const endpoint =
    endpointId === null ? undefined : ground?.facts.locate({ kind: "vpc-endpoint", id: endpointId });
  const answer = obstacles.length > 0 ? "blocked" : uncertainties.length > 0 ? "undecided" : "reachable";
  return {
    answer,
    way: leg?.way ?? "none",
    // A way that works is the one that is taken.
    exits: others.length === 0 || answer === "reachable" ? (leg?.exits ?? []) : null,
    endpointId,
    ...(endpoint?.scope === undefined ? {} : { endpointScope: endpoint.scope }),
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
