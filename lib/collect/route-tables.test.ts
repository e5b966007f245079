import { describe, expect, test } from "vitest";
import { toRouteTable } from "./route-tables.ts";

const targetOf = (
  route: Parameters<typeof toRouteTable>[0]["Routes"] extends (infer R)[] | undefined ? R : never,
) => toRouteTable({ RouteTableId: "rtb-1", Routes: [route] }).routes[0]!;

describe("the target of a route", () => {
  test.each([
    [{ GatewayId: "local" }, { kind: "local" }],
    [{ GatewayId: "igw-1" }, { kind: "internet-gateway", id: "igw-1" }],
    [{ GatewayId: "vgw-1" }, { kind: "virtual-private-gateway", id: "vgw-1" }],
    [{ GatewayId: "vpce-1" }, { kind: "vpc-endpoint", id: "vpce-1" }],
    [{ NatGatewayId: "nat-1" }, { kind: "nat-gateway", id: "nat-1" }],
    [{ TransitGatewayId: "tgw-1" }, { kind: "transit-gateway", id: "tgw-1" }],
    [{ VpcPeeringConnectionId: "pcx-1" }, { kind: "peering-connection", id: "pcx-1" }],
    [{ EgressOnlyInternetGatewayId: "eigw-1" }, { kind: "egress-only-gateway", id: "eigw-1" }],
    [{ LocalGatewayId: "lgw-1" }, { kind: "local-gateway", id: "lgw-1" }],
    [{ CarrierGatewayId: "cagw-1" }, { kind: "carrier-gateway", id: "cagw-1" }],
    [{ CoreNetworkArn: "arn:aws:x" }, { kind: "core-network", arn: "arn:aws:x" }],
    [
      { NetworkInterfaceId: "eni-1", InstanceId: "i-1" },
      { kind: "network-interface", id: "eni-1", instanceId: "i-1" },
    ],
  ])("%j is %j", (route, target) => {
    expect(targetOf({ DestinationCidrBlock: "0.0.0.0/0", ...route }).target).toEqual(target);
  });

  test("that nobody knows is kept as AWS gave it, and is not no route", () => {
    const raw = { DestinationCidrBlock: "0.0.0.0/0", GatewayId: "new-1", State: "active" } as const;
    expect(targetOf(raw).target).toEqual({ kind: "unrecognised", raw });
  });
});

test("a destination is IPv4, IPv6 or a prefix list", () => {
  expect(targetOf({ DestinationCidrBlock: "10.0.0.0/8" }).destination).toEqual({
    kind: "ipv4",
    cidr: "10.0.0.0/8",
  });
  expect(targetOf({ DestinationIpv6CidrBlock: "::/0" }).destination).toEqual({ kind: "ipv6", cidr: "::/0" });
  expect(targetOf({ DestinationPrefixListId: "pl-1" }).destination).toEqual({
    kind: "prefix-list",
    id: "pl-1",
  });
  expect(targetOf({}).destination).toMatchObject({ kind: "unrecognised" });
});

test("a gateway's association is none of a subnet, and one that ended is none at all", () => {
  const table = toRouteTable({
    RouteTableId: "rtb-1",
    Associations: [
      { Main: true },
      { SubnetId: "subnet-1", AssociationState: { State: "associated" } },
      { SubnetId: "subnet-2", AssociationState: { State: "disassociated" } },
      { GatewayId: "igw-1" },
    ],
  });
  expect(table).toMatchObject({ isMain: true, subnetIds: ["subnet-1"], gatewayIds: ["igw-1"], routes: [] });
});

test("each subnet's association keeps its id, by which alone AWS takes it away", () => {
  const table = toRouteTable({
    RouteTableId: "rtb-1",
    Associations: [
      { Main: true, RouteTableAssociationId: "rtbassoc-main" },
      { SubnetId: "subnet-1", RouteTableAssociationId: "rtbassoc-1" },
    ],
  });
  expect(table.associationIds).toEqual({ "subnet-1": "rtbassoc-1" });
});

test("a table without an id is refused", () => {
  expect(() => toRouteTable({})).toThrow("RouteTableId is missing");
});
