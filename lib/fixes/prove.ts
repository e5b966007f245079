import type { FoundCause } from "../diagnosis/check.ts";
import type { Judgement } from "../diagnosis/decide.ts";
import type { SnapshotPatch } from "../model/snapshot.ts";
import type { Status } from "../model/status.ts";
import { type ChangedScope, changeScope, type JudgedScope } from "./judged-scope.ts";
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
  /** Nodes that are fine today and would not be, or that would be worse off than they are. */
  harmed: NodesOfCause[];
};

/** Runs the engine on the world as the fix would leave it. Nothing is changed; `held` are the nodes that have the cause. */
export function prove(judged: JudgedScope, patch: SnapshotPatch, held: readonly string[]): Proof {
  return tellProof(judged, changeScope(judged, patch), held);
}

export function tellProof(
  before: Pick<JudgedScope, "judgementOf">,
  { after, judgements }: ChangedScope,
  held: readonly string[],
): Proof {
  const proof: Proof = { freed: [], meetNext: [], cannotTell: [], dropped: [], harmed: [] };
  const next = new Groups();
  for (const id of held) {
    const fate = fateOf(before.judgementOf(id), after.judgementOf(id));
    if (fate.is === "held") next.add(fate.by, id);
    else proof[listOf[fate.is]].push(id);
  }
  const harmed = new Groups();
  const meant = new Set(held);
  for (const [id, judgement] of judgements) {
    const harm = meant.has(id) ? null : harmTo(before.judgementOf(id), judgement);
    if (harm !== null) harmed.add(harm, id);
  }
  for (const list of [proof.freed, proof.cannotTell, proof.dropped]) list.sort();
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

/** The cause that a node gets though it has none today, or with which it is worse off. */
function harmTo(before: Judgement | null, after: Judgement | null): FoundCause | null {
  if (before === null || after === null) return null;
  const standing = standingOf(after);
  if (standing.is !== "held") return null;
  const wasFine = before.status === "reachable" || standingOf(before).is === "free";
  return wasFine || weightOf(after.status) > weightOf(before.status) ? standing.by : null;
}

/** Those that are meant to be silent are as bad as those that are not: a fix has no business to make either. */
const weights: Record<Status, number> = {
  ...{ reachable: 0, degraded: 1, unknown: 1 },
  ...{ lost: 2, unregistered: 2, off: 2, gone: 3 },
};

function weightOf(status: Status): number {
  return weights[status];
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
