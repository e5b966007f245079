import { randomUUID } from "node:crypto";
import type { AutomationExecution, StepExecution } from "@aws-sdk/client-ssm";
import { schedule } from "../due.ts";
import type { OperationContext } from "../operation.ts";
import { unconfirmedOf } from "../unconfirmed.ts";
import { type RunbookStep, StepError, stepsOf } from "./automation-steps.ts";
import { instanceParameter } from "./automation-targets.ts";
import type { SsmDocument } from "./aws-documents.ts";
import { isTargeted } from "./targets.ts";

/** Until a step that cannot be done says so, and a run without targets ends. */
const failureMs = 5000;

/** Runs a runbook. With targets it is a parent with a child for each: what fails, fails in the children. */
export function beginAutomation(
  context: OperationContext,
  execution: AutomationExecution,
  document: SsmDocument,
) {
  const values =
    execution.Targets?.length || execution.TargetMaps?.length ? resolve(context, execution) : undefined;
  const steps = stepsOf(document);
  if (values === undefined) return runSteps(context, { execution, steps, onEnd: () => undefined });
  execution.ResolvedTargets = { ParameterValues: values.slice(0, 50), Truncated: values.length > 50 };
  if (values.length === 0) return endWithoutTargets(context, execution);
  const children = values.map((value) => newChild(context, execution, value));
  const { automations } = context.region.ssm;
  automations.splice(automations.indexOf(execution) + 1, 0, ...children);
  for (const child of children)
    runSteps(context, { execution: child, steps, onEnd: (at) => summarise(execution, children, at) });
}

/** Automation resolves tags among all instances that EC2 still lists, terminated ones too. */
function resolve(context: OperationContext, execution: AutomationExecution): string[] {
  const { Targets = [], TargetMaps = [] } = execution;
  const [target] = Targets;
  if (target === undefined) return TargetMaps.flatMap((map) => Object.values(map).flat());
  if (target.Key === "ParameterValues") return target.Values ?? [];
  const ids = new Set([...context.region.ec2.instances.keys(), ...context.region.ssm.agents.keys()]);
  return [...ids].filter((id) => isTargeted(context, Targets, id));
}

function newChild(
  context: OperationContext,
  parent: AutomationExecution,
  value: string,
): AutomationExecution {
  const parameter = parent.TargetParameterName ?? instanceParameter;
  return {
    ...parent,
    AutomationExecutionId: randomUUID(),
    ParentAutomationExecutionId: parent.AutomationExecutionId,
    ExecutionStartTime: new Date(context.now),
    StepExecutions: [],
    Parameters: { ...parent.Parameters, [parameter]: [value] },
    ResolvedTargets: { ParameterValues: [], Truncated: false },
    Targets: [],
    Target: value,
  };
}

function endWithoutTargets(context: OperationContext, execution: AutomationExecution) {
  const status = unconfirmedOf(context.world).U3_automationWithoutTargets;
  schedule(context.world, {
    startedAt: context.now,
    delayMs: failureMs,
    apply(at) {
      execution.AutomationExecutionStatus = status;
      execution.ExecutionEndTime = new Date(at);
      if (status === "Failed")
        execution.FailureMessage = "No targets were found that match the specified targets.";
    },
  });
}

type Run = { execution: AutomationExecution; steps: RunbookStep[]; onEnd(at: number): void };

function runSteps(context: OperationContext, run: Run) {
  const [step, ...rest] = run.steps;
  const { execution } = run;
  if (execution.AutomationExecutionStatus === "Cancelled") return;
  if (step === undefined) return end(run, "Success", context.now);
  const record = beginStep(execution, step, rest.length === 0, context.now);
  const failure = failureOf(context, execution, step);
  schedule(context.world, {
    startedAt: context.now,
    delayMs: failure === undefined ? step.durationMs : failureMs,
    apply(at) {
      record.ExecutionEndTime = new Date(at);
      record.StepStatus = failure === undefined ? "Success" : "Failed";
      if (failure === undefined) return runSteps({ ...context, now: at }, { ...run, steps: rest });
      fail(execution, record, failure);
      end(run, "Failed", at);
    },
  });
}

function beginStep(
  execution: AutomationExecution,
  step: RunbookStep,
  isEnd: boolean,
  at: number,
): StepExecution {
  const record: StepExecution = {
    StepName: step.name,
    Action: step.action,
    ExecutionStartTime: new Date(at),
    StepStatus: "InProgress",
    StepExecutionId: randomUUID(),
    MaxAttempts: 1,
    Inputs: {},
    Outputs: {},
    IsEnd: isEnd,
  };
  execution.StepExecutions = [...(execution.StepExecutions ?? []), record];
  Object.assign(execution, { CurrentStepName: step.name, CurrentAction: step.action });
  return record;
}

function failureOf(
  context: OperationContext,
  execution: AutomationExecution,
  step: RunbookStep,
): string | undefined {
  try {
    step.run(context, execution.Parameters?.[instanceParameter]?.[0] ?? "");
    return undefined;
  } catch (thrown) {
    if (thrown instanceof StepError) return thrown.message;
    throw thrown;
  }
}

function end({ execution, onEnd }: Run, status: "Success" | "Failed", at: number) {
  if (execution.AutomationExecutionStatus === "Cancelled") return;
  execution.AutomationExecutionStatus = status;
  execution.ExecutionEndTime = new Date(at);
  onEnd(at);
}

function fail(execution: AutomationExecution, step: StepExecution, cause: string) {
  const message = `Step fails when it is Execute/Cancelling action. ${cause.replace(/\.$/, "")}. Please refer to Automation Service Troubleshooting Guide for more diagnosis details.`;
  step.FailureMessage = message;
  step.FailureDetails = { FailureStage: "Invocation", FailureType: "Action", Details: {} };
  execution.FailureMessage = message;
}

function summarise(parent: AutomationExecution, children: AutomationExecution[], at: number) {
  const count = (status: string) =>
    children.filter((child) => child.AutomationExecutionStatus === status).length;
  const success = count("Success");
  const failed = count("Failed");
  const cancelled = count("Cancelled");
  parent.ProgressCounters = {
    TotalSteps: children.length,
    SuccessSteps: success,
    FailedSteps: failed,
    CancelledSteps: cancelled,
    TimedOutSteps: 0,
  };
  if (success + failed + cancelled < children.length || parent.AutomationExecutionStatus === "Cancelled")
    return;
  parent.AutomationExecutionStatus = failed > 0 ? "Failed" : "Success";
  parent.ExecutionEndTime = new Date(at);
}
