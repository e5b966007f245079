import type { RawAnswers } from "../a-bundle.ts";
import { account, aRoute } from "../a-bundle-network.ts";
import type { Parts } from "../diagnose-cases/case.ts";
import type { TraceCase } from "./case.ts";

const nat = { NatGatewayId: "nat-1" };
const vpn = { GatewayId: "vgw-1" };
const propagated = { Origin: "EnableVgwRoutePropagation" };
const to = "52.94.5.5";
const throughNat = { answer: "reachable", blockers: [], doubts: [] } as const;
const intoTheDark = { answer: "undecided", blockers: [], doubts: ["UNKNOWN_DESTINATION"] } as const;

function addList(answers: RawAnswers, PrefixListId: string, ...cidrs: string[]): void {
  answers["ec2:DescribeManagedPrefixLists"].PrefixLists.push({
    ...{ PrefixListId, PrefixListName: PrefixListId, AddressFamily: "IPv4" },
    ...{ OwnerId: account, State: "create-complete" },
  });
  answers["ec2:GetManagedPrefixListEntries"] = [
    ...(answers["ec2:GetManagedPrefixListEntries"] ?? []),
    { input: { PrefixListId }, output: { Entries: cidrs.map((Cidr) => ({ Cidr })) } },
  ];
}
const toList = (DestinationPrefixListId: string, target: object, changes: object = {}) => ({
  ...{ DestinationPrefixListId, State: "active", Origin: "CreateRoute" },
  ...target,
  ...changes,
});
const routesOf = ({ table }: Parts, ...routes: object[]) => {
  table("rtb-node").Routes = [aRoute("10.0.0.0/16", { GatewayId: "local" }), ...routes];
};

export const routes: TraceCase[] = [
  {
    name: "a static route beats one of the same prefix that was propagated",
    way: "nat",
    change: (parts) => routesOf(parts, aRoute("0.0.0.0/0", vpn, propagated), aRoute("0.0.0.0/0", nat)),
    to,
    expected: throughNat,
  },
  {
    name: "a propagated one that is more specific beats a static one",
    way: "nat",
    change: (parts) => routesOf(parts, aRoute("0.0.0.0/0", nat), aRoute("52.0.0.0/8", vpn, propagated)),
    to,
    expected: intoTheDark,
  },
  {
    name: "but not the local one, however specific",
    way: "endpoints",
    change: (parts) =>
      routesOf(parts, aRoute("10.0.2.0/24", vpn, propagated), aRoute("0.0.0.0/0", vpn, propagated)),
    to: "10.0.2.10",
    expected: throughNat,
  },
  {
    name: "a static route beats one of a prefix list with the same prefix",
    way: "nat",
    change: (parts, answers) => {
      addList(answers, "pl-1", "52.94.0.0/16");
      routesOf(parts, toList("pl-1", vpn), aRoute("52.94.0.0/16", nat));
    },
    to,
    expected: throughNat,
  },
  {
    name: "one of a prefix list beats one that was propagated",
    way: "nat",
    change: (parts, answers) => {
      addList(answers, "pl-1", "52.94.0.0/16");
      routesOf(parts, aRoute("52.94.0.0/16", vpn, propagated), toList("pl-1", nat));
    },
    to,
    expected: throughNat,
  },
  {
    name: "which of two prefix lists' routes AWS takes is not known",
    way: "nat",
    change: (parts, answers) => {
      addList(answers, "pl-1", "52.94.0.0/16");
      addList(answers, "pl-2", "52.94.0.0/16");
      routesOf(parts, toList("pl-1", vpn), toList("pl-2", nat));
    },
    to,
    expected: { answer: "undecided", blockers: [] },
  },
  {
    name: "and does not matter where both lead to the same",
    way: "nat",
    change: (parts, answers) => {
      addList(answers, "pl-1", "52.94.0.0/16");
      addList(answers, "pl-2", "52.94.0.0/16");
      routesOf(parts, toList("pl-1", nat), toList("pl-2", nat));
    },
    to,
    expected: throughNat,
  },
  {
    name: "the longer entry of a list counts, and not the list",
    way: "nat",
    change: (parts, answers) => {
      addList(answers, "pl-1", "52.0.0.0/8", "52.94.5.0/24");
      routesOf(parts, aRoute("52.94.0.0/16", vpn), toList("pl-1", nat));
    },
    to,
    expected: throughNat,
  },
  {
    name: "a blackhole is taken, and no shorter prefix instead of it",
    way: "nat",
    change: (parts) =>
      routesOf(parts, aRoute("0.0.0.0/0", nat), aRoute("52.94.0.0/16", vpn, { State: "blackhole" })),
    to,
    expected: {
      answer: "blocked",
      blockers: ["route-blackhole route-table rtb-node"],
      code: "BAD_STATE_ROUTE",
    },
  },
  {
    name: "an internet gateway that is there and not attached is told as that, and not as gone",
    way: "public",
    change: ({ table }, answers) => {
      answers["ec2:DescribeInternetGateways"].InternetGateways[0].Attachments = [];
      table("rtb-public").Routes = [aRoute("0.0.0.0/0", { GatewayId: "igw-1" }, { State: "blackhole" })];
    },
    to,
    expected: {
      answer: "blocked",
      blockers: ["internet-gateway-detached internet-gateway igw-1"],
      sentence: "0.0.0.0/0 in rtb-public is a blackhole: igw-1, to which it leads, is not attached to vpc-1.",
    },
  },
  {
    name: "what no reading tells of the target of a blackhole is not made up",
    way: "isolated",
    change: ({ table }) => {
      table("rtb-node").Routes = [aRoute("0.0.0.0/0", { TransitGatewayId: "tgw-1" }, { State: "blackhole" })];
    },
    to,
    expected: {
      answer: "blocked",
      sentence:
        "0.0.0.0/0 in rtb-node is a blackhole: tgw-1, to which it leads, is gone or takes no packets.",
    },
  },
  {
    name: "a longer prefix leads past a blackhole",
    way: "nat",
    change: (parts) =>
      routesOf(parts, aRoute("0.0.0.0/0", vpn, { State: "blackhole" }), aRoute("52.94.5.0/24", nat)),
    to,
    expected: throughNat,
  },
  {
    name: "two halves are a default route",
    way: "nat",
    change: (parts) => routesOf(parts, aRoute("0.0.0.0/1", nat), aRoute("128.0.0.0/1", nat)),
    to: "198.41.0.4",
    expected: throughNat,
  },
  {
    name: "a subnet's own table replaces the main one, and nothing of that is taken",
    way: "nat",
    change: (parts, answers) => {
      routesOf(parts);
      answers["ec2:DescribeRouteTables"].RouteTables[0].Routes.push(aRoute("0.0.0.0/0", nat));
    },
    to,
    expected: {
      answer: "blocked",
      blockers: ["route-missing route-table rtb-node"],
      code: "NO_ROUTE_TO_DESTINATION",
    },
  },
  {
    name: "a subnet without one has the main one",
    way: "nat",
    change: ({ table }, answers) => {
      table("rtb-node").Associations = [];
      answers["ec2:DescribeRouteTables"].RouteTables[0].Routes.push(aRoute("0.0.0.0/0", nat));
    },
    to,
    expected: throughNat,
  },
  {
    name: "a VPC of public addresses keeps them inside",
    way: "nat",
    change: ({ vpc, table }) => {
      vpc.CidrBlockAssociationSet = ["10.0.0.0/16", "52.94.0.0/16"].map((CidrBlock) => ({
        ...{ CidrBlock, CidrBlockState: { State: "associated" } },
      }));
      table("rtb-node").Routes.push(aRoute("52.94.0.0/16", { GatewayId: "local" }));
    },
    to,
    expected: { answer: "blocked", blockers: ["instance-not-found vpc vpc-1"] },
  },
  {
    name: "an egress-only gateway carries no packet of IPv4",
    way: "endpoints",
    change: ({ table }, answers) => {
      const EgressOnlyInternetGatewayId = "eigw-1";
      table("rtb-node").Routes.push(aRoute("0.0.0.0/0", { EgressOnlyInternetGatewayId }));
      answers["ec2:DescribeEgressOnlyInternetGateways"].EgressOnlyInternetGateways.push({
        ...{ EgressOnlyInternetGatewayId, Attachments: [{ VpcId: "vpc-1", State: "attached" }] },
      });
    },
    to: "198.51.100.1",
    expected: {
      answer: "blocked",
      code: "PROTOCOL_RESTRICTION",
      blockers: ["route-missing route-table rtb-node"],
    },
  },
];
