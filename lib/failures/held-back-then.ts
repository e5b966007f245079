import type { FoundCause } from "../diagnosis/check.ts";
import { isDeciding } from "../diagnosis/deciding-change.ts";
import { describeChange } from "../diagnosis/describe-change.ts";
import { createDiagnosis, type Diagnosis } from "../diagnosis/diagnose.ts";
import { toCause } from "../diagnosis/explain-judgement.ts";
import type { ScopeView } from "../diagnosis/node-view.ts";
import type { CauseCode, Subject } from "../model/cause.ts";
import { type ScopeKey, scopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Change, World } from "../model/world.ts";
import { formatMoment } from "./format-moment.ts";
import type { PastLookup } from "./node-history.ts";

/** What stood in a node's way at a moment of the past. */
export type HeldBack = {
  code: CauseCode;
  subject: Subject;
  sentence: string;
  /** Not by two readings of what is to blame, but by what a call lets conclude. */
  isInferred: boolean;
};

/** Of a world's past, what its changes tell; nothing is made before somebody asks, and each question is answered once. */
export function createThen(world: World): PastLookup["heldBackThen"] {
  let diagnosis: Diagnosis | undefined;
  const deciding = new Map<ScopeKey, readonly Change[]>();
  const decidingFor = (scope: ScopeKey): readonly Change[] => {
    diagnosis ??= createDiagnosis(withSilentNodes(world));
    const found =
      deciding.get(scope) ??
      diagnosis
        .viewOf(scope)
        .changes.filter(isDeciding)
        .sort((one, other) => one.at - other.at);
    deciding.set(scope, found);
    return found;
  };
  const known = new Map<string, HeldBack | null>();
  return (scope, id, at) => {
    if (world.changes.length === 0 || !world.snapshots.has(scope)) return null;
    const changes = decidingFor(scope);
    const next = changes.findIndex((change) => change.at >= at);
    if (next < 0) return null;
    // Until the next change all was as it was at the moment, so that whatever failed in between shares one world.
    const key = `${scope} ${id} ${changes[next]!.at}`;
    const held = known.get(key);
    if (held !== undefined) return held;
    const found = heldBackBefore(diagnosis!.viewOf(scope), id, changes.slice(next));
    known.set(key, found);
    return found;
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
 * What certainly stood in a node's way before these changes: today's world with each of them taken back. Null where nothing
 * that changed says so; what stands there unchanged is today's verdict.
 */
function heldBackBefore(view: ScopeView, id: string, since: readonly Change[]): HeldBack | null {
  const then = view.blockersBefore(id, since[0]!.at);
  const today = new Set(view.blockersBefore(id, Number.POSITIVE_INFINITY).map(keyOf));
  const isOfThen = (cause: FoundCause) =>
    isKnownThen(cause, since, view) &&
    (!today.has(keyOf(cause)) || since.some((change) => isOf(change, cause.subject, view)));
  const cause = then.find(isOfThen);
  if (cause === undefined) return null;
  const { code, subject, sentence } = toCause(cause);
  const ended = since.find((change) => isOf(change, cause.subject, view));
  const told =
    ended === undefined ? "" : ` So it was until ${formatMoment(ended.at)}: ${describeChange(ended)}`;
  const isInferred = ended === undefined || ended.event !== undefined;
  return { code, subject, sentence: `${sentence}${told}`, isInferred };
}

/**
 * Where nobody told what stood there before the first change since, today's stands in for it, and proves nothing; and EC2's
 * status checks are always those of today.
 */
function isKnownThen({ code, subject }: FoundCause, since: readonly Change[], view: ScopeView): boolean {
  if (code === "instance-status-impaired") return false;
  const first = since.find((change) => isOf(change, subject, view));
  return first === undefined || first.before !== undefined;
}

/** Whether it is what is to blame that changed: where that stands, or as it is seen from the node's own scope. */
function isOf({ id, scope }: Change, subject: Subject, { snapshot }: ScopeView): boolean {
  return id === subject.id && (scope === subject.scope || scope === scopeKey(snapshot.scope));
}

function keyOf({ code, subject }: FoundCause): string {
  return `${code} ${subject.scope ?? ""} ${subject.id}`;
}
