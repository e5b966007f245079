import type { Subnet as AwsSubnet } from "@aws-sdk/client-ec2";
import type { Subnet } from "../model/documents/subnet.ts";
import { defineCollector } from "./define-collector.ts";
import { listed } from "./listing.ts";
import { present, required, toTags } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export const subnets = defineCollector({
  kind: "subnet",
  actions: ["ec2:DescribeSubnets"],
  read: (reader) =>
    listed(
      reader.pages("ec2:DescribeSubnets", {}),
      (answer) => answer.Subnets,
      (subnet) => subnet.SubnetId,
    ),
  parse: toSubnet,
});

export function toSubnet(subnet: Stored<AwsSubnet>): Subnet {
  return {
    id: required(subnet.SubnetId, "SubnetId"),
    vpcId: subnet.VpcId ?? null,
    cidrBlock: subnet.CidrBlock || null,
    ipv6CidrBlocks: present(subnet.Ipv6CidrBlockAssociationSet, (block) =>
      (block.Ipv6CidrBlockState?.State ?? "associated") === "associated" ? block.Ipv6CidrBlock : undefined,
    ),
    zone: subnet.AvailabilityZone ?? null,
    zoneId: subnet.AvailabilityZoneId ?? null,
    enableDns64: subnet.EnableDns64 ?? null,
    ipv6Native: subnet.Ipv6Native ?? null,
    mapPublicIpOnLaunch: subnet.MapPublicIpOnLaunch ?? null,
    internetGatewayBlockMode: subnet.BlockPublicAccessStates?.InternetGatewayBlockMode ?? null,
    ownerId: subnet.OwnerId ?? null,
    state: subnet.State ?? null,
    tags: toTags(subnet.Tags),
  };
}
