import type { FoundCause } from "../diagnosis/check.ts";
import { isDeciding } from "../diagnosis/deciding-change.ts";
import { describeChange } from "../diagnosis/describe-change.ts";
import { createDiagnosis, type Diagnosis } from "../diagnosis/diagnose.ts";
import { toCause } from "../diagnosis/explain-judgement.ts";
import type { CauseCode, Subject } from "../model/cause.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Change, World } from "../model/world.ts";
import { formatMoment } from "./format-moment.ts";
import type { PastLookup } from "./node-history.ts";

/** What stood in a node's way at a moment of the past. */
export type HeldBack = { code: CauseCode; subject: Subject; sentence: string };

/** Of a world's past, what its changes tell; nothing is made before somebody asks. */
export function createThen(world: World): PastLookup["heldBackThen"] {
  let diagnosis: Diagnosis | undefined;
  return (scope, id, at) => {
    if (!world.snapshots.has(scope) || world.changes.length === 0) return null;
    diagnosis ??= createDiagnosis(withSilentNodes(world));
    return heldBackThen(diagnosis, { scope, id, at });
  };
}

/** That a node answers today proves nothing of then: it was not to be reached. */
function withSilentNodes({ snapshots, changes }: World): World {
  const silent = [...snapshots].map(([key, snapshot]): [ScopeKey, Snapshot] => {
    const records = snapshot.gapOf("managed-node") ? [] : snapshot.all("managed-node");
    const put = records.map((record) => ({ ...record, pingStatus: "ConnectionLost" as const }));
    const channels = snapshot.gapOf("connection-status") ? [] : snapshot.all("connection-status");
    const remove = channels.map(({ id }) => id);
    return [key, snapshot.patched({ "managed-node": { put }, "connection-status": { remove } })];
  });
  return { snapshots: new Map(silent), changes };
}

/**
 * What certainly stood in a node's way at a moment, by all that is known to have changed since: today's world with each later
 * change taken back. Null where nothing that changed says so; what stands there unchanged is today's verdict.
 */
function heldBackThen(
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
    isKnownThen(cause, since) &&
    (!today.has(keyOf(cause)) || since.some((change) => change.id === cause.subject.id));
  const cause = then.find(isOfThen);
  if (cause === undefined) return null;
  const { code, subject, sentence } = toCause(cause);
  const ended = endOf(cause, since);
  const told =
    ended === undefined ? "" : ` So it was until ${formatMoment(ended.at)}: ${describeChange(ended)}`;
  return { code, subject, sentence: `${sentence}${told}` };
}

/** Where nobody told what stood there before the first change since, today's stands in for it, and proves nothing. */
function isKnownThen({ subject }: FoundCause, since: readonly Change[]): boolean {
  const first = since.find(({ id }) => id === subject.id);
  return first === undefined || first.before !== undefined;
}

/** The first change since of what was to blame. */
function endOf({ subject }: FoundCause, since: readonly Change[]): Change | undefined {
  return since.find(({ id }) => id === subject.id);
}

function keyOf({ code, subject }: FoundCause): string {
  return `${code} ${subject.id}`;
}
