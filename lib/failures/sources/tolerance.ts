import { isNotFound } from "../../aws/errors.ts";
import type { OperationName } from "../../aws/operations.ts";
import type { FailureGap } from "../../model/failure.ts";

type Told = Pick<FailureGap, "action" | "reason">;

/** Reads that add to a source and may fail without ending it. */
export type Tolerance<ToldGap extends Told = FailureGap> = {
  /** What `read` gave; null where AWS does not have it, and where it could not be read: then there is a gap. */
  attempt<Value>(action: OperationName, read: () => Promise<Value>): Promise<Value | null>;
  /** Whether something could not be read so far, so that what it belongs to is not whole. */
  hasFailed(): boolean;
  /** The gaps since the last time, each action's once. */
  takeGaps(): ToldGap[];
};

/** `toGap` makes the gap of a failed read, or throws what nothing else could do better with. */
export function createTolerance<ToldGap extends Told>(
  toGap: (error: unknown) => ToldGap,
): Tolerance<ToldGap> {
  const gaps = new Map<string, ToldGap>();
  let fresh: ToldGap[] = [];
  return {
    async attempt(action, read) {
      const reason = gaps.get(action)?.reason;
      // Who may not read it now may not do so on the next page either.
      if (reason === "denied" || reason === "unsupported") return null;
      try {
        return await read();
      } catch (error) {
        if (isNotFound(error)) return null;
        const gap = toGap(error);
        if (!gaps.has(gap.action)) fresh.push(gap);
        gaps.set(gap.action, gap);
        return null;
      }
    },
    hasFailed: () => gaps.size > 0,
    takeGaps() {
      const taken = fresh;
      fresh = [];
      return taken;
    },
  };
}
