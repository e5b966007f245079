import type { Judgement } from "../diagnosis/decide.ts";
import type { Diagnosis } from "../diagnosis/diagnose.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Snapshot, SnapshotPatch } from "../model/snapshot.ts";
import type { World } from "../model/world.ts";

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

/** The same scope with a fix's effect, and the nodes that were judged again for it: all others stand as they did. */
export type ChangedScope = { after: JudgedScope; judgements: ReadonlyMap<string, Judgement | null> };

export type ChangedDocument = { kind: DocumentKind; id: string };

export function changeScope(judged: JudgedScope, patch: SnapshotPatch): ChangedScope {
  const { scope, world } = judged;
  const snapshots = new Map([...world.snapshots, [scope, snapshotOf(judged).patched(patch)] as const]);
  return moveTo(judged, { ...world, snapshots }, changedBy(patch));
}

/** Into a world in which only these documents are others. */
export function moveTo(judged: JudgedScope, world: World, changed: readonly ChangedDocument[]): ChangedScope {
  const { scope } = judged;
  const { diagnosis, judgements } = judged.diagnosis.after(world, scope, changed);
  const judgementOf = (id: string) => {
    const judgement = judgements.get(id);
    return judgement === undefined ? judged.judgementOf(id) : judgement;
  };
  return { after: { scope, world, diagnosis, judgementOf }, judgements };
}

/** What a patch puts, replaces or takes away. */
export function changedBy(patch: SnapshotPatch): ChangedDocument[] {
  return Object.entries(patch).flatMap(([kind, { put = [], remove = [] }]) =>
    [...put.map(({ id }) => id), ...remove].map((id) => ({ kind: kind as DocumentKind, id })),
  );
}
