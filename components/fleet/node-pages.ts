import type { NodeSummary } from "../../lib/api/node.ts";
import { nodeKey } from "../../lib/routes/fleet.ts";

/** The unit in which rows are read and kept: a screen of them, with some to spare. */
export const pageSize = 50;

/** The ranks that are on screen, both included. */
export type RankRange = { first: number; last: number };

/** How many rows the server takes to be in view; the browser's own number replaces it at once. */
const assumedRows = 24;

/** The ranks in view before anything has been measured. */
export function assumedRange(at: number): RankRange {
  return { first: at, last: at + assumedRows };
}

/** The pages that hold a range of ranks, with half a screen of rows to spare on either side. */
export function pagesFor(range: RankRange, total: number | null): number[] {
  const spare = Math.ceil((range.last - range.first + 1) / 2);
  const first = Math.floor(Math.max(0, range.first - spare) / pageSize);
  const end = total === null ? range.last : Math.max(0, Math.min(range.last + spare, total - 1));
  const last = Math.max(first, Math.floor(end / pageSize));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

export type Comparison = {
  /** The rows in the order in which they are being read, with what is known of them now. */
  patched: NodeSummary[];
  /** How many rows of `fresh` were not among the present ones. */
  newer: number;
  isSameOrder: boolean;
};

/** What a second reading of a page changes: rows keep their places, and what would move them is only counted. */
export function compareRows(present: readonly NodeSummary[], fresh: readonly NodeSummary[]): Comparison {
  const freshByKey = new Map(fresh.map((node) => [nodeKey(node), node]));
  const presentKeys = new Set(present.map(nodeKey));
  return {
    patched: present.map((node) => freshByKey.get(nodeKey(node)) ?? node),
    newer: fresh.filter((node) => !presentKeys.has(nodeKey(node))).length,
    isSameOrder:
      present.length === fresh.length &&
      present.every((node, index) => nodeKey(node) === nodeKey(fresh[index]!)),
  };
}
