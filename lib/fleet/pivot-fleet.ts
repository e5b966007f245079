import type { Pivot } from "../api/pivot.ts";
import { parseFilter } from "../routes/filter.ts";
import type { FleetContext } from "./context.ts";
import { pivot } from "./node-index/summarise.ts";

/** One tag key against status, under a filter. */
export function pivotFleet({ index }: FleetContext, { q, tag }: { q: string; tag: string }): Pivot {
  return pivot(index, parseFilter(q), tag);
}
