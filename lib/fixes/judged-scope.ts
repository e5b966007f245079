import type { FoundCause } from "../diagnosis/check.ts";
import type { Judgement } from "../diagnosis/decide.ts";
import type { Diagnosis } from "../diagnosis/diagnose.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Snapshot, SnapshotPatch } from "../model/snapshot.ts";
import type { World } from "../model/world.ts";
import { keyOfCause } from "./standing.ts";

/** A scope with what the engine says of its nodes, in the world as it is or as fixes would have made it. */
export type JudgedScope = {
  scope: ScopeKey;
  world: World;
  diagnosis: Diagnosis;
  /** Null for what is no node. */
  judgementOf(id: string): Judgement | null;
};

/**
 * Every node is judged before anything is changed, by the same diagnosis: what hangs on a change is known from what was asked.
 */
export function judgedScope(
  diagnosis: Diagnosis,
  world: World,
  scope: ScopeKey,
  judgements: ReadonlyMap<string, Judgement> = diagnosis.judgeScope(scope),
): JudgedScope {
  return { scope, world, diagnosis, judgementOf: (id) => judgements.get(id) ?? null };
}

export function snapshotOf({ world, scope }: Pick<JudgedScope, "world" | "scope">): Snapshot {
  return world.snapshots.get(scope)!;
}

/** The same scope with a fix's effect, and the judgements that are others in it: null for what is no node any more. */
export type ChangedScope = {
  before: JudgedScope;
  after: JudgedScope;
  judgements: ReadonlyMap<string, Judgement | null>;
};

export type ChangedDocument = { kind: DocumentKind; id: string };

/** Causes of one node each may have a fix in common, as a setting of the Region: it is carried out once for all of them. */
const known = new WeakMap<JudgedScope, Map<string, ChangedScope>>();
const mostKnown = 4;

export function changeScope(judged: JudgedScope, patch: SnapshotPatch): ChangedScope {
  const latest = known.get(judged) ?? new Map<string, ChangedScope>();
  known.set(judged, latest);
  const text = JSON.stringify(patch);
  const changed = latest.get(text) ?? carryOut(judged, patch);
  latest.delete(text);
  latest.set(text, changed);
  const [oldest] = latest.keys();
  if (latest.size > mostKnown) latest.delete(oldest!);
  return changed;
}

function carryOut(judged: JudgedScope, patch: SnapshotPatch): ChangedScope {
  const { scope, world } = judged;
  const snapshots = new Map([...world.snapshots, [scope, snapshotOf(judged).patched(patch)] as const]);
  return moveTo(judged, { ...world, snapshots }, changedBy(patch));
}

/** Into a world in which only these documents are others. */
export function moveTo(judged: JudgedScope, world: World, changed: readonly ChangedDocument[]): ChangedScope {
  const { scope } = judged;
  const { diagnosis, judgements: judgedAgain } = judged.diagnosis.after(world, scope, changed);
  const judgements = new Map<string, Judgement | null>();
  for (const [id, judgement] of judgedAgain)
    if (isOther(judged.judgementOf(id), judgement)) judgements.set(id, judgement);
  const judgementOf = (id: string) => {
    const judgement = judgements.get(id);
    return judgement === undefined ? judged.judgementOf(id) : judgement;
  };
  return { before: judged, after: { scope, world, diagnosis, judgementOf }, judgements };
}

function isOther(before: Judgement | null, after: Judgement | null): boolean {
  if (before === null || after === null) return before !== after;
  if (before.status !== after.status || before.sure !== after.sure) return true;
  if (before.missing.length !== after.missing.length) return true;
  const [was, is] = [before, after].map(({ cause, alsoBroken }) => [cause, ...alsoBroken]);
  return was!.length !== is!.length || was!.some((cause, place) => !isSame(cause, is![place]!));
}

function isSame(one: FoundCause | null, other: FoundCause | null): boolean {
  if (one === null || other === null) return one === other;
  return keyOfCause(one) === keyOfCause(other);
}

/** What a patch puts, replaces or takes away. */
export function changedBy(patch: SnapshotPatch): ChangedDocument[] {
  return Object.entries(patch).flatMap(([kind, { put = [], remove = [] }]) =>
    [...put.map(({ id }) => id), ...remove].map((id) => ({ kind: kind as DocumentKind, id })),
  );
}
