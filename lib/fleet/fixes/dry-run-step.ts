import { randomUUID } from "node:crypto";
import type { RunAnswer, StepChoiceInput } from "../../api/walkthrough.ts";
import { type Rehearsal, rehearse } from "../../fixes/rehearse.ts";
import type { StoredRun } from "../../store/run-row.ts";
import type { FleetContext } from "../context.ts";
import { requireScope } from "../require-scope.ts";
import { askRoleForChanges } from "./ask-role-for-changes.ts";
import { awsForFixes } from "./aws-for-fixes.ts";
import { compareWorld } from "./compare-world.ts";
import { loadDoneSteps } from "./load-done-steps.ts";
import { type FindFix, loadPlan, requireStep } from "./load-plan.ts";
import { isMissing, prepareCall } from "./prepare-call.ts";
import { requireApplying } from "./require-applying.ts";
import { stepBefore } from "./step-before.ts";
import { tellWalkthrough } from "./tell-walkthrough.ts";
import { toRunAnswer } from "./to-run-answer.ts";

/** Whether a step would work if it was applied now. Nothing is changed to find out. */
export async function dryRunStep(
  context: FleetContext,
  { id, step: stepId }: { id: string } & StepChoiceInput,
  { find }: { find?: FindFix } = {},
): Promise<RunAnswer> {
  const { store, actor, now } = context;
  const plan = await loadPlan(context, id, { find });
  const step = requireStep(plan, stepId);
  const prepared = prepareCall(plan, step, await store.loadLastChanges(id));
  const roleArn = requireApplying(context, plan.fix.id, step.scope);
  const { call, resource, input, expected } = prepared;
  const scope = await requireScope(store, step.scope);
  const aws = awsForFixes(context);
  const reader = aws.reader(scope);
  const at = now();
  const before = stepBefore(plan, step, await loadDoneSteps(context, id, plan));
  const tooEarly = (sentence: string): Rehearsal => ({ outcome: "unknown", sentence, answer: null });
  const rehearsal: Rehearsal = isMissing(input)
    ? tooEarly(
        `This step needs what AWS answers to an earlier one (${input.missing}), so it can be tried once that is applied.`,
      )
    : before
      ? tooEarly(
          `"${before.title}" comes first: this step was made for the world after it, and can be tried once that is done.`,
        )
      : await aws.writing(scope, [call.operation], (send) =>
          rehearse(
            { ...call, input },
            {
              findDifferences: async () =>
                (await compareWorld(context, step.scope, reader, expected)).differences,
              send,
              mayDo: (right) => askRoleForChanges(reader, roleArn, right),
              place: scope,
            },
          ),
        );
  const run: StoredRun = {
    ...{ id: randomUUID(), walkthroughId: id, kind: "dry-run", step: stepId, at, by: actor.name },
    ...{ endedAt: now(), operation: call.operation, resource, scope: step.scope, hold: null },
    ...rehearsal,
    detail: { input },
  };
  await tellWalkthrough(context, id, await store.appendRun(run));
  return toRunAnswer(run);
}
