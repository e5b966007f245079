import type { FixChoice, FixChoices } from "../../api/walkthrough.ts";
import { fixesOf } from "../../fixes/catalogue/index.ts";
import type { Fix } from "../../fixes/fix.ts";
import type { CauseCode } from "../../model/cause.ts";
import { FleetError } from "../../model/fleet-error.ts";
import type { SubjectKey } from "../../model/subject-key.ts";
import type { FleetContext } from "../context.ts";
import { type CauseProofs, loadCauseProofs } from "./cause-proofs.ts";
import { describeApplying } from "./describe-applying.ts";
import { findTreated } from "./find-treated.ts";
import { type LoadedFixContext, loadFixContexts } from "./load-fix-context.ts";
import { mergeSteps } from "./load-plan.ts";
import { idOfWalkthrough } from "./of-region.ts";
import { loadProgress } from "./progress.ts";
import { isFitting } from "./prove-loaded.ts";
import { whyNoPlan } from "./why-no-plan.ts";

type Asked = { code: CauseCode; key: SubjectKey };

/** The fixes that fit a cause, side by side: what each costs and risks, when it takes effect, and whom it frees. */
export async function listCauseFixes(context: FleetContext, asked: Asked): Promise<FixChoices> {
  const shared = findTreated(context.index, asked);
  if (shared === undefined) throw causeIsOver(asked);
  const items = await chooseAmong(context, asked, await loadFixContexts(context, asked));
  return { items, total: items.length, next: null, whyNone: whyNoPlan(shared) };
}

/** The one that frees most first, and of equals in the order of the catalogue, which puts the lesser change first. */
export async function chooseAmong(
  context: FleetContext,
  { code, key }: Asked,
  loaded: readonly LoadedFixContext[],
): Promise<FixChoice[]> {
  const proofs = await loadCauseProofs(context, { code, key }, loaded);
  const choices = await Promise.all(
    fixesOf(code).map(async (fix) => {
      const fitting = loaded.filter((each) => isFitting(fix, each));
      if (fitting.length === 0) return [];
      const id = idOfWalkthrough({ fixId: fix.id, code, key });
      return { ...(await toChoice(context, { fix, id, fitting })), proof: toCounts(proofs.of(fix)) };
    }),
  );
  return choices.flat().toSorted((one, other) => (other.proof?.freed ?? 0) - (one.proof?.freed ?? 0));
}

function toCounts(proof: ReturnType<CauseProofs["of"]>): FixChoice["proof"] {
  if (proof === null) return null;
  const { isStale: _, ...counts } = proof;
  return counts;
}

async function toChoice(
  context: FleetContext,
  { fix, id, fitting }: { fix: Fix; id: string; fitting: readonly LoadedFixContext[] },
): Promise<Omit<FixChoice, "proof">> {
  const [first] = fitting as [LoadedFixContext];
  const steps = mergeSteps(fitting.map(({ context: each, scope }) => ({ scope, steps: fix.steps(each) })));
  const { done } = await loadProgress(context, id);
  return {
    walkthroughId: id,
    fixId: fix.id,
    title: fix.title(first.context),
    summary: fix.summary(first.context),
    risk: fix.risk(first.context),
    cost: fix.cost(first.context),
    takesEffect: fix.takesEffect(first.context),
    steps: steps.length,
    doneSteps: steps.filter((step) => done.has(step.id)).length,
    isAllowed: describeApplying(context, fix.id, first.scope, steps).whyNot === null,
  };
}

function causeIsOver({ code, key }: Asked): FleetError {
  return new FleetError(
    "not-found",
    `No node has the cause ${code} of ${key} now, so there is nothing to fix. The causes page has what is open.`,
    { field: "subjectKey" },
  );
}
