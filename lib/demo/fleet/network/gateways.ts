import type { NatGateway } from "@aws-sdk/client-ec2";
import type { Estate } from "../estate.ts";
import { ago, day, tagList } from "../estate.ts";
import type { Ground } from "./ground.ts";
import { ec2Of, labelOf } from "./ground.ts";
import { addManagedInterface } from "./interfaces.ts";

export function addInternetGateway(estate: Estate, ground: Ground): string {
  const id = estate.ids.resource("igw", labelOf(ground, "internet"));
  ec2Of(estate, ground).internetGateways.set(id, {
    InternetGatewayId: id,
    OwnerId: ground.accountId,
    // EC2 says `available` here, though the SDK's enum does not know it.
    Attachments: [{ VpcId: ground.vpcId, State: "available" as "attached" }],
    Tags: tagList({ Name: ground.name }),
  });
  return id;
}

export function addEgressOnlyGateway(estate: Estate, ground: Ground): string {
  const id = estate.ids.resource("eigw", labelOf(ground, "egress-only"));
  ec2Of(estate, ground).egressOnlyInternetGateways.set(id, {
    EgressOnlyInternetGatewayId: id,
    Attachments: [{ VpcId: ground.vpcId, State: "attached" }],
    Tags: tagList({ Name: ground.name }),
  });
  return id;
}

export function addNatGateway(
  estate: Estate,
  ground: Ground,
  spec: { name: string; subnetId: string; isDeleted?: { at: Date } },
): string {
  const id = estate.ids.resource("nat", labelOf(ground, spec.name));
  const ec2 = ec2Of(estate, ground);
  const gateway: NatGateway = {
    NatGatewayId: id,
    VpcId: ground.vpcId,
    SubnetId: spec.subnetId,
    State: spec.isDeleted ? "deleted" : "available",
    ConnectivityType: "public",
    AvailabilityMode: "zonal",
    CreateTime: ago(estate, 400 * day),
    ...(spec.isDeleted ? { DeleteTime: spec.isDeleted.at } : {}),
    NatGatewayAddresses: [],
    Tags: tagList({ Name: spec.name }),
  };
  if (!spec.isDeleted) {
    const networkInterface = addManagedInterface(estate, ground, {
      name: `${spec.name}/eni`,
      subnetId: spec.subnetId,
      type: "nat_gateway",
      description: `Interface for NAT Gateway ${id}`,
      groups: [],
      publicLabel: labelOf(ground, `${spec.name}/address`),
    });
    gateway.NatGatewayAddresses = [
      {
        AllocationId: networkInterface.Association?.AllocationId,
        AssociationId: networkInterface.Association?.AssociationId,
        NetworkInterfaceId: networkInterface.NetworkInterfaceId,
        PrivateIp: networkInterface.PrivateIpAddress,
        PublicIp: networkInterface.Association?.PublicIp,
        IsPrimary: true,
        Status: "succeeded",
      },
    ];
  }
  ec2.natGateways.set(id, gateway);
  return id;
}
