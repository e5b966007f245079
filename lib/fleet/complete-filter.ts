import type { Completions } from "../api/completion.ts";
import { isCauseCode } from "../model/cause.ts";
import { titleOfCause } from "./causes/title-of-cause.ts";
import type { FleetContext } from "./context.ts";
import { complete } from "./node-index/summarise.ts";

/** What the filter box offers for a key and the beginning of a value. A cause is found by its title too. */
export function completeFilter(
  { index }: FleetContext,
  { key, prefix }: { key?: string; prefix: string },
): Completions {
  return complete(index, key ?? null, prefix, (value) =>
    key === "cause" && isCauseCode(value) ? titleOfCause(value) : null,
  );
}
