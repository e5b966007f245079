import { randomUUID } from "node:crypto";
import type { RunAnswer, StepChoiceInput } from "../../api/walkthrough.ts";
import { applyCall } from "../../fixes/apply.ts";
import { fillAnswers } from "../../fixes/fill-answers.ts";
import { resourceOf } from "../../fixes/resource-of-call.ts";
import { FleetError } from "../../model/fleet-error.ts";
import { parseWalkthroughId } from "../../model/walkthrough-id.ts";
import type { StoredRun } from "../../store/run-row.ts";
import type { FleetContext } from "../context.ts";
import { requireScope } from "../require-scope.ts";
import { holdOf } from "./apply-step.ts";
import { awsForFixes } from "./aws-for-fixes.ts";
import { beginOrRefuse } from "./begin-or-refuse.ts";
import type { RunDetail } from "./prepare-call.ts";
import { requireApplying } from "./require-applying.ts";
import { requireWalkthroughKey } from "./require-walkthrough-key.ts";
import { readAgainAfterUndo } from "./start-verification.ts";
import { tellWalkthrough } from "./tell-walkthrough.ts";
import { toRunAnswer } from "./to-run-answer.ts";

/** Takes back what a step did, with what was recorded when it was applied. */
export async function undoStep(
  context: FleetContext,
  { id, step }: { id: string } & StepChoiceInput,
): Promise<RunAnswer> {
  requireWalkthroughKey(id);
  const { store, actor, now } = context;
  const changes = await store.loadLastChanges(id);
  const applied = requireApplied(changes, step);
  const { undo } = applied.detail as RunDetail;
  if (undo === null || applied.scope === null) {
    throw new FleetError("conflict", "This step cannot be undone: AWS has no call that takes it back.", {
      field: "step",
    });
  }
  requireApplying(context, parseWalkthroughId(id)!.fixId, applied.scope);
  const answers = Object.fromEntries(
    changes.map(({ step: of, detail }) => [of ?? "", (detail as RunDetail).output]),
  );
  const input = fillAnswers(undo.input, answers);
  const resource = resourceOf({ operation: undo.operation, input });
  const run: StoredRun = {
    ...{ id: randomUUID(), walkthroughId: id, kind: "undo", step, at: now(), by: actor.name, endedAt: null },
    ...{ outcome: "running", operation: undo.operation, resource, scope: applied.scope, answer: null },
    ...{ sentence: "The call is being made.", hold: holdOf(applied.scope, resource) },
    detail: { ...(applied.detail as RunDetail), input, output: null, undo: null },
  };
  let ended = run;
  const scope = await requireScope(store, applied.scope);
  await awsForFixes(context).writing(scope, [undo.operation], (send) =>
    applyCall(
      { operation: undo.operation, input, resource },
      {
        begin: () => beginOrRefuse(context, run),
        findDifferences: async () => [],
        send,
        async end({ output, ...end }) {
          const detail = { ...(run.detail as RunDetail), output };
          ended = { ...run, ...end, endedAt: now(), detail };
          const version = await store.endRun(run, { ...end, endedAt: now(), detail });
          await tellWalkthrough(context, id, version);
        },
      },
    ),
  );
  if (ended.outcome === "done") await readAgainAfterUndo(context, id, applied.scope);
  return toRunAnswer(ended);
}

function requireApplied(changes: readonly StoredRun[], step: string): StoredRun {
  const last = changes.find((run) => run.step === step);
  if (last?.kind === "apply") return last;
  const sentence =
    last === undefined
      ? "This step was not applied from here, so there is nothing recorded that would take it back. Its own commands do."
      : `${last.by} has undone this step already.`;
  throw new FleetError("conflict", sentence, { field: "step" });
}
