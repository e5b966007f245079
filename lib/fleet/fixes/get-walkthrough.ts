import type { ProofAnswer } from "../../api/proof.ts";
import type { StepAnswer, WalkthroughAnswer } from "../../api/walkthrough.ts";
import type { ScopeKey } from "../../model/scope.ts";
import { parseSubjectKey } from "../../model/subject-key.ts";
import { causeFilter } from "../../routes/causes.ts";
import type { StoredRun } from "../../store/run-row.ts";
import { describeCauses } from "../causes/describe-causes.ts";
import { nameSubject } from "../causes/name-subject.ts";
import { titleOfCause } from "../causes/title-of-cause.ts";
import type { FleetContext } from "../context.ts";
import type { SharedCause } from "../node-index/share-causes.ts";
import { loadCauseProofs } from "./cause-proofs.ts";
import { describeApplying } from "./describe-applying.ts";
import { findTreated } from "./find-treated.ts";
import { chooseAmong } from "./list-cause-fixes.ts";
import { type LoadedFixContext, loadFixContexts } from "./load-fix-context.ts";
import { loadPlan, type Plan, type PlannedStep } from "./load-plan.ts";
import { regionOf, sentenceOfRegion } from "./of-region.ts";
import { prepareCall } from "./prepare-call.ts";
import { loadProgress, type Progress } from "./progress.ts";
import { proveLoaded } from "./prove-loaded.ts";
import { drawProof, requireFix } from "./prove-walkthrough.ts";
import { requireWalkthroughKey } from "./require-walkthrough-key.ts";
import { describeVerification } from "./verification.ts";
import { whyNoPlan } from "./why-no-plan.ts";

/** How many of its nodes are named, for links. */
const firstNodes = 50;

/** A fix on one cause: the steps with the real ids, what they will do, and how far people are with them. */
export async function getWalkthrough(
  context: FleetContext,
  { id }: { id: string },
): Promise<WalkthroughAnswer> {
  const key = requireWalkthroughKey(id);
  requireFix(key);
  const [plan, progress, lastChanges, verification, loaded] = await Promise.all([
    loadPlan(context, id),
    loadProgress(context, id),
    context.store.loadLastChanges(id),
    describeVerification(context, id),
    loadFixContexts(context, key),
  ]);
  const treated = findTreated(context.index, key);
  // What only nodes of other scopes still have is over where it is planned for.
  const shared = treated && whyNoPlan(treated) === null ? treated : undefined;
  // What is one setting for a Region is no alternative to what is done for each of its nodes.
  const choices = regionOf(key) === undefined ? await chooseAmong(context, key, loaded) : [];
  const { history, note, version } = progress;
  return {
    id,
    fix: plan.fix,
    cause: await describeCause(context, plan, { shared, loaded }),
    first: tellFirst(context, plan),
    steps: plan.steps.map((step) => toStep(step, plan, progress, lastChanges)),
    proof: await proveNow(context, plan, loaded),
    ...{ verification, note, history, version },
    alternatives: choices.filter(({ walkthroughId }) => walkthroughId !== id),
    applying: describeApplying(context, key.fixId, plan.steps[0]?.scope ?? scopesOf(plan)[0]!, plan.steps),
  };
}

async function describeCause(
  context: FleetContext,
  plan: Plan,
  { shared, loaded }: { shared: SharedCause | undefined; loaded: readonly LoadedFixContext[] },
): Promise<WalkthroughAnswer["cause"]> {
  const { code, key, subject } = plan.cause;
  const region = regionOf({ code, key });
  const filter = region === undefined ? causeFilter(code, key) : `cause:${code} scope:${region}`;
  const told = { code, key, title: titleOfCause(code), filter, isOfRegion: region !== undefined };
  if (shared) {
    const [described] = await describeCauses(context, [shared]);
    const { sentence, scopes, since } = described!;
    return {
      ...told,
      subject: described!.subject,
      sentence: region === undefined ? sentence : sentenceOfRegion(code, region, shared.nodes),
      scopes,
      since,
      changedBy: findWhoChangedIt(loaded, since),
      isOpen: true,
      nodes: loaded.reduce((sum, { total }) => sum + total, 0),
    };
  }
  const [scope] = scopesOf(plan);
  const { id, scope: own } = parseSubjectKey(key)!;
  const [last] = await context.store.loadCauseHistory({ code, subjectId: id, scope: own });
  const name = scope === undefined ? null : await nameSubject(context, scope, subject);
  return {
    ...told,
    subject: { ...subject, name },
    sentence: last?.sentence ?? plan.cause.sentence ?? `${told.title}: ${name ?? subject.id}.`,
    ...{ scopes: scopesOf(plan), since: last?.since ?? null, changedBy: null, isOpen: false, nodes: 0 },
  };
}

/** Nodes that came to a cause later did not come to it by the change that it began with, so a few are asked. */
const askedWho = 5;

function findWhoChangedIt(loaded: readonly LoadedFixContext[], since: number): string | null {
  for (const { diagnosis, scope, held } of loaded)
    for (const id of held.slice(0, askedWho)) {
      const verdict = diagnosis.diagnoseNode(scope, id);
      if (verdict.since === since && verdict.changedBy !== null) return verdict.changedBy;
    }
  return null;
}

function scopesOf({ nodes }: Plan): ScopeKey[] {
  return Object.keys(nodes).sort() as ScopeKey[];
}

/** Those that had the cause when it began, as they are now. */
function tellFirst({ index }: FleetContext, plan: Plan): WalkthroughAnswer["first"] {
  return scopesOf(plan)
    .flatMap((scope) => (plan.nodes[scope] ?? []).map((id) => index.get({ scope, id })))
    .filter((node) => node !== undefined)
    .slice(0, firstNodes)
    .map(({ scope, id, name, status }) => ({ scope, id, name, status }));
}

function toStep(
  step: PlannedStep,
  plan: Plan,
  { done, applied, lastRuns }: Progress,
  lastChanges: readonly StoredRun[],
): StepAnswer {
  const { id, title, why, cli, console, terraform, cloudformation, changes, undo, call } = step;
  const mark = done.get(id);
  return {
    ...{ id, title, why, cli: [...cli], console, terraform, cloudformation, changes },
    undo: undo && { sentence: undo.sentence, cli: [...undo.cli] },
    call: call && {
      operation: call.operation,
      resource: prepareCall(plan, step, lastChanges).resource,
      rehearsal: call.rehearsal,
      canBeUndone: call.undo !== null,
    },
    done: mark !== undefined && mark.at >= plan.since ? mark : null,
    lastRun: lastRuns.get(id) ?? null,
    isApplied: applied.has(id),
  };
}

/** The proof of the world as it is: where the fix is under way already, of what is left of it. */
async function proveNow(
  context: FleetContext,
  { fix: { id: fixId }, cause: { code, key } }: Plan,
  loaded: readonly LoadedFixContext[],
): Promise<ProofAnswer | null> {
  const fix = requireFix({ fixId, code, key });
  const proved = proveLoaded(loaded, fix);
  if (proved.length === 0) return null;
  const proofs = await loadCauseProofs(context, { code, key }, loaded);
  const counts = proofs.of(fix);
  return counts && { ...counts, ...drawProof(context, counts, proved) };
}
