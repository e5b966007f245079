import type { RawAnswers } from "../a-bundle.ts";
import { aRoute, localRoute, tcp443 } from "../a-bundle-network.ts";
import { allow, type Case, deny443, egress, type Parts, subject } from "./case.ts";

const silent = { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` };

function addPrefixList(answers: RawAnswers, id: string, ...cidrs: string[]): void {
  answers["ec2:DescribeManagedPrefixLists"].PrefixLists.push({
    ...{ PrefixListId: id, PrefixListName: id, AddressFamily: "IPv4", State: "create-complete" },
  });
  answers["ec2:GetManagedPrefixListEntries"] = [
    ...(answers["ec2:GetManagedPrefixListEntries"] ?? []),
    { input: { PrefixListId: id }, output: { Entries: cidrs.map((Cidr) => ({ Cidr })) } },
  ];
}

const byList = (DestinationPrefixListId: string, target: object, more: object = {}) => ({
  ...{ DestinationPrefixListId, State: "active", Origin: "CreateRoute" },
  ...target,
  ...more,
});

/** The NAT gateway's subnet, which lets in and out what a case says, in this order. */
function natAclOf({ acl }: Parts, ...entries: object[]): void {
  const denied = acl("acl-public").Entries.filter(
    ({ RuleNumber }: { RuleNumber: number }) => RuleNumber === 32767,
  );
  acl("acl-public").Entries = [...entries, ...denied];
}
const fromNode = allow(100, false, 443, 443, "10.0.0.0/16");
const toService = allow(100, true, 443, 443);
const repliesIn = allow(110, false, 1024, 65535);
const repliesOut = allow(110, true, 1024, 65535, "10.0.0.0/16");

function hasBlockMode(answers: RawAnswers, mode: string, ...exclusions: object[]): void {
  const { VpcBlockPublicAccessOptions: options } = answers["ec2:DescribeVpcBlockPublicAccessOptions"];
  options.InternetGatewayBlockMode = mode;
  answers["ec2:DescribeVpcBlockPublicAccessExclusions"].VpcBlockPublicAccessExclusions = exclusions;
}
const exclusion = (mode: string, resource: string, State = "create-complete") => ({
  ...{ ExclusionId: "vpcbpa-exclude-1", InternetGatewayExclusionMode: mode, State },
  ResourceArn: `arn:aws:ec2:eu-west-1:123456789012:${resource}`,
});

export const routes: Case[] = [
  {
    name: "a default route that stands in a prefix list",
    way: "nat",
    change: ({ table }, answers) => {
      addPrefixList(answers, "pl-everything", "0.0.0.0/1", "128.0.0.0/1");
      table("rtb-node").Routes = [localRoute, byList("pl-everything", { NatGatewayId: "nat-1" })];
    },
    expected: silent,
  },
  {
    name: "a prefix list that nobody here describes may or may not hold the service",
    way: "nat",
    change: ({ table }) => {
      table("rtb-node").Routes = [localRoute, byList("pl-foreign", { NatGatewayId: "nat-1" })];
    },
    expected: { status: "lost", sure: "undecided" },
  },
  {
    name: "a blackhole for some public addresses beside a good default route does not decide",
    way: "nat",
    change: ({ table }) => {
      table("rtb-node").Routes.push(
        aRoute("52.94.0.0/15", { NetworkInterfaceId: "eni-gone" }, { State: "blackhole" }),
      );
    },
    expected: { status: "lost", sure: "undecided" },
  },
  {
    name: "the gateway endpoint of S3 brings Systems Manager no closer",
    way: "isolated",
    change: ({ table }, answers) => {
      addPrefixList(answers, "pl-s3", "52.218.0.0/17", "3.5.64.0/21");
      answers["ec2:DescribeVpcEndpoints"].VpcEndpoints.push({
        ...{ VpcEndpointId: "vpce-s3", VpcEndpointType: "Gateway", VpcId: "vpc-1", State: "available" },
        ...{ ServiceName: "com.amazonaws.eu-west-1.s3", RouteTableIds: ["rtb-node"] },
      });
      table("rtb-node").Routes.push(byList("pl-s3", { GatewayId: "vpce-s3" }));
    },
    expected: { status: "lost", sure: "decided", cause: "endpoint-missing vpc vpc-1" },
  },
  {
    name: "a group that lets out to AWS's list of S3 lets out to no other service, told by the list's name alone too",
    way: "nat",
    change: ({ group }, answers) => {
      const PrefixListId = "pl-s3";
      group("sg-node").IpPermissionsEgress = egress(tcp443({ PrefixListIds: [{ PrefixListId }] }));
      answers["ec2:DescribeManagedPrefixLists"].PrefixLists.push({
        ...{ PrefixListId, PrefixListName: "com.amazonaws.eu-west-1.s3", AddressFamily: "IPv4" },
      });
      answers["ec2:GetManagedPrefixListEntries"] = [
        { input: { PrefixListId }, output: { Entries: [{ Cidr: "52.218.0.0/17" }] } },
      ];
    },
    expected: { status: "lost", sure: "decided", cause: `security-group-egress-blocks ${subject.group}` },
  },
  {
    name: "the gateway endpoint of S3 takes nothing from NAT but its own prefixes",
    way: "nat",
    change: ({ table }, answers) => {
      addPrefixList(answers, "pl-s3", "52.218.0.0/17", "3.5.64.0/21");
      answers["ec2:DescribeVpcEndpoints"].VpcEndpoints.push({
        ...{ VpcEndpointId: "vpce-s3", VpcEndpointType: "Gateway", VpcId: "vpc-1", State: "available" },
        ...{ ServiceName: "com.amazonaws.eu-west-1.s3", RouteTableIds: ["rtb-node"] },
      });
      table("rtb-node").Routes.push(byList("pl-s3", { GatewayId: "vpce-s3" }));
    },
    expected: silent,
  },
  {
    name: "a table of a gateway is none of a subnet, so the main one holds",
    way: "nat",
    change: ({ table }) => {
      Object.assign(table("rtb-node").Associations[0], { SubnetId: undefined, GatewayId: "igw-1" });
    },
    expected: { status: "lost", sure: "decided", cause: "route-missing route-table rtb-main" },
  },
  {
    name: "an instance that forwards and may not is where a packet ends",
    way: "nat",
    change: ({ table }, answers) => {
      table("rtb-node").Routes = [localRoute, aRoute("0.0.0.0/0", { NetworkInterfaceId: "eni-proxy" })];
      answers["ec2:DescribeNetworkInterfaces"].NetworkInterfaces.push({
        ...{ NetworkInterfaceId: "eni-proxy", VpcId: "vpc-1", SubnetId: "subnet-public", Status: "in-use" },
        ...{ PrivateIpAddress: "10.0.0.50", Groups: [], SourceDestCheck: true },
      });
    },
    expected: { status: "lost", sure: "decided" },
  },
  {
    name: "an instance that forwards and may decides alone what passes",
    way: "nat",
    change: ({ table }, answers) => {
      table("rtb-node").Routes = [localRoute, aRoute("0.0.0.0/0", { NetworkInterfaceId: "eni-proxy" })];
      answers["ec2:DescribeNetworkInterfaces"].NetworkInterfaces.push({
        ...{ NetworkInterfaceId: "eni-proxy", VpcId: "vpc-1", SubnetId: "subnet-public", Status: "in-use" },
        ...{ PrivateIpAddress: "10.0.0.50", Groups: [], SourceDestCheck: false },
      });
    },
    expected: { status: "lost", sure: "undecided", cause: "path-unprovable network-interface eni-proxy" },
  },
  {
    name: "nobody here can see what a virtual private gateway does",
    way: "nat",
    change: ({ table }) => {
      table("rtb-node").Routes = [localRoute, aRoute("0.0.0.0/0", { GatewayId: "vgw-1" })];
    },
    expected: { status: "lost", sure: "undecided" },
  },
  {
    name: "a private NAT gateway has no address to leave by",
    way: "nat",
    change: ({ nat }) => {
      nat.ConnectivityType = "private";
      nat.NatGatewayAddresses = [{ PrivateIp: "10.0.0.7", NetworkInterfaceId: "eni-nat" }];
    },
    expected: { status: "lost", sure: "decided", cause: "nat-gateway-has-no-way-out nat-gateway nat-1" },
  },
  {
    name: "a regional NAT gateway has a table of its own",
    way: "nat",
    change: ({ nat }, answers) => {
      delete nat.SubnetId;
      Object.assign(nat, { AvailabilityMode: "regional", RouteTableId: "rtb-regional" });
      nat.NatGatewayAddresses[0].AvailabilityZone = "eu-west-1a";
      answers["ec2:DescribeRouteTables"].RouteTables.push({
        ...{ RouteTableId: "rtb-regional", VpcId: "vpc-1", Associations: [] },
        Routes: [localRoute, aRoute("0.0.0.0/0", { GatewayId: "igw-1" })],
      });
    },
    expected: silent,
  },
  {
    name: "a table of a regional NAT gateway without the internet gateway",
    way: "nat",
    change: ({ nat }, answers) => {
      delete nat.SubnetId;
      Object.assign(nat, { AvailabilityMode: "regional", RouteTableId: "rtb-regional" });
      nat.NatGatewayAddresses[0].AvailabilityZone = "eu-west-1a";
      answers["ec2:DescribeRouteTables"].RouteTables.push({
        ...{ RouteTableId: "rtb-regional", VpcId: "vpc-1", Associations: [], Routes: [localRoute] },
      });
    },
    expected: { status: "lost", sure: "decided", cause: "nat-gateway-has-no-way-out nat-gateway nat-1" },
  },
  {
    name: "the ACL of the NAT gateway's subnet with no more than it needs",
    way: "nat",
    change: (parts) => natAclOf(parts, fromNode, toService, repliesIn, repliesOut),
    expected: silent,
  },
  {
    name: "the ACL of the NAT gateway's subnet lets nothing out to the service",
    way: "nat",
    change: (parts) => natAclOf(parts, fromNode, repliesIn, repliesOut, deny443(true)),
    expected: { status: "lost", sure: "decided", cause: "nat-network-acl-blocks network-acl acl-public" },
  },
  {
    name: "the ACL of the NAT gateway's subnet drops what comes back to the gateway",
    way: "nat",
    change: (parts) => natAclOf(parts, fromNode, toService, repliesOut),
    expected: { status: "lost", sure: "decided", cause: "nat-network-acl-blocks network-acl acl-public" },
  },
  {
    name: "the ACL of the NAT gateway's subnet drops what goes back to the node",
    way: "nat",
    change: (parts) => natAclOf(parts, fromNode, toService, repliesIn),
    expected: { status: "lost", sure: "decided", cause: "nat-network-acl-blocks network-acl acl-public" },
  },
  {
    name: "a hardening rule amid the ports of replies changes nothing",
    way: "nat",
    change: (parts) =>
      natAclOf(
        parts,
        { ...allow(90, false, 3389, 3389), RuleAction: "deny" },
        ...[fromNode, toService, repliesIn, repliesOut],
      ),
    expected: silent,
  },
  {
    name: "interface endpoints do not cross what Block Public Access closes",
    way: "endpoints",
    change: (_, answers) => hasBlockMode(answers, "block-bidirectional"),
    expected: silent,
  },
  {
    name: "an exclusion for egress lets a NAT gateway out",
    way: "nat",
    change: (_, answers) =>
      hasBlockMode(answers, "block-bidirectional", exclusion("allow-egress", "vpc/vpc-1")),
    expected: silent,
  },
  {
    name: "an exclusion for egress does not help a public address",
    way: "public",
    change: (_, answers) =>
      hasBlockMode(answers, "block-bidirectional", exclusion("allow-egress", "vpc/vpc-1")),
    expected: { status: "lost", sure: "decided", cause: "public-access-blocked vpc vpc-1" },
  },
  {
    name: "an exclusion of another VPC helps nobody here",
    way: "nat",
    change: (_, answers) =>
      hasBlockMode(answers, "block-bidirectional", exclusion("allow-bidirectional", "vpc/vpc-2")),
    expected: { status: "lost", sure: "decided", cause: "public-access-blocked vpc vpc-1" },
  },
  {
    name: "an exclusion that was deleted helps no more",
    way: "nat",
    change: (_, answers) =>
      hasBlockMode(
        answers,
        "block-bidirectional",
        exclusion("allow-bidirectional", "vpc/vpc-1", "delete-complete"),
      ),
    expected: { status: "lost", sure: "decided", cause: "public-access-blocked vpc vpc-1" },
  },
];
