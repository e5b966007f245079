import { announce } from "../change.ts";
import { schedule } from "../due.ts";
import { startInstances, stopInstances } from "../ec2/instance-power.ts";
import { AwsError } from "../error.ts";
import type { Operation, OperationContext } from "../operation.ts";
import type { SsmDocument } from "./aws-documents.ts";
import { managedNode } from "./nodes.ts";

export type RunbookStep = {
  name: string;
  action: string;
  durationMs: number;
  /** Does the step's work on the node at its start. What it throws is why the step failed. */
  run(context: OperationContext, nodeId: string): void;
};

const stop: RunbookStep = {
  name: "stopInstances",
  action: "aws:changeInstanceState",
  durationMs: 45_000,
  run: calls(stopInstances),
};
const start: RunbookStep = {
  name: "startInstances",
  action: "aws:changeInstanceState",
  durationMs: 35_000,
  run: calls(startInstances),
};

const powerSteps: Record<string, RunbookStep[]> = {
  "AWS-StartEC2Instance": [start],
  "AWS-StopEC2Instance": [stop],
  "AWS-RestartEC2Instance": [stop, start],
};

/** What a runbook does: the ones for power change the instance, the others for nodes send it a command. */
export function stepsOf(document: SsmDocument): RunbookStep[] {
  const steps = powerSteps[document.Name];
  if (steps !== undefined) return steps;
  const isForNodes = document.TargetType === "/AWS::EC2::Instance";
  return [
    {
      name: isForNodes ? "runCommand" : "runScript",
      action: isForNodes ? "aws:runCommand" : "aws:executeScript",
      durationMs: 8000,
      run: isForNodes ? sendCommand : () => undefined,
    },
  ];
}

function sendCommand(context: OperationContext, nodeId: string) {
  if (managedNode(context, nodeId) !== null) return;
  throw new StepError(
    "SendCommand",
    new AwsError(
      "InvalidInstanceId",
      `Instances [[${nodeId}]] not in a valid state for account ${context.account.id}`,
    ),
  );
}

/** A call that a step made was refused; automations print it as the AWS SDK for Python words it. */
export class StepError extends Error {
  constructor(operation: string, { code, message }: AwsError) {
    super(`An error occurred (${code}) when calling the ${operation} operation: ${message}`);
  }
}

function calls(operation: Operation) {
  return (context: OperationContext, nodeId: string) => {
    try {
      operation.handle(onBehalfOf(context, operation), { InstanceIds: [nodeId] } as never);
    } catch (thrown) {
      throw thrown instanceof AwsError ? new StepError(operation.name, thrown) : thrown;
    }
  };
}

/** The context of a call that the step makes: what it changes is changed by that call. */
function onBehalfOf(context: OperationContext, operation: Operation): OperationContext {
  const { world, account, region, now } = context;
  const change = { account: account.id, region: region.name, by: operation.action };
  return {
    ...context,
    proceed: () => undefined,
    changed: (...resourceIds) => announce(world, { ...change, resourceIds }),
    after: (delayMs, apply) =>
      schedule(world, {
        startedAt: now,
        delayMs,
        apply: (at) => announce(world, { ...change, resourceIds: apply(at) }),
      }),
  };
}
