import type { CauseCode, Subject } from "../../model/cause.ts";
import {
  type About,
  type Cost,
  defineFix,
  type Fix,
  type FixContext,
  type Risk,
  type TakesEffect,
} from "../fix.ts";
import type { MakeChange } from "../network/change.ts";
import { madeOfChanges } from "../network/made-of-changes.ts";

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
  const { changes: _, fits, ...made } = madeOfChanges((context) => own.changes(context));
  return defineFix({
    id: own.id,
    causes: own.causes,
    ...made,
    fits: (context) => own.causes.includes(context.code) && fits(context),
    about: own.about,
    ...(own.setting && { setting: own.setting }),
    title: (context) => own.title(context),
    summary: (context) => own.summary?.(context) ?? own.about.does,
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
