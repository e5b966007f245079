import { randomUUID } from "node:crypto";
import type { ApplyInput, RunAnswer } from "../../api/walkthrough.ts";
import type { AwsReader } from "../../aws/reader.ts";
import { type ReadDocument, readDocuments } from "../../collect/read-documents.ts";
import { applyCall } from "../../fixes/apply.ts";
import type { CallEnd } from "../../fixes/make-call.ts";
import { fingerprint } from "../../fixes/writing/precondition.ts";
import type { Precondition, WriteOperation } from "../../fixes/written-call.ts";
import { isDocumentKind } from "../../model/document-kind.ts";
import { FleetError } from "../../model/fleet-error.ts";
import type { StoredRun } from "../../store/run-row.ts";
import type { FleetContext } from "../context.ts";
import { requireScope } from "../require-scope.ts";
import { awsForFixes } from "./aws-for-fixes.ts";
import { beginOrRefuse } from "./begin-or-refuse.ts";
import { compareWorld } from "./compare-world.ts";
import { loadDoneSteps } from "./load-done-steps.ts";
import { type FindFix, loadPlan, type Plan, type PlannedStep, recordPlan, requireStep } from "./load-plan.ts";
import { isMissing, prepareCall, type RunDetail } from "./prepare-call.ts";
import { requireApplying } from "./require-applying.ts";
import { verifyIfComplete } from "./start-verification.ts";
import { stepBefore } from "./step-before.ts";
import { tellWalkthrough } from "./tell-walkthrough.ts";
import { toRunAnswer } from "./to-run-answer.ts";

/**
 * Makes a step's call, if the confirmation names its resource, nobody else is at it, and the world is still the one that it
 * was proved in.
 */
export async function applyStep(
  context: FleetContext,
  { id, step: stepId, confirm }: { id: string } & ApplyInput,
  { find }: { find?: FindFix } = {},
): Promise<RunAnswer> {
  const { store } = context;
  const fresh = await loadPlan(context, id, { find });
  const step = requireStep(fresh, stepId);
  const { call, resource, input, expected } = prepareCall(fresh, step, await store.loadLastChanges(id));
  requireApplying(context, fresh.fix.id, step.scope);
  requireConfirmation(confirm, resource);
  if (isMissing(input)) {
    throw new FleetError(
      "conflict",
      `This step needs what AWS answers to an earlier one (${input.missing}). Apply that one first.`,
      { field: "step" },
    );
  }
  requireOrder(fresh, step, await loadDoneSteps(context, id, fresh));
  const plan = await recordPlan(context, id, fresh);
  const scope = await requireScope(store, step.scope);
  const aws = awsForFixes(context);
  const reader = aws.reader(scope);
  const run = newRun(context, { id, step, resource, operation: call.operation });
  const clientToken = await clientTokenOf(context, run);
  const sent = clientToken === null ? input : { ...input, ClientToken: clientToken };
  let detail: RunDetail = { input: sent, undo: call.undo, output: null, prior: [], after: [], clientToken };
  let ended: StoredRun = run;
  await aws.writing(scope, [call.operation], (send) =>
    applyCall(
      { operation: call.operation, input: sent, resource },
      {
        begin: () => beginOrRefuse(context, { ...run, detail }),
        async findDifferences() {
          const { found, differences } = await compareWorld(context, step.scope, reader, expected);
          detail = { ...detail, prior: found.flatMap(toPrior) };
          return differences;
        },
        send,
        async end({ output, ...end }) {
          detail = { ...detail, output };
          ended = { ...run, ...end, endedAt: context.now(), detail };
          await tellWalkthrough(context, id, await store.endRun(run, toEnd(ended)));
        },
      },
    ),
  );
  if (ended.outcome === "done") {
    const after = await readAfter(reader, call.preconditions);
    await store.amendRun(run.id, { ...detail, after });
    await verifyIfComplete(context, id, plan);
  }
  return toRunAnswer(ended);
}

function requireOrder(plan: Plan, step: PlannedStep, done: ReadonlySet<string>): void {
  const before = stepBefore(plan, step, done);
  if (!before) return;
  throw new FleetError(
    "conflict",
    `"${before.title}" comes first: this step was made for the world after it. Apply that one, or mark it as done.`,
    { field: "step" },
  );
}

function requireConfirmation(confirm: string, resource: string): void {
  if (confirm === resource) return;
  throw new FleetError(
    "invalid-input",
    `The confirmation must name what will be changed: ${resource}. Nothing was sent.`,
    { field: "confirm" },
  );
}

function newRun(
  { actor, now }: FleetContext,
  facts: { id: string; step: PlannedStep; resource: string; operation: WriteOperation },
): StoredRun {
  const { id, step, resource, operation } = facts;
  return {
    ...{ id: randomUUID(), walkthroughId: id, kind: "apply", step: step.id, at: now(), by: actor.name },
    ...{ endedAt: null, outcome: "running", operation, resource, scope: step.scope, answer: null },
    ...{ sentence: "The call is being made.", detail: null, hold: holdOf(step.scope, resource) },
  };
}

/** Nobody changes one resource of an account while another does. */
export function holdOf(scope: string, resource: string): string {
  return `${scope.split(":")[0]} ${resource}`;
}

/** AWS does a call with a token once, however often it comes. */
const takesToken: ReadonlySet<string> = new Set(["ec2:CreateVpcEndpoint", "ec2:CreateNatGateway"]);

/** Of a call whose answer never came the same one again: if it was done, it is not done twice. */
async function clientTokenOf({ store }: FleetContext, run: StoredRun): Promise<string | null> {
  if (!takesToken.has(run.operation ?? "")) return null;
  const last = (await store.loadRuns(run.walkthroughId)).find(
    ({ kind, step }) => kind === "apply" && step === run.step,
  );
  const open = last?.outcome === "unknown" ? (last.detail as RunDetail | null)?.clientToken : null;
  return open ?? run.id;
}

function toPrior(read: ReadDocument): RunDetail["prior"] {
  return "unread" in read ? [] : [{ kind: read.kind, id: read.id, document: read.found?.document ?? null }];
}

function toEnd({ endedAt, outcome, sentence, answer, detail }: StoredRun) {
  return {
    endedAt: endedAt!,
    outcome: outcome as CallEnd["outcome"] | "world-changed",
    sentence,
    answer,
    detail,
  };
}

async function readAfter(reader: AwsReader, stood: readonly Precondition[]): Promise<Precondition[]> {
  const wanted = stood.flatMap(({ kind, id }) => (isDocumentKind(kind) ? [{ kind, id }] : []));
  return (await readDocuments(reader, wanted)).flatMap((read) =>
    "unread" in read
      ? []
      : [{ kind: read.kind, id: read.id, fingerprint: fingerprint(read.found?.document) }],
  );
}
