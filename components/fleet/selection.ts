import type { NodeSummary } from "../../lib/api/node.ts";
import { nodeKey } from "../../lib/routes/fleet.ts";

/** The rows that somebody has chosen: some by hand, or all that match the filter but for some. */
export type Selection =
  | { kind: "some"; nodes: ReadonlyMap<string, NodeSummary> }
  | { kind: "all"; q: string; except: ReadonlySet<string> };

export const nothingSelected: Selection = { kind: "some", nodes: new Map() };

export function isSelected(selection: Selection, node: NodeSummary): boolean {
  const key = nodeKey(node);
  return selection.kind === "some" ? selection.nodes.has(key) : !selection.except.has(key);
}

export function selectedCount(selection: Selection, total: number): number {
  return selection.kind === "some" ? selection.nodes.size : Math.max(0, total - selection.except.size);
}

/** The selection in which these rows are all chosen, or all not. */
export function withNodes(selection: Selection, nodes: readonly NodeSummary[], isChosen: boolean): Selection {
  if (selection.kind === "some") {
    const chosen = new Map(selection.nodes);
    for (const node of nodes) {
      if (isChosen) chosen.set(nodeKey(node), node);
      else chosen.delete(nodeKey(node));
    }
    return { kind: "some", nodes: chosen };
  }
  const except = new Set(selection.except);
  for (const node of nodes) {
    if (isChosen) except.delete(nodeKey(node));
    else except.add(nodeKey(node));
  }
  return { ...selection, except };
}

/** A selection of all holds for one filter; another filter means other nodes. */
export function underFilter(selection: Selection, q: string): Selection {
  return selection.kind === "all" && selection.q !== q ? nothingSelected : selection;
}
