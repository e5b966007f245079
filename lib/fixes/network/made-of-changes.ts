import { GapError } from "../../model/snapshot.ts";
import type { Fix, FixContext } from "../fix.ts";
import { type Change, carryOut, combine, type MakeChange } from "./change.ts";

/**
 * What a fix that is made of changes has of them: its steps and its effect are two sides of the same, so that neither says
 * more than the other. They are made once a context.
 */
export function madeOfChanges(
  makersOf: (context: FixContext) => readonly MakeChange[],
): Pick<Fix, "fits" | "steps" | "effect"> & { changes(context: FixContext): readonly Change[] } {
  const known = new WeakMap<FixContext, readonly Change[]>();
  const changes = (context: FixContext): readonly Change[] => {
    const made = known.get(context) ?? carryOut(context.snapshot, makersOf(context));
    known.set(context, made);
    return made;
  };
  return {
    changes,
    fits(context) {
      try {
        return changes(context).length > 0;
      } catch (error) {
        // What was not read cannot be changed with any confidence.
        if (error instanceof GapError) return false;
        throw error;
      }
    },
    steps: (context) => changes(context).map(({ step }) => step),
    effect(context) {
      const patch = combine(changes(context).map((change) => change.patch));
      return Object.keys(patch).length === 0 ? null : patch;
    },
  };
}
