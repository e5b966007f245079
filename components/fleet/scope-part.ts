import type { Filter } from "../../lib/routes/filter.ts";

/** The part of a filter that says which scopes are looked at; the summary on top counts in it and ignores the rest. */
export function scopePartOf(filter: Filter): Filter {
  return filter.filter((term) => term.key === "scope" || term.key === "account" || term.key === "region");
}
