import { findFix } from "../../fixes/catalogue/index.ts";
import type { Cost, Fix, Risk, Step, TakesEffect } from "../../fixes/fix.ts";
import type { CauseCode, Subject } from "../../model/cause.ts";
import { FleetError } from "../../model/fleet-error.ts";
import type { ScopeKey } from "../../model/scope.ts";
import type { SubjectKey } from "../../model/subject-key.ts";
import type { WalkthroughKey } from "../../model/walkthrough-id.ts";
import type { FleetContext } from "../context.ts";
import type { SharedCause } from "../node-index/share-causes.ts";
import { findTreated, findTreatedNodes } from "./find-treated.ts";
import { type LoadedFixContext, loadFixContexts } from "./load-fix-context.ts";
import { regionOf, sentenceOfRegion } from "./of-region.ts";
import { requireWalkthroughKey } from "./require-walkthrough-key.ts";
import { whyNoPlan } from "./why-no-plan.ts";

/** A step, and the scope that its call is made in. */
export type PlannedStep = Step & { scope: ScopeKey };

/**
 * What a walkthrough says. It is recorded when somebody begins with it: the first step that is done changes the world, and a
 * plan made of that would lack the step, number the others anew, or have none at all.
 */
export type Plan = {
  /** When somebody began with it; null while it is what the world says now. */
  recordedAt: number | null;
  /** Marks and runs from before it belong to an earlier time that the cause was open. */
  since: number;
  fix: {
    id: string;
    title: string;
    summary: string;
    risk: Risk;
    cost: Cost | null;
    takesEffect: TakesEffect;
  };
  cause: { code: CauseCode; key: SubjectKey; subject: Subject; sentence: string | null };
  /** All nodes that had the cause where it is planned for, in order, by scope. */
  nodes: Readonly<Record<ScopeKey, readonly string[]>>;
  steps: readonly PlannedStep[];
};

export type FindFix = (id: string) => Fix | undefined;

/** The recorded plan while the walkthrough is under way and when its cause is over, else one of the world as it is now. */
export async function loadPlan(
  context: FleetContext,
  walkthroughId: string,
  { find = findFix }: { find?: FindFix } = {},
): Promise<Plan> {
  const key = requireWalkthroughKey(walkthroughId);
  const { store } = context;
  const [recorded, progress, verification] = await Promise.all([
    store.loadWalkthroughPlan(walkthroughId) as Promise<Plan | undefined>,
    store.loadWalkthroughProgress(walkthroughId),
    store.loadVerification(walkthroughId),
  ]);
  const endedAt = verification?.endedAt ?? 0;
  const isUnderWay = progress?.steps.some(({ at }) => at > endedAt) ?? false;
  if (recorded && isUnderWay) return recorded;
  const fresh = await makePlan(context, key, find);
  if (fresh) return { ...fresh, since: endedAt };
  if (recorded) return recorded;
  const shared = findTreated(context.index, key);
  throw new FleetError(
    "not-found",
    (shared && whyNoPlan(shared)) ??
      `Nothing has the cause ${key.code} of ${key.key} now, or this fix is of no use there, and nobody began with it before. The causes page has what is open.`,
    { field: "id" },
  );
}

/** Keeps what the walkthrough says, where it is not kept yet. */
export async function recordPlan(context: FleetContext, walkthroughId: string, plan: Plan): Promise<Plan> {
  if (plan.recordedAt !== null) return plan;
  const at = context.now();
  const recorded = { ...plan, recordedAt: at };
  const touch = { at, by: context.actor.name, replaces: true };
  await context.store.recordWalkthroughPlan(walkthroughId, recorded, touch);
  return recorded;
}

export function requireStep({ steps }: Plan, id: string): PlannedStep {
  const step = steps.find((each) => each.id === id);
  if (step) return step;
  throw new FleetError(
    "not-found",
    `The walkthrough has no step ${id}. The world may have moved since the page was shown: load it again.`,
    { field: "step" },
  );
}

async function makePlan(
  context: FleetContext,
  { fixId, code, key }: WalkthroughKey,
  find: FindFix,
): Promise<Plan | undefined> {
  const fix = find(fixId);
  const shared = findTreated(context.index, { code, key });
  if (!fix) {
    throw new FleetError("not-found", `There is no fix ${fixId}. Open the walkthrough from its cause.`, {
      field: "id",
    });
  }
  if (!fix.causes.includes(code) || !shared) return undefined;
  const loaded = await loadFixContexts(context, { code, key });
  const fitting = loaded.filter((each) => fix.fits(each.context));
  const [first] = fitting;
  if (!first) return undefined;
  return {
    recordedAt: null,
    since: 0,
    fix: {
      id: fixId,
      title: fix.title(first.context),
      summary: fix.summary(first.context),
      risk: fix.risk(first.context),
      cost: fix.cost(first.context),
      takesEffect: fix.takesEffect(first.context),
    },
    cause: { code, key, subject: shared.subject, sentence: sentenceOf(shared) },
    nodes: nodesOf(findTreatedNodes(context.index, { code, key }), loaded),
    steps: mergeSteps(fitting.map(({ context: each, scope }) => ({ scope, steps: fix.steps(each) }))),
  };
}

function nodesOf(
  treated: ReturnType<typeof findTreatedNodes>,
  loaded: readonly LoadedFixContext[],
): Plan["nodes"] {
  return Object.fromEntries(loaded.map(({ scope }) => [scope, treated.get(scope) ?? []]));
}

function sentenceOf({ code, key, nodes, example }: SharedCause): string | null {
  const scope = regionOf({ code, key });
  return scope === undefined ? example.why : sentenceOfRegion(code, scope, nodes);
}

/** What is to be done in several Regions once each; what is IAM's is the same in all of them, and done once. */
export function mergeSteps(ofScopes: readonly { scope: ScopeKey; steps: readonly Step[] }[]): PlannedStep[] {
  const merged: PlannedStep[] = [];
  for (const { scope, steps } of ofScopes) {
    for (const step of steps) {
      const same = merged.find(({ id }) => id === step.id);
      if (same && isOfAccount(step)) continue;
      merged.push({ ...step, scope, id: same ? `${step.id}@${scope}` : step.id });
    }
  }
  return merged;
}

function isOfAccount({ call }: Step): boolean {
  return call?.operation.startsWith("iam:") ?? false;
}
