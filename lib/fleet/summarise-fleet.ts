import type { FleetSummary } from "../api/list.ts";
import { parseFilter } from "../routes/filter.ts";
import type { FleetContext } from "./context.ts";
import { summarise } from "./node-index/summarise.ts";

/** The headline's counts. Of a filter only the choice of scopes counts: the sentence is about the fleet, not about a search. */
export function summariseFleet({ index, now }: FleetContext, { q }: { q: string }): FleetSummary {
  const scopes = parseFilter(q).filter(({ key }) => key === "scope" || key === "account" || key === "region");
  return summarise(index, scopes, now());
}
