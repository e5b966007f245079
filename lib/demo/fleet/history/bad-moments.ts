import { accountIds } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { day, hour, minute, regionOf } from "../estate.ts";
import { callers } from "./callers.ts";
import { nodeNamed } from "./fleet-names.ts";
import { hidden, notInValidState, recordCall, recordRefusal, sendCommandRequest } from "./trail.ts";

const prod = { accountId: accountIds.prod, region: "us-east-1" };

/** Calls that met a node at a bad moment. */
export function recordBadMoments(estate: Estate): void {
  recordStopAndStart(estate);
  recordEarlyCommand(estate);
  recordStoppedTargets(estate);
}

/** A node that was stopped for a night and runs again: what failed in between had a reason that is gone. */
function recordStopAndStart(estate: Estate): void {
  const id = nodeNamed(estate, prod, "cache-51");
  const items = { items: [{ instanceId: id }] };
  const started = estate.world.accounts.get(prod.accountId)?.regions.get(prod.region)?.ec2.instances.get(id);
  if (started) started.LaunchTime = new Date(estate.now - 21 * day);
  recordCall(estate, prod, {
    ...{ source: "ec2", name: "StopInstances", caller: callers.jonas, ago: 21 * day + 11 * hour },
    request: { instancesSet: items, force: false },
  });
  recordCall(estate, prod, {
    ...{ source: "ec2", name: "StartInstances", caller: callers.jonas, ago: 21 * day },
    request: { instancesSet: items },
  });
  for (const hours of [2, 5, 9]) {
    recordRefusal(estate, prod, {
      ...{ source: "ssm", name: "SendCommand", caller: callers.deploy, ago: 21 * day + hours * hour },
      ...{ code: "instance-stopped", targets: [id] },
      request: sendCommandRequest("AWS-RunShellScript", { instanceIds: [id] }),
      error: { code: "InvalidInstanceId", message: notInValidState([id], prod.accountId) },
    });
  }
}

/** A pipeline that did not wait until its new node had registered. */
function recordEarlyCommand(estate: Estate): void {
  const { ec2, ssm } = regionOf(estate, prod.accountId, prod.region);
  const young = [...ssm.agents.values()].find(({ nodeId, conditionIds }) => {
    const age = estate.now - (ec2.instances.get(nodeId)?.LaunchTime?.getTime() ?? 0);
    return conditionIds.length === 0 && age > day && age < 80 * day;
  });
  const launchedAt = ec2.instances.get(young?.nodeId ?? "")?.LaunchTime?.getTime();
  if (!young || launchedAt === undefined) throw new Error("every node is old");
  recordRefusal(estate, prod, {
    ...{ source: "ssm", name: "SendCommand", caller: callers.deploy, ago: estate.now - launchedAt - minute },
    ...{ code: "instance-launching", targets: [young.nodeId] },
    request: sendCommandRequest("AWS-ConfigureAWSPackage", { instanceIds: [young.nodeId] }),
    error: { code: "InvalidInstanceId", message: notInValidState([young.nodeId], prod.accountId) },
  });
}

/** Automation and State Manager say `InvalidTarget` of what Run Command calls an invalid instance. */
function recordStoppedTargets(estate: Estate): void {
  const id = nodeNamed(estate, prod, "batch-3");
  const truth = { code: "instance-stopped", targets: [id], conditionId: `stopped/batch-3/${id}` };
  for (const hours of [3, 5, 8]) {
    recordRefusal(estate, prod, {
      ...{
        source: "ssm",
        name: "StartAutomationExecution",
        caller: callers.cron,
        ago: hours * hour,
        ...truth,
      },
      request: {
        documentName: "AWS-RestartEC2Instance",
        targetParameterName: "InstanceId",
        targets: [{ key: "InstanceIds", values: [id] }],
        parameters: hidden,
      },
      error: {
        code: "InvalidTarget",
        message: `The target ${id} is not valid or not configured for Systems Manager.`,
      },
    });
  }
  recordRefusal(estate, prod, {
    ...{ source: "ssm", name: "CreateAssociation", caller: callers.terraform, ago: 4 * hour, ...truth },
    request: { name: "AWS-UpdateSSMAgent", targets: [{ key: "InstanceIds", values: [id] }] },
    error: {
      code: "InvalidTarget",
      message: `The target ${id} is not valid or not configured for Systems Manager.`,
    },
  });
}
