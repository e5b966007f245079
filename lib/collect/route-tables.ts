import type { Route as AwsRoute, RouteTable as AwsRouteTable } from "@aws-sdk/client-ec2";
import type { Route, RouteDestination, RouteTable, RouteTarget } from "../model/documents/route-table.ts";
import { defineCollector } from "./define-collector.ts";
import { listed } from "./listing.ts";
import { present, required, toTags } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export const routeTables = defineCollector({
  kind: "route-table",
  actions: ["ec2:DescribeRouteTables"],
  read: (reader) =>
    listed(
      reader.pages("ec2:DescribeRouteTables", {}),
      (answer) => answer.RouteTables,
      (table) => table.RouteTableId,
    ),
  parse: toRouteTable,
});

export function toRouteTable(table: Stored<AwsRouteTable>): RouteTable {
  // One that is on its way in or out already or still counts, but a failed or ended one does not.
  const associations = (table.Associations ?? []).filter(
    ({ AssociationState: state }) => state?.State !== "disassociated" && state?.State !== "failed",
  );
  return {
    id: required(table.RouteTableId, "RouteTableId"),
    vpcId: table.VpcId ?? null,
    isMain: associations.some((association) => association.Main === true),
    subnetIds: present(associations, (association) => association.SubnetId),
    associationIds: Object.fromEntries(
      associations.flatMap(({ SubnetId, RouteTableAssociationId: id }) =>
        SubnetId === undefined || id === undefined ? [] : [[SubnetId, id]],
      ),
    ),
    gatewayIds: present(associations, (association) => association.GatewayId),
    routes: (table.Routes ?? []).map(toRoute),
    ownerId: table.OwnerId ?? null,
    tags: toTags(table.Tags),
  };
}

function toRoute(route: Stored<AwsRoute>): Route {
  return {
    destination: toDestination(route),
    target: toTarget(route),
    state: route.State ?? "active",
    origin: route.Origin ?? null,
  };
}

function toDestination(route: Stored<AwsRoute>): RouteDestination {
  if (route.DestinationCidrBlock) return { kind: "ipv4", cidr: route.DestinationCidrBlock };
  if (route.DestinationIpv6CidrBlock) return { kind: "ipv6", cidr: route.DestinationIpv6CidrBlock };
  if (route.DestinationPrefixListId) return { kind: "prefix-list", id: route.DestinationPrefixListId };
  return { kind: "unrecognised", raw: route };
}

/** A gateway's id says which of four kinds it is; all other targets have a field of their own. */
function toTarget(route: Stored<AwsRoute>): RouteTarget {
  const { GatewayId: gateway } = route;
  if (gateway === "local") return { kind: "local" };
  if (gateway?.startsWith("igw-")) return { kind: "internet-gateway", id: gateway };
  if (gateway?.startsWith("vgw-")) return { kind: "virtual-private-gateway", id: gateway };
  if (gateway?.startsWith("vpce-")) return { kind: "vpc-endpoint", id: gateway };
  if (route.NatGatewayId) return { kind: "nat-gateway", id: route.NatGatewayId };
  if (route.TransitGatewayId) return { kind: "transit-gateway", id: route.TransitGatewayId };
  if (route.VpcPeeringConnectionId) return { kind: "peering-connection", id: route.VpcPeeringConnectionId };
  if (route.EgressOnlyInternetGatewayId) {
    return { kind: "egress-only-gateway", id: route.EgressOnlyInternetGatewayId };
  }
  if (route.LocalGatewayId) return { kind: "local-gateway", id: route.LocalGatewayId };
  if (route.CarrierGatewayId) return { kind: "carrier-gateway", id: route.CarrierGatewayId };
  if (route.CoreNetworkArn) return { kind: "core-network", arn: route.CoreNetworkArn };
  if (route.NetworkInterfaceId) {
    return { kind: "network-interface", id: route.NetworkInterfaceId, instanceId: route.InstanceId ?? null };
  }
  return { kind: "unrecognised", raw: route };
}
