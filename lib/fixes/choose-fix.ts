import type { FoundCause } from "../diagnosis/check.ts";
import type { Judgement } from "../diagnosis/decide.ts";
import type { CauseCode, Subject } from "../model/cause.ts";
import { GapError, type SnapshotPatch } from "../model/snapshot.ts";
import type { Fix, FixContext, Risk } from "./fix.ts";
import { type ChangedScope, changedBy, changeScope, type JudgedScope } from "./judged-scope.ts";
import { movesOf } from "./moves.ts";
import { lendView } from "./network/situation.ts";

/** A cause of a scope with all the nodes that have it. */
export type HeldNodes = {
  code: CauseCode;
  subject: Subject;
  nodeIds: readonly string[];
  /** Those that would have it next, behind another cause: a rule that is made now has to let them through as well. */
  behindIds: readonly string[];
};

/** One fix of a cause, carried out in a world that nobody has yet. */
export type Trial = {
  fix: Fix;
  context: FixContext;
  patch: SnapshotPatch;
  changed: ChangedScope;
  /** The nodes that count and that it frees, whatever kept them back. */
  freed: readonly string[];
  /** The nodes that count, of whose troubles it removes some and not all, with the next cause of those that it leads on to one. */
  eased: readonly { id: string; next: FoundCause | null; worth: number }[];
  /** What those are worth that it frees, without the nodes that it harms. */
  gain: number;
};

export type TrialOptions = {
  fixesOf(code: CauseCode): readonly Fix[];
  /** What it is worth that a node comes back: nothing of one that nobody waits for. */
  worthOf(judgement: Judgement): number;
  /** Told of what a fix throws: the others are tried all the same. */
  onFault(fixId: string, cause: HeldNodes, error: unknown): void;
};

export function contextOf(judged: JudgedScope, { code, subject, nodeIds, behindIds }: HeldNodes): FixContext {
  const view = judged.diagnosis.viewOf(judged.scope);
  lendView(view);
  const { snapshot } = view;
  return { scope: snapshot.scope, snapshot, code, subject, nodeIds: [...nodeIds, ...behindIds] };
}

export type Fitting = Pick<Trial, "fix" | "context"> & { patch: SnapshotPatch | null };

/** Each fix that fits a cause, with what it changes in AWS. */
export function* fittingOf(
  judged: JudgedScope,
  held: HeldNodes,
  { fixesOf, onFault }: Pick<TrialOptions, "fixesOf" | "onFault">,
): Generator<Fitting> {
  // What stands in another scope is mended there.
  if (held.subject.scope !== undefined) return;
  const context = contextOf(judged, held);
  for (const fix of fixesOf(held.code)) {
    try {
      if (fix.fits(context)) yield { fix, context, patch: fix.effect(context) };
    } catch (error) {
      // What was not read cannot be changed with any confidence.
      if (!(error instanceof GapError)) onFault(fix.id, held, error);
    }
  }
}

/**
 * The best of a cause's fixes in a world: the one that frees most; of equals the one with the least risk, then cost, then
 * change. Undefined where none fits and has an effect.
 */
export function chooseFix(judged: JudgedScope, held: HeldNodes, options: TrialOptions): Trial | undefined {
  const trials: Trial[] = [];
  for (const { patch, ...fitting } of fittingOf(judged, held, options)) {
    if (patch === null) continue;
    const trial = tryEffect(judged, { ...fitting, patch }, options);
    if (trial.gain >= 0) trials.push(trial);
  }
  return trials.toSorted(byWorth)[0];
}

export function tryEffect(
  judged: JudgedScope,
  effect: Pick<Trial, "fix" | "context" | "patch">,
  { worthOf }: Pick<TrialOptions, "worthOf">,
): Trial {
  const changed = changeScope(judged, effect.patch);
  const { freed, eased, harmed } = movesOf(changed);
  const meant = <Moved extends { before: Judgement }>(moved: readonly Moved[]) =>
    moved.map((each) => ({ ...each, worth: worthOf(each.before) })).filter(({ worth }) => worth > 0);
  const back = meant(freed);
  return {
    ...{ ...effect, changed, freed: back.map(({ id }) => id), eased: meant(eased) },
    gain: sumOfWorth(back) - harmed.length,
  };
}

export function sumOfWorth(nodes: readonly { worth: number }[]): number {
  return nodes.reduce((sum, { worth }) => sum + worth, 0);
}

const riskLevels: readonly Risk["level"][] = ["low", "medium", "high"];

function byWorth(one: Trial, other: Trial): number {
  const less = (of: (trial: Trial) => number) => of(one) - of(other);
  return (
    less(({ gain }) => -gain) ||
    less(({ eased }) => -eased.length) ||
    less(({ fix, context }) => riskLevels.indexOf(fix.risk(context).level)) ||
    less(costOf) ||
    less(({ patch }) => changedBy(patch).length)
  );
}

/** What has no known price goes behind whatever has one. */
function costOf({ fix, context }: Trial): number {
  const cost = fix.cost(context);
  return cost === null ? 0 : (cost.monthlyUsd ?? Number.MAX_VALUE);
}
