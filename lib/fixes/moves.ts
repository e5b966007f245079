import type { FoundCause } from "../diagnosis/check.ts";
import type { Judgement } from "../diagnosis/decide.ts";
import type { Status } from "../model/status.ts";
import type { ChangedScope } from "./judged-scope.ts";
import { keyOfCause, standingOf, troublesOf } from "./standing.ts";

/** What a change does to nodes, whichever cause it was made for. */
export type Moves = {
  /** Nothing in AWS keeps them back any more. */
  freed: { id: string; before: Judgement }[];
  /** Some of their troubles are gone and not all; with the next cause of those that it leads on to one. */
  eased: { id: string; before: Judgement; next: FoundCause | null }[];
  /** They are fine today and would not be, or would be worse off; with what keeps them back then. */
  harmed: { id: string; by: FoundCause }[];
};

/** Several causes may have the very change in common. */
const known = new WeakMap<ChangedScope, Moves>();

export function movesOf(changed: ChangedScope): Moves {
  const moves = known.get(changed) ?? findMoves(changed);
  known.set(changed, moves);
  return moves;
}

function findMoves({ before: { judgementOf }, judgements }: ChangedScope): Moves {
  const moves: Moves = { freed: [], eased: [], harmed: [] };
  for (const [id, after] of judgements) {
    const before = judgementOf(id);
    if (before === null || after === null) continue;
    const [was, is] = [standingOf(before), standingOf(after)];
    const wasFine = before.status === "reachable" || was.is === "free";
    if (is.is === "held" && (wasFine || weights[after.status] > weights[before.status]))
      moves.harmed.push({ id, by: is.by });
    else if (was.is !== "held") continue;
    else if (is.is === "free") moves.freed.push({ id, before });
    else if (hasFewerTroubles(before, after)) {
      const isNext = is.is === "held" && keyOfCause(is.by) !== keyOfCause(was.by);
      moves.eased.push({ id, before, next: isNext ? is.by : null });
    }
  }
  return moves;
}

function hasFewerTroubles(before: Judgement, after: Judgement): boolean {
  const left = new Set(troublesOf(after));
  return troublesOf(before).some((trouble) => !left.has(trouble));
}

/** Those that are meant to be silent are as bad as those that are not: a fix has no business to make either. */
const weights: Record<Status, number> = {
  ...{ reachable: 0, degraded: 1, unknown: 1 },
  ...{ lost: 2, unregistered: 2, off: 2, gone: 3 },
};
