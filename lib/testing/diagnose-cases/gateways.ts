import type { RawAnswers } from "../a-bundle.ts";
import { aRoute, type Json, localRoute } from "../a-bundle-network.ts";
import { type Case, type Parts, subject } from "./case.ts";

const silent = { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` };
const decided = (cause: string) => ({ status: "lost", sure: "decided", cause });
const undecided = (cause: string | null) => ({ status: "lost", sure: "undecided", cause });

const byTable = (target: object) => (parts: Parts) => {
  parts.table("rtb-node").Routes = [localRoute, aRoute("0.0.0.0/0", target as Record<string, unknown>)];
};

function isRegional(answers: RawAnswers, changes: object = {}): void {
  const [nat] = answers["ec2:DescribeNatGateways"].NatGateways;
  delete nat.SubnetId;
  Object.assign(nat, { AvailabilityMode: "regional", ...changes });
  answers["ec2:DescribeRouteTables"].RouteTables.push({
    ...{ RouteTableId: "rtb-nat", VpcId: "vpc-1", Associations: [{ Main: false, GatewayId: "nat-1" }] },
    Routes: [localRoute, aRoute("0.0.0.0/0", { GatewayId: "igw-1" })],
  });
}

/** The internet gateway's own table, for what comes in by it. */
function addEdgeTable(answers: RawAnswers, cidr: string, target: Json, more: Json = {}): void {
  answers["ec2:DescribeRouteTables"].RouteTables.push({
    ...{ RouteTableId: "rtb-edge", VpcId: "vpc-1", Associations: [{ Main: false, GatewayId: "igw-1" }] },
    Routes: [localRoute, aRoute(cidr, target, more)],
  });
}

const byList = (DestinationPrefixListId: string): Json => ({
  ...{ DestinationPrefixListId, State: "active", Origin: "CreateRoute" },
});

function leadsSubnetsToFirewall({ table }: Parts, answers: RawAnswers): void {
  answers["ec2:DescribeManagedPrefixLists"].PrefixLists.push({
    ...{ PrefixListId: "pl-subnets", PrefixListName: "subnets", AddressFamily: "IPv4", OwnerId: "1" },
  });
  const Entries = ["10.0.9.0/24", "0.0.0.0/0", "10.0.2.0/24", "10.0.0.0/24"].map((Cidr) => ({ Cidr }));
  answers["ec2:GetManagedPrefixListEntries"] = [
    { input: { PrefixListId: "pl-subnets" }, output: { Entries } },
  ];
  table("rtb-node").Routes.push({ ...byList("pl-subnets"), GatewayId: "vpce-firewall" });
}

/** Where routes lead and answers come back: gateways of every kind, and what a table says of them. */
export const gateways: Case[] = [
  {
    name: "a NAT gateway that says it is zonal, and not of which connectivity",
    way: "nat",
    change: ({ nat }) => {
      delete nat.ConnectivityType;
      nat.AvailabilityMode = "zonal";
    },
    expected: silent,
  },
  {
    name: "a regional NAT gateway whose table says whose it is",
    way: "nat",
    change: (_, answers) => isRegional(answers),
    expected: silent,
  },
  {
    name: "a regional NAT gateway of which no table is known",
    way: "nat",
    change: (_, answers) => {
      isRegional(answers);
      answers["ec2:DescribeRouteTables"].RouteTables.pop();
    },
    expected: undecided("path-unprovable nat-gateway nat-1"),
  },
  {
    name: "a regional NAT gateway that has not come to the node's zone",
    way: "nat",
    change: (_, answers) =>
      isRegional(answers, {
        NatGatewayAddresses: [{ PublicIp: "198.51.100.7", AvailabilityZone: "eu-west-1c" }],
      }),
    expected: undecided("path-unprovable nat-gateway nat-1"),
  },
  {
    name: "a NAT gateway in the node's own subnet leads back to itself",
    way: "nat",
    change: ({ nat }) => Object.assign(nat, { SubnetId: "subnet-node" }),
    expected: decided("nat-gateway-has-no-way-out nat-gateway nat-1"),
  },
  {
    name: "whatever the ACL of that subnet says of addresses in it",
    way: "nat",
    change: ({ nat, acl }) => {
      nat.SubnetId = "subnet-node";
      acl("acl-node").Entries.push(
        ...[true, false].map((Egress) => ({
          ...{ RuleNumber: 90, Egress, Protocol: "-1", RuleAction: "deny", CidrBlock: "10.0.0.0/16" },
        })),
      );
    },
    expected: { ...decided("nat-gateway-has-no-way-out nat-gateway nat-1"), also: [] },
  },
  {
    name: "a NAT gateway that is not ready yet",
    way: "nat",
    change: ({ nat }) => Object.assign(nat, { State: "pending" }),
    expected: decided("nat-gateway-unavailable nat-gateway nat-1"),
  },
  {
    name: "an internet gateway that is being detached",
    way: "nat",
    change: (_, answers) => {
      answers["ec2:DescribeInternetGateways"].InternetGateways[0].Attachments[0].State = "detaching";
    },
    expected: decided("internet-gateway-detached internet-gateway igw-1"),
  },
  {
    name: "an internet gateway of another VPC",
    way: "public",
    change: (_, answers) => {
      answers["ec2:DescribeInternetGateways"].InternetGateways[0].Attachments[0].VpcId = "vpc-9";
    },
    expected: decided("internet-gateway-detached internet-gateway igw-1"),
  },
  {
    name: "a static default route goes before a propagated one",
    way: "nat",
    change: ({ table }) => {
      table("rtb-node").Routes.unshift(
        aRoute("0.0.0.0/0", { GatewayId: "vgw-1" }, { Origin: "EnableVgwRoutePropagation" }),
      );
    },
    expected: silent,
  },
  {
    name: "a propagated one that stands alone leads where nobody here sees",
    way: "nat",
    change: ({ table }) => {
      table("rtb-node").Routes = [
        localRoute,
        aRoute("0.0.0.0/0", { GatewayId: "vgw-1" }, { Origin: "EnableVgwRoutePropagation" }),
      ];
    },
    expected: undecided("path-unprovable virtual-private-gateway vgw-1"),
  },
  {
    name: "a propagated route never takes what is local, however narrow it is",
    way: "endpoints",
    change: ({ table }) => {
      table("rtb-node").Routes.push(
        aRoute("10.0.2.0/24", { GatewayId: "vgw-1" }, { Origin: "EnableVgwRoutePropagation" }),
      );
    },
    expected: silent,
  },
  ...[
    ["a Gateway Load Balancer's endpoint", { GatewayId: "vpce-firewall" }, "vpc-endpoint vpce-firewall"],
    ["a local gateway", { LocalGatewayId: "lgw-1" }, "local-gateway lgw-1"],
    ["a carrier gateway", { CarrierGatewayId: "cagw-1" }, "carrier-gateway cagw-1"],
    [
      "a core network",
      { CoreNetworkArn: "arn:aws:networkmanager::123456789012:core-network/core-network-1" },
      "core-network arn:aws:networkmanager::123456789012:core-network/core-network-1",
    ],
    [
      "a target of a kind that nobody knew when this was written",
      { OdbNetworkArn: "arn:aws:odb:eu-west-1:123456789012:odb-network/odbnet-1" },
      "route-table rtb-node",
    ],
  ].map(
    ([name, target, hop]): Case => ({
      name: `nobody here can see what lies behind ${name}`,
      way: "nat",
      change: byTable(target as object),
      expected: undecided(`path-unprovable ${hop}`),
    }),
  ),
  {
    name: "a firewall's endpoint that is described leads into the dark as well",
    way: "nat",
    change: (parts, answers) => {
      byTable({ GatewayId: "vpce-firewall" })(parts);
      answers["ec2:DescribeVpcEndpoints"].VpcEndpoints.push({
        ...{ VpcEndpointId: "vpce-firewall", VpcEndpointType: "GatewayLoadBalancer", VpcId: "vpc-1" },
        ...{ ServiceName: "com.amazonaws.vpce.eu-west-1.vpce-svc-1", State: "available" },
      });
    },
    expected: undecided("path-unprovable vpc-endpoint vpce-firewall"),
  },
  {
    name: "a table without the local route in it has it all the same",
    way: "endpoints",
    change: ({ table }) => {
      table("rtb-node").Routes = [aRoute("0.0.0.0/0", { TransitGatewayId: "tgw-1" })];
    },
    expected: silent,
  },
  {
    name: "answers that an internet gateway's own table leads to a firewall are in the dark",
    way: "public",
    change: (_, answers) => addEdgeTable(answers, "10.0.0.0/24", { GatewayId: "vpce-firewall" }),
    expected: undecided("path-unprovable vpc-endpoint vpce-firewall"),
  },
  {
    name: "and lost where the firewall is gone",
    way: "public",
    change: (_, answers) =>
      addEdgeTable(answers, "10.0.0.0/24", { GatewayId: "vpce-firewall" }, { State: "blackhole" }),
    expected: decided("route-blackhole route-table rtb-edge"),
  },
  {
    name: "as are those to a NAT gateway in such a subnet",
    way: "nat",
    change: (_, answers) =>
      addEdgeTable(answers, "10.0.0.0/24", { GatewayId: "vpce-firewall" }, { State: "blackhole" }),
    expected: decided("route-blackhole route-table rtb-edge"),
  },
  {
    name: "the table of an internet gateway steers no other subnet's answers",
    way: "nat",
    change: (_, answers) =>
      addEdgeTable(answers, "10.0.2.0/24", { GatewayId: "vpce-firewall" }, { State: "blackhole" }),
    expected: silent,
  },
  {
    name: "a subnet that says itself that Block Public Access is on may be excluded, where nobody read the account's setting",
    way: "public",
    change: ({ subnet }) => {
      subnet("subnet-public").BlockPublicAccessStates = { InternetGatewayBlockMode: "block-bidirectional" };
    },
    denied: ["ec2:DescribeVpcBlockPublicAccessOptions"],
    expected: { status: "lost", sure: "undecided", cause: null },
  },
  {
    name: "nor does it prove a block where the exclusions were not to be read",
    way: "nat",
    change: ({ subnet, vpc }, answers) => {
      const on = { InternetGatewayBlockMode: "block-bidirectional" };
      Object.assign(answers["ec2:DescribeVpcBlockPublicAccessOptions"].VpcBlockPublicAccessOptions, on);
      for (const each of [subnet("subnet-public"), vpc]) each.BlockPublicAccessStates = on;
    },
    denied: ["ec2:DescribeVpcBlockPublicAccessExclusions"],
    expected: { status: "lost", sure: "undecided", cause: null },
  },
  {
    name: "one that says it is off",
    way: "public",
    change: ({ subnet }) => {
      subnet("subnet-public").BlockPublicAccessStates = { InternetGatewayBlockMode: "off" };
    },
    denied: ["ec2:DescribeVpcBlockPublicAccessOptions"],
    expected: silent,
  },
  {
    name: "in another account's VPC that account's setting counts, and not one's own",
    way: "public",
    change: ({ vpc, subnet }, answers) => {
      for (const each of [vpc, subnet("subnet-public")]) each.OwnerId = "210987654321";
      subnet("subnet-public").BlockPublicAccessStates = { InternetGatewayBlockMode: "off" };
      const { VpcBlockPublicAccessOptions: own } = answers["ec2:DescribeVpcBlockPublicAccessOptions"];
      own.InternetGatewayBlockMode = "block-bidirectional";
    },
    expected: undecided("path-unprovable subnet subnet-public"),
  },
  {
    name: "a prefix list of subnets that leads to a firewall takes each of them from the local route",
    way: "endpoints",
    change: leadsSubnetsToFirewall,
    expected: undecided("path-unprovable vpc-endpoint vpce-firewall"),
  },
  {
    name: "and may take any, where nobody could read what is in it",
    way: "endpoints",
    change: leadsSubnetsToFirewall,
    denied: ["ec2:GetManagedPrefixListEntries"],
    expected: undecided(null),
  },
  {
    name: "a gateway endpoint's prefix list takes nothing from the local route, read or not",
    way: "endpoints",
    change: ({ table }, answers) => {
      table("rtb-node").Routes.push({ ...byList("pl-s3"), GatewayId: "vpce-s3" });
      answers["ec2:DescribeVpcEndpoints"].VpcEndpoints.push({
        ...{ VpcEndpointId: "vpce-s3", VpcEndpointType: "Gateway", VpcId: "vpc-1", State: "available" },
        ...{ ServiceName: "com.amazonaws.eu-west-1.s3", RouteTableIds: ["rtb-node"] },
      });
    },
    denied: ["ec2:DescribeManagedPrefixLists"],
    expected: silent,
  },
];
