import type { CauseCode, Subject } from "../../model/cause.ts";
import { GapError } from "../../model/snapshot.ts";
import {
  type About,
  type Cost,
  defineFix,
  type Fix,
  type FixContext,
  type Risk,
  type TakesEffect,
} from "../fix.ts";
import { type Change, carryOut, combine, type MakeChange } from "../network/change.ts";

export type NodeFix<Id extends string> = {
  id: Id;
  causes: readonly CauseCode[];
  about: About;
  setting?: Subject;
  title(context: FixContext): string;
  /** Where a context has more to tell than what the fix is about. */
  summary?(context: FixContext): string;
  /** What is to be done, in order; nothing where the fix is of no use. */
  changes(context: FixContext): readonly MakeChange[];
  risk?(context: FixContext): Risk;
  cost?(context: FixContext): Cost | null;
  takesEffect?(context: FixContext): TakesEffect;
};

/** A fix of what is the matter with nodes themselves, or with who aims at them: made of changes, as the network's are. */
export function defineNodeFix<const Id extends string>(
  own: NodeFix<Id>,
): Fix & { id: Id; causes: readonly CauseCode[] } {
  const known = new WeakMap<FixContext, readonly Change[]>();
  const changes = (context: FixContext): readonly Change[] => {
    const made = known.get(context) ?? carryOut(context.snapshot, own.changes(context));
    known.set(context, made);
    return made;
  };
  return defineFix({
    id: own.id,
    causes: own.causes,
    fits(context) {
      try {
        return own.causes.includes(context.code) && changes(context).length > 0;
      } catch (error) {
        // What was not read cannot be changed with any confidence.
        if (error instanceof GapError) return false;
        throw error;
      }
    },
    about: own.about,
    ...(own.setting && { setting: own.setting }),
    title: (context) => own.title(context),
    summary: (context) => own.summary?.(context) ?? own.about.does,
    steps: (context) => changes(context).map(({ step }) => step),
    effect(context) {
      const patch = combine(changes(context).map((change) => change.patch));
      return Object.keys(patch).length === 0 ? null : patch;
    },
    risk: (context) => own.risk?.(context) ?? own.about.risk,
    cost: (context) => own.cost?.(context) ?? null,
    takesEffect: (context) => own.takesEffect?.(context) ?? atOnce,
  });
}

export const atOnce: TakesEffect = {
  withinMs: 0,
  sentence: "It holds at once.",
  skipsTheWait: null,
};

const minute = 60_000;

/** A node that starts with everything right appears within about five minutes (ssm-targets 3.1). */
export const onceItStarted: TakesEffect = {
  withinMs: 10 * minute,
  sentence: "It starts within minutes, and its agent is heard of about 5 minutes after that.",
  skipsTheWait: null,
};

/** A restarted agent tries at once, whatever it waited for. */
export const onceTheAgentStarted: TakesEffect = {
  withinMs: 5 * minute,
  sentence: "A restarted agent tries at once, and is heard of within 5 minutes.",
  skipsTheWait: null,
};

export const harmless: Risk = { level: "low", sentence: "It changes nothing that works today." };
