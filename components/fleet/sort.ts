import type { NodeSortKey } from "../../lib/api/list.ts";

/** How a column stands in the present order; null where another one decides. */
export function directionOf(sort: string, key: NodeSortKey): "ascending" | "descending" | null {
  if (sort === key) return "ascending";
  return sort === `-${key}` ? "descending" : null;
}

/** What a click on a column's head asks for: numbers begin with the largest, words with the first; then the reverse. */
export function nextSort(sort: string, key: NodeSortKey, isNumeric: boolean): string {
  const direction = directionOf(sort, key);
  const descends = direction === null ? isNumeric : direction === "ascending";
  return descends ? `-${key}` : key;
}
