import type { FoundCause } from "../diagnosis/check.ts";
import { isDeciding } from "../diagnosis/deciding-change.ts";
import { describeChange } from "../diagnosis/describe-change.ts";
import type { Diagnosis } from "../diagnosis/diagnose.ts";
import { toCause } from "../diagnosis/explain-judgement.ts";
import type { CauseCode, Subject } from "../model/cause.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Change } from "../model/world.ts";
import { formatMoment } from "./format-moment.ts";

/** What stood in a node's way at a moment of the past. */
export type HeldBack = { code: CauseCode; subject: Subject; sentence: string };

/**
 * What certainly stood in a node's way at a moment, by all that is known to have changed since: today's world with each later
 * change taken back. Null where nothing that changed says so; what stands there unchanged is today's verdict.
 */
export function heldBackThen(
  diagnosis: Diagnosis,
  { scope, id, at }: { scope: ScopeKey; id: string; at: number },
): HeldBack | null {
  const view = diagnosis.viewOf(scope);
  const since = view.world.changes
    .filter((change) => change.scope === scope && change.at >= at && isDeciding(change))
    .sort((one, other) => one.at - other.at);
  const [first] = since;
  if (first === undefined) return null;
  // Until that change all was as it was at the moment, so that whatever failed in between shares one world.
  const then = view.blockersBefore(id, first.at);
  const today = new Set(view.blockersBefore(id, Number.POSITIVE_INFINITY).map(keyOf));
  const isOfThen = (cause: FoundCause) =>
    !today.has(keyOf(cause)) || since.some((change) => change.id === cause.subject.id);
  const cause = then.find(isOfThen);
  if (cause === undefined) return null;
  const { code, subject, sentence } = toCause(cause);
  const ended = endOf(cause, since);
  const told =
    ended === undefined ? "" : ` So it was until ${formatMoment(ended.at)}: ${describeChange(ended)}`;
  return { code, subject, sentence: `${sentence}${told}` };
}

/** The first change since of what was to blame. */
function endOf({ subject }: FoundCause, since: readonly Change[]): Change | undefined {
  return since.find(({ id }) => id === subject.id);
}

function keyOf({ code, subject }: FoundCause): string {
  return `${code} ${subject.id}`;
}
