import type { Target } from "@aws-sdk/client-ssm";
import { agentsInOrder } from "../agents/order.ts";
import type { OperationContext } from "../operation.ts";
import { managedNode, nodeTags } from "./nodes.ts";

/** Whether the targets mean this node: several keys must all hold, of several values one. */
export function isTargeted(
  context: OperationContext,
  targets: Target[] | undefined,
  nodeId: string,
): boolean {
  if (targets === undefined || targets.length === 0) return false;
  return targets.every(({ Key = "", Values = [] }) => meansNode(context, Key, Values, nodeId));
}

/** The managed nodes that the targets mean now. */
export function targetedNodeIds(context: OperationContext, targets: Target[]): string[] {
  const ids = agentsInOrder(context.region).map(({ nodeId }) => nodeId);
  return ids.filter((id) => isTargeted(context, targets, id) && managedNode(context, id) !== null);
}

/** The ids that targets name outright; undefined where they select by tag or group. */
export function namedNodeIds(targets: Target[] | undefined): string[] | undefined {
  const named = targets?.find(({ Key }) => Key?.toLowerCase() === "instanceids");
  return named?.Values?.includes("*") ? undefined : named?.Values;
}

function meansNode(context: OperationContext, key: string, values: string[], nodeId: string): boolean {
  if (key.toLowerCase() === "instanceids" || key === "AWS::EC2::Instance")
    return values.includes("*") || values.includes(nodeId);
  if (key === "ParameterValues") return values.includes(nodeId);
  if (key === "tag-key")
    return nodeTags(context, nodeId).some((tag) => tag.Key !== undefined && values.includes(tag.Key));
  if (key.startsWith("tag:")) {
    const name = key.slice("tag:".length);
    return nodeTags(context, nodeId).some((tag) => tag.Key === name && values.includes(tag.Value ?? ""));
  }
  if (key === "resource-groups:Name" || key === "ResourceGroup")
    return values.some((group) => isMember(context, group, nodeId));
  // The types within a group narrow nothing: every member that is a node is of an instance's type.
  return key === "resource-groups:ResourceTypeFilters";
}

function isMember({ region }: OperationContext, group: string, nodeId: string): boolean {
  const members = region.resourceGroups.get(group)?.members ?? [];
  return members.some(({ arn }) => arn.endsWith(`/${nodeId}`));
}
