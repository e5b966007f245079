import {
  type AssociationDescription,
  DescribeEffectiveInstanceAssociations$,
  type DescribeEffectiveInstanceAssociationsRequest,
  type DescribeEffectiveInstanceAssociationsResult,
  DescribeInstanceAssociationsStatus$,
  type DescribeInstanceAssociationsStatusRequest,
  type DescribeInstanceAssociationsStatusResult,
  type InstanceAssociationStatusInfo,
} from "@aws-sdk/client-ssm";
import { defineOperation, type OperationContext } from "../operation.ts";
import { findDocument } from "./documents.ts";
import { managedNode } from "./nodes.ts";
import { pageOf, upTo50 } from "./paged.ts";
import { isTargeted } from "./targets.ts";

export const describeInstanceAssociationsStatus = defineOperation<
  DescribeInstanceAssociationsStatusRequest,
  DescribeInstanceAssociationsStatusResult
>({
  service: "ssm",
  schema: DescribeInstanceAssociationsStatus$,
  action: "ssm:DescribeInstanceAssociationsStatus",
  handle(context, input) {
    const nodeId = requireManagedNode(context, input.InstanceId);
    const { items, NextToken } = pageOf(context, input, {
      items: associationsOf(context, nodeId),
      keyOf: (association) => association.AssociationId ?? "",
      limits: upTo50,
    });
    return {
      InstanceAssociationStatusInfos: items.map((association) => toStatusInfo(context, association, nodeId)),
      NextToken,
    };
  },
});

export const describeEffectiveInstanceAssociations = defineOperation<
  DescribeEffectiveInstanceAssociationsRequest,
  DescribeEffectiveInstanceAssociationsResult
>({
  service: "ssm",
  schema: DescribeEffectiveInstanceAssociations$,
  action: "ssm:DescribeEffectiveInstanceAssociations",
  handle(context, input) {
    const nodeId = requireManagedNode(context, input.InstanceId);
    const { items, NextToken } = pageOf(context, input, {
      items: associationsOf(context, nodeId),
      keyOf: (association) => association.AssociationId ?? "",
      limits: { minimum: 1, maximum: 5 },
    });
    const Associations = items.map(({ AssociationId, AssociationVersion, Name = "" }) => ({
      AssociationId,
      InstanceId: nodeId,
      Content: JSON.stringify({
        schemaVersion: findDocument(context, Name)?.SchemaVersion ?? "2.2",
        mainSteps: [],
      }),
      AssociationVersion,
    }));
    return { Associations, NextToken };
  },
});

function requireManagedNode(context: OperationContext, nodeId = ""): string {
  if (managedNode(context, nodeId) === null)
    context.fail("InvalidInstanceId", `Instance ${nodeId} is not valid.`);
  return nodeId;
}

function associationsOf(context: OperationContext, nodeId: string): AssociationDescription[] {
  return [...context.region.ssm.associations.values()].filter(
    ({ InstanceId, Targets }) => InstanceId === nodeId || isTargeted(context, Targets, nodeId),
  );
}

function toStatusInfo(
  { region }: OperationContext,
  association: AssociationDescription,
  nodeId: string,
): InstanceAssociationStatusInfo {
  const executions = region.ssm.associationExecutions.get(association.AssociationId ?? "") ?? [];
  const runs = executions.flatMap(
    ({ ExecutionId }) => region.ssm.associationExecutionTargets.get(ExecutionId ?? "") ?? [],
  );
  const last = runs.find(({ ResourceId }) => ResourceId === nodeId);
  const status = last?.Status ?? "Pending";
  return {
    AssociationId: association.AssociationId,
    Name: association.Name,
    DocumentVersion: association.DocumentVersion,
    AssociationVersion: association.AssociationVersion,
    InstanceId: nodeId,
    ExecutionDate: last?.LastExecutionDate,
    Status: status,
    DetailedStatus: last?.DetailedStatus ?? status,
    ExecutionSummary:
      last &&
      `1 out of 1 plugin processed, ${status === "Success" ? 1 : 0} success, ${status === "Failed" ? 1 : 0} failed, 0 timedout, 0 skipped. `,
    ErrorCode: status === "Failed" ? "ExecutionError" : undefined,
    AssociationName: association.AssociationName,
  };
}
