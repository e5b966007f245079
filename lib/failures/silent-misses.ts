import type { FailureRecord } from "../model/failure.ts";
import { matchedNothing } from "./kind.ts";

/**
 * Whether nobody was told: what it belongs to ended green although this node was not reached, or it met nothing at all.
 * The outermost record with an end of its own is what people look at, so it decides; `Undeliverable` and
 * `DeliveryTimedOut` do not count to the errors that would turn it red.
 */
export function isSilentMiss(kind: string, records: readonly FailureRecord[]): boolean {
  if (matchedNothing(kind)) return true;
  return records.find(({ isGreen }) => isGreen !== null)?.isGreen === true;
}
