import { aRoute, tcp443 } from "../a-bundle-network.ts";
import { egress } from "../diagnose-cases/case.ts";
import { addGroup, addInterface, type TraceCase } from "./case.ts";

export const unread: TraceCase[] = [
  {
    name: "an address that the table keeps inside is the VPC's, though the VPC was not read",
    way: "endpoints",
    change: (_, answers) => {
      addGroup(answers, "sg-db", egress(tcp443({ UserIdGroupPairs: [{ GroupId: "sg-node" }] })));
      addInterface(answers, "eni-db", "subnet-endpoint", "10.0.2.60", ["sg-db"]);
    },
    denied: ["ec2:DescribeVpcs"],
    to: "10.0.2.60",
    expected: { answer: "reachable" },
  },
  {
    name: "whether anybody has an address is not known where interfaces were not read",
    way: "endpoints",
    denied: ["ec2:DescribeNetworkInterfaces"],
    to: "10.0.2.60",
    expected: { answer: "undecided", doubts: ["ec2:DescribeNetworkInterfaces"] },
  },
  {
    name: "a NAT gateway that an active route names and no reading has is not known",
    way: "nat",
    change: (_, answers) => {
      answers["ec2:DescribeNatGateways"].NatGateways = [];
    },
    to: "52.94.5.5",
    expected: { answer: "undecided", blockers: [], doubts: ["UNKNOWN_RESOURCE"] },
  },
  {
    name: "nor is such an internet gateway",
    way: "public",
    change: (_, answers) => {
      answers["ec2:DescribeInternetGateways"].InternetGateways = [];
    },
    to: "52.94.5.5",
    expected: { answer: "undecided", blockers: [], doubts: ["UNKNOWN_RESOURCE"] },
  },
  {
    name: "an internet gateway that is attached without a state is attached",
    way: "public",
    change: (_, answers) => {
      answers["ec2:DescribeInternetGateways"].InternetGateways[0].Attachments = [{ VpcId: "vpc-1" }];
    },
    to: "52.94.5.5",
    expected: { answer: "reachable" },
  },
  {
    name: "what a table was refused for may be the subnet's own one",
    way: "nat",
    change: (_, answers) => {
      const { RouteTables: tables } = answers["ec2:DescribeRouteTables"];
      delete tables.find((each: { RouteTableId: string }) => each.RouteTableId === "rtb-node").RouteTableId;
    },
    to: "52.94.5.5",
    expected: { answer: "undecided", blockers: [], doubts: ["ec2:DescribeRouteTables"] },
  },
  {
    name: "an ACL with an entry that nobody understands is not the default one instead",
    way: "nat",
    change: ({ acl }) => {
      acl("acl-node").Entries[0].RuleAction = "count";
    },
    to: "52.94.5.5",
    expected: {
      answer: "undecided",
      blockers: [],
      doubts: ["ec2:DescribeNetworkAcls", "ec2:DescribeNetworkAcls"],
    },
  },
  {
    name: "an endpoint that nobody understands may be the one that is missing",
    way: "endpoints",
    change: ({ endpoint }) => {
      delete endpoint("ssm").VpcEndpointId;
    },
    to: "ssm",
    expected: { answer: "undecided", blockers: [], doubts: ["ec2:DescribeVpcEndpoints"] },
  },
  {
    name: "an endpoint's interface that does not tell its subnet stands in the only one of its endpoint",
    way: "endpoints",
    change: (_, answers) => {
      for (const each of answers["ec2:DescribeNetworkInterfaces"].NetworkInterfaces) delete each.SubnetId;
    },
    to: "ssm",
    expected: { answer: "reachable" },
  },
  {
    name: "a table that does not list the local route has it all the same",
    way: "nat",
    change: ({ table }, answers) => {
      addGroup(answers, "sg-db", egress(tcp443({ IpRanges: [{ CidrIp: "10.0.0.0/16" }] })));
      addInterface(answers, "eni-db", "subnet-endpoint", "10.0.2.60", ["sg-db"]);
      table("rtb-node").Routes = [aRoute("0.0.0.0/0", { NatGatewayId: "nat-1" })];
    },
    to: "10.0.2.60",
    expected: { answer: "reachable" },
  },
  {
    name: "a narrower route than the local one whose target is gone drops packets of the VPC",
    way: "endpoints",
    change: ({ table }) => {
      const target = { NetworkInterfaceId: "eni-firewall" };
      table("rtb-node").Routes.push(aRoute("10.0.2.0/24", target, { State: "blackhole" }));
    },
    to: "ssm",
    expected: { answer: "blocked", blockers: ["route-blackhole route-table rtb-node"] },
  },
  {
    name: "as one does that leads to an interface which checks whom packets are for",
    way: "endpoints",
    change: ({ table }, answers) => {
      addInterface(answers, "eni-firewall", "subnet-public", "10.0.0.50", ["sg-node"]);
      table("rtb-node").Routes.push(aRoute("10.0.2.0/24", { NetworkInterfaceId: "eni-firewall" }));
    },
    to: "ssm",
    expected: { answer: "blocked", blockers: ["route-missing route-table rtb-node"] },
  },
  {
    name: "and on the way back",
    way: "endpoints",
    change: (_, answers) => {
      answers["ec2:DescribeRouteTables"].RouteTables[0].Routes.push(
        aRoute("10.0.1.0/24", { NetworkInterfaceId: "eni-firewall" }, { State: "blackhole" }),
      );
    },
    to: "ssm",
    expected: { answer: "blocked", blockers: ["route-blackhole route-table rtb-main"] },
  },
];
