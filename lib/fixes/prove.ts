import type { FoundCause } from "../diagnosis/check.ts";
import type { Judgement } from "../diagnosis/decide.ts";
import type { SnapshotPatch } from "../model/snapshot.ts";
import { type ChangedScope, changeScope, type JudgedScope } from "./judged-scope.ts";
import { movesOf } from "./moves.ts";
import { keyOfCause, type Standing, standingOf } from "./standing.ts";

export type NodesOfCause = { cause: FoundCause; nodeIds: string[] };

/** What the engine says of a world in which a fix was made. Every node that has the cause is in one of the first four. */
export type Proof = {
  /** Nothing that can be read keeps them back any more. */
  freed: string[];
  /** What keeps them back then, which is the cause itself where the fix does not reach them. */
  meetNext: NodesOfCause[];
  /** What would decide cannot be read or proved. */
  cannotTell: string[];
  /** Nothing names them any more, so they are no nodes of the fleet. */
  dropped: string[];
  /** Nodes of other causes that nothing keeps back any more either, as where a setting is one for the whole Region. */
  besides: string[];
  /** Nodes that are fine today and would not be, or that would be worse off than they are. */
  harmed: NodesOfCause[];
};

/** Runs the engine on the world as the fix would leave it. Nothing is changed; `held` are the nodes that have the cause. */
export function prove(judged: JudgedScope, patch: SnapshotPatch, held: readonly string[]): Proof {
  return tellProof(changeScope(judged, patch), held);
}

/** What a change does to the nodes of the cause that it was made for, and whom it harms besides. */
export function tellProof(changed: ChangedScope, held: readonly string[]): Proof {
  const { before, after } = changed;
  const proof: Proof = { freed: [], meetNext: [], cannotTell: [], dropped: [], besides: [], harmed: [] };
  const next = new Groups();
  for (const id of held) {
    const fate = fateOf(before.judgementOf(id), after.judgementOf(id));
    if (fate.is === "held") next.add(fate.by, id);
    else proof[listOf[fate.is]].push(id);
  }
  const harmed = new Groups();
  const meant = new Set(held);
  const moves = movesOf(changed);
  for (const { id, by } of moves.harmed) if (!meant.has(id)) harmed.add(by, id);
  for (const { id } of moves.freed) if (!meant.has(id)) proof.besides.push(id);
  for (const list of [proof.freed, proof.cannotTell, proof.dropped, proof.besides]) list.sort();
  return { ...proof, meetNext: next.inOrder(), harmed: harmed.inOrder() };
}

const listOf = { free: "freed", open: "cannotTell", gone: "dropped" } as const;

/** What becomes of a node that has the cause. Who keeps its very cause is not helped, whatever that cause is. */
export function fateOf(before: Judgement | null, after: Judgement | null): Standing | { is: "gone" } {
  if (after === null) return { is: "gone" };
  if (before?.cause && after.cause && keyOfCause(before.cause) === keyOfCause(after.cause))
    return { is: "held", by: after.cause };
  return standingOf(after);
}

/** Nodes by the cause that they share, the most first; whatever order they came in, the order is the same. */
class Groups {
  readonly #byKey = new Map<string, NodesOfCause>();

  add(cause: FoundCause, id: string): void {
    const key = keyOfCause(cause);
    const group = this.#byKey.get(key);
    if (group === undefined) this.#byKey.set(key, { cause, nodeIds: [id] });
    else group.nodeIds.push(id);
  }

  inOrder(): NodesOfCause[] {
    for (const { nodeIds } of this.#byKey.values()) nodeIds.sort();
    return [...this.#byKey]
      .sort(
        ([left, { nodeIds: few }], [right, { nodeIds: many }]) =>
          many.length - few.length || (left < right ? -1 : 1),
      )
      .map(([, group]) => group);
  }
}
