import type { Gap } from "../model/gap.ts";
import { GapError } from "../model/snapshot.ts";

/** What was read, or why it was not. */
export type Reading<Value> = { value: Value; gap: null } | { value: null; gap: Gap };

/** For who says of a gap what it means to them. A check does not: it lets the runner say so. */
export function read<Value>(ask: () => Value): Reading<Value> {
  try {
    return { value: ask(), gap: null };
  } catch (error) {
    if (error instanceof GapError) return { value: null, gap: error.gap };
    throw error;
  }
}

/** For what would only be sharper with an answer. */
export function readOr<Value, Otherwise>(ask: () => Value, otherwise: Otherwise): Value | Otherwise {
  try {
    return ask();
  } catch (error) {
    if (error instanceof GapError) return otherwise;
    throw error;
  }
}
