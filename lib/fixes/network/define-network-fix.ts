import type { CauseCode } from "../../model/cause.ts";
import { GapError } from "../../model/snapshot.ts";
import { type Cost, defineFix, type Fix, type FixContext, type Risk, type TakesEffect } from "../fix.ts";
import { carryOut, changesOf, type MakeChange } from "./change.ts";
import { isSideCause, type Situation, situationsOf } from "./situation.ts";

export type NetworkFix<Id extends string> = {
  id: Id;
  causes: readonly CauseCode[];
  title(situation: Situation): string;
  summary(situation: Situation): string;
  /** What is to be done, in order; nothing where the fix is of no use in the situation. */
  changes(situation: Situation): readonly MakeChange[];
  risk(situation: Situation): Risk;
  cost?(situation: Situation): Cost | null;
  takesEffect?(situation: Situation): TakesEffect;
};

/**
 * A fix that is made of changes: its steps and its effect are two sides of them, so that neither says more than the other.
 * It serves, too, where what it mends stands in the way to a service beside Systems Manager.
 */
export function defineNetworkFix<const Id extends string>(
  own: NetworkFix<Id>,
): Fix & { id: Id; causes: readonly CauseCode[] } {
  const changes = (context: FixContext) => meant(own, context).flatMap((situation) => own.changes(situation));
  const first = (context: FixContext) => meant(own, context)[0]!;
  return defineFix({
    id: own.id,
    causes: own.causes.some((code) => !code.endsWith("-unprovable")) ? [...own.causes, ...sides] : own.causes,
    fits(context) {
      try {
        return changes(context).length > 0;
      } catch (error) {
        // What was not read cannot be changed with any confidence.
        if (error instanceof GapError) return false;
        throw error;
      }
    },
    title: (context) => own.title(first(context)),
    summary: (context) => own.summary(first(context)),
    steps: (context) => changesOf(context.snapshot, changes(context)).map(({ step }) => step),
    effect(context) {
      const patch = carryOut(context.snapshot, changes(context));
      return Object.keys(patch).length === 0 ? null : patch;
    },
    risk: (context) => own.risk(first(context)),
    cost: (context) => own.cost?.(first(context)) ?? null,
    takesEffect: (context) => own.takesEffect?.(first(context)) ?? onceTheWayIsOpen,
  });
}

const sides: readonly CauseCode[] = ["session-logging-path-missing", "content-path-blocked"];

function meant(own: NetworkFix<string>, context: FixContext): readonly Situation[] {
  if (!own.causes.includes(context.code) && !isSideCause(context.code)) return [];
  return situationsOf(context).filter(({ code, nodes }) => own.causes.includes(code) && nodes.length > 0);
}

const minute = 60_000;

/** An agent that cannot connect tries again after five minutes, then after twice as long, and at last every hour. */
export const onceTheWayIsOpen: TakesEffect = {
  withinMs: 60 * minute,
  sentence:
    "The way is open at once. An agent that could not connect tries again after 5 minutes, and after ever longer waits up to an hour.",
  skipsTheWait: "Restart the agent on the host, or reboot the instance.",
};

export function onceReady(what: string, withinMs: number): TakesEffect {
  return {
    withinMs: onceTheWayIsOpen.withinMs + withinMs,
    sentence: `${what} takes about ${Math.ceil(withinMs / minute)} minutes. An agent that could not connect tries again after 5 minutes, and after ever longer waits up to an hour.`,
    skipsTheWait: onceTheWayIsOpen.skipsTheWait,
  };
}
