import type { PlanStep } from "../../api/proof.ts";
import { subjectKey } from "../../model/subject-key.ts";
import type { StoredPlanStep } from "../../store/proofs.ts";
import { describeCauses } from "../causes/describe-causes.ts";
import { nameSubject } from "../causes/name-subject.ts";
import { titleOfCause } from "../causes/title-of-cause.ts";
import type { FleetContext } from "../context.ts";
import { shareCauses } from "../node-index/share-causes.ts";

/** What is said of the causes that steps remove: of one that another still hides, what its code says. */
export async function tellCausesOfSteps(
  context: FleetContext,
  steps: readonly StoredPlanStep[],
): Promise<(step: StoredPlanStep) => PlanStep["cause"]> {
  const wanted = new Set(steps.map(keyOf));
  const shared = shareCauses(context.index, [], context.now()).filter(({ code, key }) =>
    wanted.has(`${code} ${key}`),
  );
  const sentences = new Map(
    (await describeCauses(context, shared)).map(({ code, key, sentence }) => [`${code} ${key}`, sentence]),
  );
  for (const step of steps) {
    if (sentences.has(keyOf(step))) continue;
    const name = (await nameSubject(context, step.scope, step.subject)) ?? step.subject.id;
    sentences.set(keyOf(step), `${titleOfCause(step.code)}: ${name}, behind what keeps its nodes back now.`);
  }
  return (step) => ({
    code: step.code,
    key: subjectKey(step.scope, step.subject),
    sentence: sentences.get(keyOf(step))!,
  });
}

function keyOf({ code, scope, subject }: StoredPlanStep): string {
  return `${code} ${subjectKey(scope, subject)}`;
}
