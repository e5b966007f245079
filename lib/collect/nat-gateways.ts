import type { NatGateway as AwsNatGateway } from "@aws-sdk/client-ec2";
import type { NatGateway } from "../model/documents/nat-gateway.ts";
import { defineCollector } from "./define-collector.ts";
import { listed } from "./listing.ts";
import { required, toTags, toTime } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export const natGateways = defineCollector({
  kind: "nat-gateway",
  actions: ["ec2:DescribeNatGateways"],
  read: (reader) =>
    listed(
      reader.pages("ec2:DescribeNatGateways", {}),
      (answer) => answer.NatGateways,
      (gateway) => gateway.NatGatewayId,
    ),
  parse: toNatGateway,
});

export function toNatGateway(gateway: Stored<AwsNatGateway>): NatGateway {
  return {
    id: required(gateway.NatGatewayId, "NatGatewayId"),
    vpcId: gateway.VpcId ?? null,
    subnetId: gateway.SubnetId || null,
    state: gateway.State ?? null,
    connectivityType: gateway.ConnectivityType ?? null,
    availabilityMode: gateway.AvailabilityMode ?? null,
    routeTableId: gateway.RouteTableId ?? null,
    addresses: (gateway.NatGatewayAddresses ?? []).map((address) => ({
      publicAddress: address.PublicIp ?? null,
      privateAddress: address.PrivateIp ?? null,
      networkInterfaceId: address.NetworkInterfaceId ?? null,
      zone: address.AvailabilityZone ?? null,
      status: address.Status ?? null,
    })),
    failureCode: gateway.FailureCode ?? null,
    failureMessage: gateway.FailureMessage ?? null,
    createdAt: toTime(gateway.CreateTime),
    deletedAt: toTime(gateway.DeleteTime),
    tags: toTags(gateway.Tags),
  };
}
