import { randomUUID } from "node:crypto";
import type { AutomationExecution, StepExecution } from "@aws-sdk/client-ssm";
import { schedule } from "../due.ts";
import type { OperationContext } from "../operation.ts";
import { unconfirmedOf } from "../unconfirmed.ts";
import { instanceParameter } from "./automation-targets.ts";
import type { SsmDocument } from "./aws-documents.ts";
import { managedNode } from "./nodes.ts";
import { isTargeted } from "./targets.ts";

const stepMs = 8000;

/** Runs a runbook. With targets it is a parent with a child for each: what fails, fails in the children. */
export function beginAutomation(
  context: OperationContext,
  execution: AutomationExecution,
  document: SsmDocument,
) {
  const values =
    execution.Targets?.length || execution.TargetMaps?.length ? resolve(context, execution) : undefined;
  if (values === undefined) return runSteps(context, execution, document, () => undefined);
  execution.ResolvedTargets = { ParameterValues: values.slice(0, 50), Truncated: values.length > 50 };
  if (values.length === 0) return endWithoutTargets(context, execution);
  const children = values.map((value) => newChild(context, execution, value));
  const { automations } = context.region.ssm;
  automations.splice(automations.indexOf(execution) + 1, 0, ...children);
  for (const child of children)
    runSteps(context, child, document, (at) => summarise(execution, children, at));
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
    delayMs: stepMs,
    apply(at) {
      execution.AutomationExecutionStatus = status;
      execution.ExecutionEndTime = new Date(at);
      if (status === "Failed")
        execution.FailureMessage = "No targets were found that match the specified targets.";
    },
  });
}

function runSteps(
  context: OperationContext,
  execution: AutomationExecution,
  document: SsmDocument,
  onEnd: (at: number) => void,
) {
  const step: StepExecution = {
    StepName: document.Name.startsWith("AWS-Run") ? "runCommand" : "executeAction",
    Action: document.TargetType === undefined ? "aws:executeScript" : "aws:runCommand",
    ExecutionStartTime: new Date(context.now),
    StepStatus: "InProgress",
    StepExecutionId: randomUUID(),
    MaxAttempts: 1,
    Inputs: {},
    Outputs: {},
    IsEnd: true,
  };
  execution.StepExecutions = [step];
  Object.assign(execution, { CurrentStepName: step.StepName, CurrentAction: step.Action });
  schedule(context.world, {
    startedAt: context.now,
    delayMs: stepMs,
    apply(at) {
      if (execution.AutomationExecutionStatus === "Cancelled") return;
      const failure = failureOf({ ...context, now: at }, execution, document);
      step.ExecutionEndTime = new Date(at);
      execution.ExecutionEndTime = new Date(at);
      step.StepStatus = failure === undefined ? "Success" : "Failed";
      execution.AutomationExecutionStatus = step.StepStatus;
      if (failure !== undefined) fail(execution, step, failure);
      onEnd(at);
    },
  });
}

function failureOf(context: OperationContext, execution: AutomationExecution, document: SsmDocument) {
  if (document.TargetType !== "/AWS::EC2::Instance") return undefined;
  const [nodeId = ""] = execution.Parameters?.[instanceParameter] ?? [];
  if (managedNode(context, nodeId) !== null) return undefined;
  const isKnown = context.region.ec2.instances.has(nodeId);
  return isKnown
    ? `An error occurred (InvalidInstanceId) when calling the SendCommand operation: Instances [[${nodeId}]] not in a valid state for account ${context.account.id}`
    : `An error occurred (InvalidInstanceID.NotFound) when calling the DescribeInstanceStatus operation: The instance ID '${nodeId}' does not exist`;
}

function fail(execution: AutomationExecution, step: StepExecution, cause: string) {
  const message = `Step fails when it is Execute/Cancelling action. ${cause}. Please refer to Automation Service Troubleshooting Guide for more diagnosis details.`;
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
