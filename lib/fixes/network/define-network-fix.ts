import type { CauseCode } from "../../model/cause.ts";
import {
  type About,
  type Cost,
  defineFix,
  type Fix,
  type FixContext,
  type Risk,
  type TakesEffect,
} from "../fix.ts";
import { nothingToPay } from "../prices.ts";
import type { MakeChange } from "./change.ts";
import { madeOfChanges } from "./made-of-changes.ts";
import { isSideCause, type Situation, situationsOf } from "./situation.ts";

export type NetworkFix<Id extends string> = {
  id: Id;
  causes: readonly CauseCode[];
  about: About;
  title(situation: Situation): string;
  /** Where a situation has more to tell than what the fix is about. */
  summary?(situation: Situation): string;
  /** What is to be done, in order; nothing where the fix is of no use in the situation. */
  changes(situation: Situation): readonly MakeChange[];
  risk?(situation: Situation): Risk;
  /** Nothing, where it is not told. */
  cost?(situation: Situation): Cost | null;
  takesEffect?(situation: Situation): TakesEffect;
};

/**
 * A fix that is made of changes. It serves, too, where what it mends stands in the way to a service beside Systems Manager.
 */
export function defineNetworkFix<const Id extends string>(
  own: NetworkFix<Id>,
): Fix & { id: Id; causes: readonly CauseCode[] } {
  const { changes, ...made } = madeOfChanges((context) =>
    meant(own, context).flatMap((situation) => own.changes(situation)),
  );
  const tell = <Told>(context: FixContext, words: (situation: Situation) => Told, idle: Told): Told => {
    const [first] = meant(own, context);
    return first === undefined ? idle : words(first);
  };
  return defineFix({
    id: own.id,
    causes: own.causes.some((code) => !code.endsWith("-unprovable")) ? [...own.causes, ...sides] : own.causes,
    ...made,
    about: own.about,
    title: (context) => tell(context, own.title, nameOf(own.id)),
    summary: (context) => tell(context, own.summary ?? (() => own.about.does), nothingHeld),
    risk: (context) =>
      tell<Risk>(context, own.risk ?? (() => own.about.risk), { level: "low", sentence: nothingHeld }),
    cost(context) {
      const isByHand = changes(context).every(({ step }) => step.call === null);
      return tell(context, own.cost ?? (() => nothingToPay), isByHand ? null : nothingToPay);
    },
    takesEffect(context) {
      if (isSideCause(context.code)) return atNextUse;
      return tell(context, own.takesEffect ?? (() => onceTheWayIsOpen), onceTheWayIsOpen);
    },
  });
}

/** Once a cause is mended there is no situation left to speak of. */
const nothingHeld = "Nothing is held back by it any more.";

function nameOf(id: string): string {
  return `${id[0]!.toUpperCase()}${id.slice(1).replaceAll("-", " ")}`;
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

/** What somebody else opens is open when they have. */
export const onceSomebodyDid: TakesEffect = {
  ...onceTheWayIsOpen,
  sentence: `Once it is done: ${onceTheWayIsOpen.sentence[0]!.toLowerCase()}${onceTheWayIsOpen.sentence.slice(1)}`,
};

const atNextUse: TakesEffect = {
  withinMs: 0,
  sentence: "The way is open at once: whatever uses it next finds it so.",
  skipsTheWait: null,
};

export function onceReady(what: string, withinMs: number): TakesEffect {
  return {
    withinMs: onceTheWayIsOpen.withinMs + withinMs,
    sentence: `${what} takes about ${Math.ceil(withinMs / minute)} minutes. An agent that could not connect tries again after 5 minutes, and after ever longer waits up to an hour.`,
    skipsTheWait: onceTheWayIsOpen.skipsTheWait,
  };
}
