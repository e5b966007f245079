import type { NodeListQuery } from "../api/list.ts";
import type { NodeSummary } from "../api/node.ts";
import { parseFilter } from "../routes/filter.ts";
import type { FleetContext } from "./context.ts";
import { allNodes, listNodes as pageOf } from "./node-index/list-nodes.ts";
import { toNodeSummary } from "./to-node-summary.ts";

/** One page of nodes under a filter, in an order. */
export function listNodes(context: FleetContext, query: NodeListQuery) {
  const { items, total, next } = pageOf(context.index, { ...query, filter: parseFilter(query.q) });
  return { items: items.map((node) => toNodeSummary(context, node)), total, next };
}

const exportBatch = 1_000;

/**
 * A run of nodes for an export. `after` is the rank that the run before ended at; null ends the export. Rows that change
 * between two runs are told as they are then.
 */
export function exportNodes(
  context: FleetContext,
  { q, sort, after }: { q: string; sort: string; after: number },
): { items: NodeSummary[]; after: number | null } {
  const items: NodeSummary[] = [];
  let rank = 0;
  for (const node of allNodes(context.index, parseFilter(q), sort)) {
    if (rank >= after + exportBatch) return { items, after: rank };
    if (rank >= after) items.push(toNodeSummary(context, node));
    rank++;
  }
  return { items, after: null };
}
