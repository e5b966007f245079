import type { IpPermission } from "@aws-sdk/client-ec2";
import type { Estate } from "../estate.ts";
import { tagList } from "../estate.ts";
import type { Ground } from "./ground.ts";
import { ec2Of, labelOf } from "./ground.ts";
import { anywhere, permission } from "./permissions.ts";

export type SecurityGroupSpec = {
  name: string;
  description: string;
  egress?: IpPermission[];
  ingress?: IpPermission[];
};

/** Adds a group to the VPC (or finds the one of that name). Without rules of its own it lets everything out. */
export function addSecurityGroup(estate: Estate, ground: Ground, spec: SecurityGroupSpec): string {
  const id = estate.ids.resource("sg", labelOf(ground, spec.name));
  const groups = ec2Of(estate, ground).securityGroups;
  if (groups.has(id)) return id;
  groups.set(id, {
    GroupId: id,
    GroupName: spec.name,
    Description: spec.description,
    OwnerId: ground.accountId,
    VpcId: ground.vpcId,
    SecurityGroupArn: `arn:aws:ec2:${ground.region}:${ground.accountId}:security-group/${id}`,
    IpPermissions: owned(spec.ingress ?? [], ground.accountId),
    IpPermissionsEgress: owned(spec.egress ?? anywhere(), ground.accountId),
    Tags: tagList({ Name: spec.name, ManagedBy: "terraform" }),
  });
  return id;
}

export function addDefaultGroup(estate: Estate, ground: Ground): string {
  const id = estate.ids.resource("sg", labelOf(ground, "default"));
  ec2Of(estate, ground).securityGroups.set(id, {
    GroupId: id,
    GroupName: "default",
    Description: "default VPC security group",
    OwnerId: ground.accountId,
    VpcId: ground.vpcId,
    SecurityGroupArn: `arn:aws:ec2:${ground.region}:${ground.accountId}:security-group/${id}`,
    IpPermissions: owned([permission("-1", null, null, { groups: [id] })], ground.accountId),
    IpPermissionsEgress: anywhere(),
    Tags: [],
  });
  return id;
}

function owned(permissions: IpPermission[], account: string): IpPermission[] {
  return permissions.map((rule) => ({
    ...rule,
    UserIdGroupPairs: (rule.UserIdGroupPairs ?? []).map((pair) => ({ UserId: account, ...pair })),
  }));
}
