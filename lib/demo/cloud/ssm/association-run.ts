import { randomUUID } from "node:crypto";
import type {
  AssociationDescription,
  AssociationExecution,
  AssociationExecutionTarget,
} from "@aws-sdk/client-ssm";
import { updateAgent } from "../agents/update-agent.ts";
import { schedule } from "../due.ts";
import type { OperationContext } from "../operation.ts";
import type { SsmState } from "../world.ts";
import { managedNode } from "./nodes.ts";
import { isTargeted, namedNodeIds, targetedNodeIds } from "./targets.ts";

const runMs = 10_000;

/** Applies an association once: pending at first, and some seconds later what its targets made of it. */
export function runAssociation(context: OperationContext, association: AssociationDescription) {
  const { ssm } = context.region;
  const { AssociationId = "", AssociationVersion } = association;
  const execution: AssociationExecution = {
    AssociationId,
    AssociationVersion,
    ExecutionId: randomUUID(),
    Status: "Pending",
    DetailedStatus: "Pending",
    CreatedTime: new Date(context.now),
  };
  ssm.associationExecutions.set(AssociationId, [
    execution,
    ...(ssm.associationExecutions.get(AssociationId) ?? []),
  ]);
  ssm.associationExecutionTargets.set(execution.ExecutionId ?? "", []);
  schedule(context.world, {
    startedAt: context.now,
    delayMs: runMs,
    apply: (at) => finish({ ...context, now: at }, association, execution),
  });
}

function finish(
  context: OperationContext,
  association: AssociationDescription,
  execution: AssociationExecution,
) {
  const at = new Date(context.now);
  const targets = nodesOf(context, association).map((nodeId) => toTarget(context, execution, nodeId, at));
  if (association.Name === "AWS-UpdateSSMAgent") updateAgents(context, targets);
  context.region.ssm.associationExecutionTargets.set(execution.ExecutionId ?? "", targets);
  const failed = targets.filter(({ Status }) => Status === "Failed").length;
  const counts = { Success: targets.length - failed, Failed: failed };
  const status = failed > 0 ? "Failed" : "Success";
  const DetailedStatus = targets.length === 0 ? "NoInstancesInTag" : status;
  Object.assign(execution, {
    Status: status,
    DetailedStatus,
    LastExecutionDate: at,
    ResourceCountByStatus: printCounts(counts),
  });
  noteResult(context.region.ssm, association, { status, DetailedStatus, counts, at });
}

function updateAgents({ world, region }: OperationContext, targets: AssociationExecutionTarget[]) {
  for (const { ResourceId = "", Status } of targets) {
    const agent = region.ssm.agents.get(ResourceId);
    if (agent !== undefined && Status === "Success") updateAgent(world, region, agent);
  }
}

type Result = { status: string; DetailedStatus: string; counts: Record<string, number>; at: Date };

function noteResult(
  ssm: SsmState,
  association: AssociationDescription,
  { status, DetailedStatus, counts, at }: Result,
) {
  // An update in the meantime made a new description, which its own run reports on.
  if (ssm.associations.get(association.AssociationId ?? "") !== association) return;
  association.LastExecutionDate = at;
  if (status === "Success") association.LastSuccessfulExecutionDate = at;
  association.Overview = {
    Status: status,
    DetailedStatus,
    AssociationStatusAggregatedCount: Object.fromEntries(
      Object.entries(counts).filter(([, count]) => count > 0),
    ),
  };
}

/** Ids that are named are tried even where no node answers to them; tags and groups find managed nodes only. */
function nodesOf(context: OperationContext, { InstanceId, Targets = [] }: AssociationDescription): string[] {
  if (InstanceId !== undefined) return [InstanceId];
  if (Targets.length === 0) return [];
  const named = namedNodeIds(Targets);
  return named?.filter((id) => isTargeted(context, Targets, id)) ?? targetedNodeIds(context, Targets);
}

/** Agents fetch their associations with the heartbeat's own endpoint: the message channel may be closed. */
function toTarget(
  context: OperationContext,
  execution: AssociationExecution,
  nodeId: string,
  at: Date,
): AssociationExecutionTarget {
  const isReached = managedNode(context, nodeId)?.ping === "Online";
  return {
    AssociationId: execution.AssociationId,
    AssociationVersion: execution.AssociationVersion,
    ExecutionId: execution.ExecutionId,
    ResourceId: nodeId,
    ResourceType: "ManagedInstance",
    Status: isReached ? "Success" : "Failed",
    DetailedStatus: isReached ? "Success" : "Undeliverable",
    LastExecutionDate: at,
    OutputSource: { OutputSourceId: randomUUID(), OutputSourceType: "RunCommand" },
  };
}

function printCounts(counts: Record<string, number>): string {
  const entries = Object.entries(counts).filter(([, count]) => count > 0);
  return `{${entries.map(([status, count]) => `${status}=${count}`).join(", ")}}`;
}
