import type { NodeListQuery } from "../api/list.ts";
import { failureTrendParts, type NodeSummary } from "../api/node.ts";
import type { Node } from "../model/node.ts";
import { parseFilter } from "../routes/filter.ts";
import type { FleetContext } from "./context.ts";
import { allNodes, listNodes as pageOf } from "./node-index/list-nodes.ts";
import { toNodeSummary } from "./to-node-summary.ts";

/** One page of nodes under a filter, in an order. */
export async function listNodes(context: FleetContext, query: NodeListQuery) {
  const { items, total, next } = pageOf(context.index, { ...query, filter: parseFilter(query.q) });
  const trends = await loadFailureTrends(context, items);
  return {
    items: items.map((node) => ({
      ...toNodeSummary(context, node),
      failureTrend: trends.get(node.id) ?? null,
    })),
    total,
    next,
  };
}

const trendMs = 30 * 86_400_000;

/** When nodes failed in 30 days, by their ids, from wherever they were called; those without a failure have none. */
async function loadFailureTrends({ store, now }: FleetContext, nodes: readonly Node[]) {
  const failing = nodes.filter(({ failures }) => (failures ?? 0) > 0).map(({ id }) => id);
  const until = now();
  const range = { since: until - trendMs, until, parts: failureTrendParts };
  const trends = new Map<string, number[]>();
  for (const { node, part, count } of await store.countNodeFailureParts(failing, range)) {
    const trend = trends.get(node) ?? new Array<number>(failureTrendParts).fill(0);
    trend[Math.min(part, failureTrendParts - 1)]! += count;
    trends.set(node, trend);
  }
  return trends;
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
