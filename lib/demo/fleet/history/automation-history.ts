import type { AutomationExecution, StepExecution } from "@aws-sdk/client-ssm";
import type { Place } from "../conditions/plant.ts";
import { goneId } from "../conditions/reference-faults.ts";
import { accountIds } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { day, hour, minute, regionOf } from "../estate.ts";
import { callerArn, callers } from "./callers.ts";
import { nodeNamed } from "./fleet-names.ts";
import { hidden, plantFailure, recordCall } from "./trail.ts";

type Child = {
  nodeId: string;
  failure?: { kind: string; details: string; code: string; conditionId?: string };
};

const prod = { accountId: accountIds.prod, region: "us-east-1" };
const data = { accountId: accountIds.data, region: "us-east-1" };
const document = "AWS-RestartEC2Instance";

/** Runbooks over many targets: the parent sums up, the children fail. */
export function addAutomationHistory(estate: Estate): void {
  for (const days of [1, 4, 7, 11, 15, 22, 28]) addSparkRun(estate, days * day + 4 * hour);
  const batch = nodeNamed(estate, prod, "batch-3");
  const children = [
    { nodeId: nodeNamed(estate, prod, "batch-81") },
    { nodeId: batch, failure: incorrectState(batch, `stopped/batch-3/${batch}`) },
  ];
  addRun(estate, prod, { ago: 6 * hour, service: "batch", children });
  for (const days of [2, 9, 16, 23]) addEmptyRun(estate, days * day + 90 * minute);
}

export function addSparkRun(estate: Estate, ago: number): void {
  const gone = goneId(estate, data.accountId, data.region, "spark-41");
  const stopped = nodeNamed(estate, data, "notebook-3");
  const conditionId = `stopped/notebook-3/${stopped}`;
  const isStopped = estate.world.conditions.get(conditionId)?.wasMended !== true;
  const healthy = [nodeNamed(estate, data, "spark-51"), nodeNamed(estate, data, "spark-52")];
  addRun(estate, data, {
    ago,
    service: "spark",
    children: [
      ...healthy.map((nodeId) => ({ nodeId })),
      {
        nodeId: gone,
        failure: {
          kind: "InvalidInstanceID.NotFound",
          details: `The instance ID '${gone}' does not exist`,
          code: "instance-not-found",
        },
      },
      { nodeId: stopped, ...(isStopped ? { failure: incorrectState(stopped, conditionId) } : {}) },
    ],
  });
}

function incorrectState(nodeId: string, conditionId: string): Child["failure"] {
  const details = `The instance '${nodeId}' is not in a state from which it can be rebooted.`;
  return { kind: "IncorrectInstanceState", details, code: "instance-stopped", conditionId };
}

function addRun(
  estate: Estate,
  place: Place,
  spec: { ago: number; service: string; children: Child[] },
): void {
  const targets = [{ Key: "ParameterValues", Values: spec.children.map(({ nodeId }) => nodeId) }];
  const parent = execution(estate, place, `${spec.service}/${spec.ago}`, spec.ago, {
    Targets: targets,
    TargetParameterName: "InstanceId",
    ResolvedTargets: { ParameterValues: spec.children.map(({ nodeId }) => nodeId), Truncated: false },
    AutomationExecutionStatus: spec.children.some(({ failure }) => failure) ? "Failed" : "Success",
  });
  const { automations } = regionOf(estate, place.accountId, place.region).ssm;
  automations.push(parent);
  for (const child of spec.children) {
    const run = execution(estate, place, `${spec.service}/${spec.ago}/${child.nodeId}`, spec.ago - minute, {
      ParentAutomationExecutionId: parent.AutomationExecutionId,
      Target: child.nodeId,
      Parameters: { InstanceId: [child.nodeId] },
      ...outcomeOf(estate, child, spec.ago),
    });
    automations.push(run);
    if (!child.failure) continue;
    const { kind, code, conditionId } = child.failure;
    plantFailure(estate, place, {
      ...{
        source: "automation",
        recordId: run.AutomationExecutionId ?? "",
        operation: document,
        targets: [child.nodeId],
      },
      ...{ at: run.ExecutionStartTime ?? new Date(estate.now), kind, code },
      ...(conditionId ? { conditionId } : {}),
    });
  }
}

function outcomeOf(estate: Estate, { nodeId, failure }: Child, ago: number): Partial<AutomationExecution> {
  const message =
    failure &&
    `Step fails when it is Execute/Cancelling action. An error occurred (${failure.kind}) when calling the RebootInstances operation: ${failure.details}. Please refer to Automation Service Troubleshooting Guide for more diagnosis details.`;
  const step: StepExecution = {
    StepName: "stopInstances",
    Action: "aws:changeInstanceState",
    StepExecutionId: estate.ids.uuid(`step/${ago}/${nodeId}`),
    ExecutionStartTime: new Date(estate.now - ago + minute),
    ExecutionEndTime: new Date(estate.now - ago + 2 * minute),
    StepStatus: message ? "Failed" : "Success",
    Inputs: { InstanceIds: `["${nodeId}"]` },
    ...(message
      ? {
          FailureMessage: message,
          FailureDetails: { FailureStage: "Invocation", FailureType: "Action", Details: {} },
        }
      : {}),
  };
  return {
    StepExecutions: [step],
    AutomationExecutionStatus: message ? "Failed" : "Success",
    ...(message ? { FailureMessage: message } : {}),
  };
}

/** A tag that nobody has any more: the run ends green, and nothing was done. */
export function addEmptyRun(estate: Estate, ago: number): void {
  const place = prod;
  const run = execution(estate, place, `empty/${ago}`, ago, {
    Targets: [{ Key: "tag:Restart", Values: ["weekly"] }],
    TargetParameterName: "InstanceId",
    ResolvedTargets: { ParameterValues: [], Truncated: false },
    AutomationExecutionStatus: "Success",
  });
  regionOf(estate, place.accountId, place.region).ssm.automations.push(run);
  plantFailure(estate, place, {
    ...{ source: "automation", recordId: run.AutomationExecutionId ?? "", operation: document, silent: true },
    ...{ at: run.ExecutionStartTime ?? new Date(estate.now), targets: ["tag:Restart=weekly"] },
    ...{ kind: "NoTargets", code: "target-matches-nothing" },
  });
}

function execution(
  estate: Estate,
  place: Place,
  label: string,
  ago: number,
  fields: Partial<AutomationExecution>,
): AutomationExecution {
  const id = estate.ids.uuid(`${place.accountId}/${place.region}/automation/${label}`);
  const isParent = fields.ParentAutomationExecutionId === undefined;
  if (isParent) {
    recordCall(estate, place, {
      ...{ source: "ssm", name: "StartAutomationExecution", caller: callers.cron, ago },
      request: {
        documentName: document,
        targetParameterName: "InstanceId",
        targets: fields.Targets?.map(({ Key, Values }) => ({ key: Key, values: Values })),
        parameters: hidden,
      },
      response: { automationExecutionId: id },
    });
  }
  return {
    AutomationExecutionId: id,
    DocumentName: document,
    DocumentVersion: "1",
    ExecutionStartTime: new Date(estate.now - ago),
    ExecutionEndTime: new Date(estate.now - ago + 3 * minute),
    ExecutedBy: callerArn(place.accountId, callers.cron),
    Mode: "Auto",
    MaxConcurrency: "10",
    MaxErrors: "10",
    Parameters: {},
    Outputs: {},
    StepExecutions: [],
    StepExecutionsTruncated: false,
    ...fields,
  };
}
