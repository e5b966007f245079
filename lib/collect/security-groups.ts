import type { SecurityGroup as AwsSecurityGroup, IpPermission } from "@aws-sdk/client-ec2";
import type { SecurityGroup, SecurityGroupPermission } from "../model/documents/security-group.ts";
import { defineCollector } from "./define-collector.ts";
import { listed } from "./listing.ts";
import { present, required, toTags } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export const securityGroups = defineCollector({
  kind: "security-group",
  actions: ["ec2:DescribeSecurityGroups"],
  read: (reader) =>
    listed(
      reader.pages("ec2:DescribeSecurityGroups", {}),
      (answer) => answer.SecurityGroups,
      (group) => group.GroupId,
    ),
  parse: toSecurityGroup,
});

export function toSecurityGroup(group: Stored<AwsSecurityGroup>): SecurityGroup {
  return {
    id: required(group.GroupId, "GroupId"),
    name: group.GroupName ?? null,
    description: group.Description ?? null,
    vpcId: group.VpcId ?? null,
    ingress: (group.IpPermissions ?? []).map(toPermission),
    egress: (group.IpPermissionsEgress ?? []).map(toPermission),
    ownerId: group.OwnerId ?? null,
    tags: toTags(group.Tags),
  };
}

function toPermission(permission: Stored<IpPermission>): SecurityGroupPermission {
  return {
    protocol: required(permission.IpProtocol, "IpProtocol"),
    fromPort: permission.FromPort ?? null,
    toPort: permission.ToPort ?? null,
    ipv4Ranges: present(permission.IpRanges, (range) => range.CidrIp),
    ipv6Ranges: present(permission.Ipv6Ranges, (range) => range.CidrIpv6),
    prefixListIds: present(permission.PrefixListIds, (list) => list.PrefixListId),
    groups: present(permission.UserIdGroupPairs, (pair) =>
      pair.GroupId === undefined
        ? undefined
        : {
            groupId: pair.GroupId,
            vpcId: pair.VpcId ?? null,
            userId: pair.UserId ?? null,
            peeringConnectionId: pair.VpcPeeringConnectionId ?? null,
            peeringStatus: pair.PeeringStatus ?? null,
          },
    ),
  };
}
