import { createHash } from "node:crypto";
import { FleetError } from "../../model/fleet-error.ts";
import type { Node } from "../../model/node.ts";
import { type Filter, printFilter } from "../../routes/filter.ts";
import type { NodeIndex } from "./node-index.ts";

export type NodePageQuery = { filter: Filter; sort: string; limit: number; cursor?: string; at?: number };
export type NodePage = { items: Node[]; total: number; next: string | null };

/**
 * One page in the order of `sort`. A cursor names the last row of the page before, so that rows which come and go meanwhile
 * neither repeat nor hide others; it belongs to one filter and one order.
 */
export function listNodes(index: NodeIndex, query: NodePageQuery): NodePage {
  const failing = index.match(query.filter);
  const order = index.order(query.sort);
  const start =
    query.cursor === undefined ? { rank: query.at ?? 0 } : startAfter(index, order, failing, query);
  const items: Node[] = [];
  let total = 0;
  let last: Node | null = null;
  for (const slot of order) {
    if (failing[slot] !== 0) continue;
    if (total >= start.rank && items.length < query.limit) {
      last = index.nodes[slot]!;
      items.push(last);
    }
    total++;
  }
  const end = start.rank + items.length;
  const next = last !== null && end < total ? printCursor(query, last, end) : null;
  return { items, total, next };
}

/** Every matching node in order, for exports. */
export function* allNodes(index: NodeIndex, filter: Filter, sort: string): Generator<Node> {
  const failing = index.match(filter);
  const order = index.order(sort);
  for (const slot of order) if (failing[slot] === 0) yield index.nodes[slot]!;
}

function startAfter(
  index: NodeIndex,
  order: Uint32Array,
  failing: Uint32Array,
  query: NodePageQuery,
): { rank: number } {
  const cursor = parseCursor(query);
  const slot = index.slotOf(cursor);
  if (slot === undefined) return { rank: cursor.rank };
  let rank = 0;
  for (const other of order) {
    if (other === slot) return { rank: failing[other] === 0 ? rank + 1 : rank };
    if (failing[other] === 0) rank++;
  }
  return { rank: cursor.rank };
}

function digestOf({ filter, sort }: NodePageQuery): string {
  return createHash("sha256")
    .update(`${sort}\n${printFilter(filter)}`)
    .digest("base64url")
    .slice(0, 8);
}

function printCursor(query: NodePageQuery, last: Node, rank: number): string {
  return Buffer.from(JSON.stringify([digestOf(query), last.scope, last.id, rank])).toString("base64url");
}

function parseCursor(query: NodePageQuery): { scope: string; id: string; rank: number } {
  try {
    const [digest, scope, id, rank] = JSON.parse(
      Buffer.from(query.cursor!, "base64url").toString(),
    ) as unknown[];
    if (
      digest === digestOf(query) &&
      typeof scope === "string" &&
      typeof id === "string" &&
      typeof rank === "number"
    ) {
      return { scope, id, rank };
    }
  } catch {
    // Falls through to the same answer as a cursor of another list.
  }
  throw new FleetError(
    "invalid-input",
    "The cursor does not belong to this filter and order. Start again without a cursor.",
    {
      field: "cursor",
    },
  );
}
