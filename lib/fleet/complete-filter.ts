import type { Completions } from "../api/completion.ts";
import type { FleetContext } from "./context.ts";
import { complete } from "./node-index/summarise.ts";

/** What the filter box offers for a key and the beginning of a value. */
export function completeFilter(
  { index }: FleetContext,
  { key, prefix }: { key?: string; prefix: string },
): Completions {
  return complete(index, key ?? null, prefix);
}
