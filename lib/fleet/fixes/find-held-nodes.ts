import type { CauseCode } from "../../model/cause.ts";
import type { ScopeKey } from "../../model/scope.ts";
import type { SubjectKey } from "../../model/subject-key.ts";
import { sharedCauseWord } from "../node-index/columns.ts";
import type { NodeIndex } from "../node-index/node-index.ts";

/** The nodes that have a cause, each scope's in the order of their ids. */
export function findHeldNodes(
  { columns, nodes }: NodeIndex,
  { code, key }: { code: CauseCode; key: SubjectKey },
): ReadonlyMap<ScopeKey, readonly string[]> {
  const wanted = columns.sharedCause.codeOf(sharedCauseWord(code, key));
  const held = new Map<ScopeKey, string[]>();
  if (wanted === undefined) return held;
  for (const [slot, node] of nodes.entries()) {
    if (node === undefined || columns.sharedCause.codes[slot] !== wanted) continue;
    const ofScope = held.get(node.scope) ?? [];
    held.set(node.scope, ofScope);
    ofScope.push(node.id);
  }
  for (const ids of held.values()) ids.sort();
  return held;
}
