import type { VpcPeeringConnection, VpcPeeringConnectionVpcInfo } from "@aws-sdk/client-ec2";
import type { PeeredVpc, PeeringConnection } from "../model/documents/peering-connection.ts";
import { defineCollector } from "./define-collector.ts";
import { listed } from "./listing.ts";
import { present, required, toTags } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export const peeringConnections = defineCollector({
  kind: "peering-connection",
  actions: ["ec2:DescribeVpcPeeringConnections"],
  read: (reader) =>
    listed(
      reader.pages("ec2:DescribeVpcPeeringConnections", {}),
      (answer) => answer.VpcPeeringConnections,
      (connection) => connection.VpcPeeringConnectionId,
    ),
  parse: toPeeringConnection,
});

export function toPeeringConnection(connection: Stored<VpcPeeringConnection>): PeeringConnection {
  return {
    id: required(connection.VpcPeeringConnectionId, "VpcPeeringConnectionId"),
    status: connection.Status?.Code ?? null,
    statusMessage: connection.Status?.Message ?? null,
    requester: toPeeredVpc(connection.RequesterVpcInfo),
    accepter: toPeeredVpc(connection.AccepterVpcInfo),
    tags: toTags(connection.Tags),
  };
}

function toPeeredVpc(vpc: Stored<VpcPeeringConnectionVpcInfo> = {}): PeeredVpc {
  const blocks = present(vpc.CidrBlockSet, (block) => block.CidrBlock);
  return {
    vpcId: vpc.VpcId ?? null,
    ownerId: vpc.OwnerId ?? null,
    region: vpc.Region ?? null,
    cidrBlocks: blocks.length === 0 && vpc.CidrBlock ? [vpc.CidrBlock] : blocks,
    ipv6CidrBlocks: present(vpc.Ipv6CidrBlockSet, (block) => block.Ipv6CidrBlock),
  };
}
