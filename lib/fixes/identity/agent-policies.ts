import {
  channelActions,
  heartbeatAction,
  legacyChannelActions,
} from "../../diagnosis/identity/role-actions.ts";
import type { AttachedPolicy } from "../../model/documents/role.ts";
import type { Scope } from "../../model/scope.ts";

/** AWS's own policies for managed nodes (ssm-targets 3.4): for a role of a profile, and for that of default host management. */
export const managedInstanceCore = "AmazonSSMManagedInstanceCore";
export const hostManagementPolicy = "AmazonSSMManagedEC2InstanceDefaultPolicy";
export type AgentPolicy = typeof managedInstanceCore | typeof hostManagementPolicy;

const furtherActions = [
  "ssm:DescribeAssociation",
  "ssm:DescribeDocument",
  "ssm:GetDeployablePatchSnapshotForInstance",
  "ssm:GetDocument",
  "ssm:GetManifest",
  "ssm:ListAssociations",
  "ssm:ListInstanceAssociations",
  "ssm:PutComplianceItems",
  "ssm:PutConfigurePackageResult",
  "ssm:PutInventory",
  "ssm:UpdateAssociationStatus",
  "ssm:UpdateInstanceAssociationStatus",
];

/** All that an agent calls, parameters apart: what AWS's two policies have in common. */
export const agentActions: readonly string[] = [
  heartbeatAction,
  ...furtherActions,
  ...channelActions,
  ...legacyChannelActions,
];

const published: Readonly<Record<AgentPolicy, readonly string[]>> = {
  [managedInstanceCore]: [...agentActions, "ssm:GetParameter", "ssm:GetParameters"],
  [hostManagementPolicy]: agentActions,
};

export function arnOfPolicy({ partition }: Pick<Scope, "partition">, name: AgentPolicy): string {
  return `arn:${partition}:iam::aws:policy/${name}`;
}

/** One of AWS's policies as a role has it that it is attached to, with what it allows as AWS publishes it. */
export function attachedPolicy(scope: Pick<Scope, "partition">, name: AgentPolicy): AttachedPolicy {
  const statement = { Effect: "Allow", Action: published[name], Resource: "*" };
  return {
    ...{ arn: arnOfPolicy(scope, name), name },
    document: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
  };
}
