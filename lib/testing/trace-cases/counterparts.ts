import type { RawAnswers } from "../a-bundle.ts";
import { tcp443 } from "../a-bundle-network.ts";
import { deny443, egress, type Parts } from "../diagnose-cases/case.ts";
import { addGroup, addInterface, type TraceCase } from "./case.ts";

const publicAddress = "203.0.113.77";
const block = (Ipv6CidrBlock: string) => [{ Ipv6CidrBlock, Ipv6CidrBlockState: { State: "associated" } }];
const route6 = (DestinationIpv6CidrBlock: string, target: object) => ({
  ...{ DestinationIpv6CidrBlock, State: "active", Origin: "CreateRoute" },
  ...target,
});
const allow6 = (Egress: boolean) => ({
  ...{ RuleNumber: 101, Egress, Protocol: "-1", RuleAction: "allow", Ipv6CidrBlock: "::/0" },
});

/** Another machine of the VPC, with a public address of its own. */
function addOther(answers: RawAnswers, subnetId: string, ingress: object[], address = "10.0.0.77"): void {
  addGroup(answers, "sg-other", ingress);
  const Association = { PublicIp: publicAddress };
  addInterface(answers, "eni-other", subnetId, address, ["sg-other"], {
    Association,
    PrivateIpAddresses: [{ PrivateIpAddress: address, Primary: true, Association }],
  });
}
const fromPublic = egress(tcp443({ IpRanges: [{ CidrIp: "203.0.113.10/32" }] }));
const fromNat = egress(tcp443({ IpRanges: [{ CidrIp: "198.51.100.7/32" }] }));
const fromVpc = egress(tcp443({ IpRanges: [{ CidrIp: "10.0.0.0/16" }] }));
const blocksOther = {
  answer: "blocked",
  blockers: ["endpoint-security-group-blocks security-group sg-other"],
} as const;

/** A second VPC of the account with IPv6, which nothing but the internet joins with the first. */
function addVpc6(parts: Parts, answers: RawAnswers, ingress: object[]): void {
  const { vpc, subnet, instance, group, acl, table } = parts;
  vpc.Ipv6CidrBlockAssociationSet = block("2a05:d018:1:100::/56");
  subnet("subnet-node").Ipv6CidrBlockAssociationSet = block("2a05:d018:1:101::/64");
  instance.NetworkInterfaces[0].Ipv6Addresses = [{ Ipv6Address: "2a05:d018:1:101::5" }];
  group("sg-node").IpPermissionsEgress = egress({ IpProtocol: "-1", Ipv6Ranges: [{ CidrIpv6: "::/0" }] });
  acl("acl-node").Entries.push(allow6(true), allow6(false));
  table("rtb-node").Routes.push(
    route6("2a05:d018:1:100::/56", { GatewayId: "local" }),
    route6("::/0", { EgressOnlyInternetGatewayId: "eigw-1" }),
  );
  answers["ec2:DescribeEgressOnlyInternetGateways"].EgressOnlyInternetGateways = [
    { EgressOnlyInternetGatewayId: "eigw-1", Attachments: [{ VpcId: "vpc-1", State: "attached" }] },
  ];
  answers["ec2:DescribeVpcs"].Vpcs.push({
    ...{ VpcId: "vpc-9", CidrBlock: "10.9.0.0/16", OwnerId: vpc.OwnerId },
    Ipv6CidrBlockAssociationSet: block("2a05:d018:1:900::/56"),
  });
  answers["ec2:DescribeSubnets"].Subnets.push({
    ...{ SubnetId: "subnet-9", VpcId: "vpc-9", CidrBlock: "10.9.1.0/24", OwnerId: vpc.OwnerId },
    Ipv6CidrBlockAssociationSet: block("2a05:d018:1:901::/64"),
  });
  answers["ec2:DescribeRouteTables"].RouteTables.push({
    ...{ RouteTableId: "rtb-9", VpcId: "vpc-9", Associations: [{ Main: true }] },
    Routes: [route6("2a05:d018:1:900::/56", { GatewayId: "local" }), route6("::/0", { GatewayId: "igw-9" })],
  });
  answers["ec2:DescribeInternetGateways"].InternetGateways.push({
    ...{ InternetGatewayId: "igw-9", Attachments: [{ VpcId: "vpc-9", State: "available" }] },
  });
  answers["ec2:DescribeNetworkAcls"].NetworkAcls.push({
    ...{ NetworkAclId: "acl-9", VpcId: "vpc-9", IsDefault: true, Associations: [] },
    Entries: [allow6(true), allow6(false)],
  });
  addGroup(answers, "sg-9", ingress, "vpc-9");
  addInterface(answers, "eni-9", "subnet-9", "10.9.1.5", ["sg-9"], {
    ...{ VpcId: "vpc-9", Ipv6Addresses: [{ Ipv6Address: "2a05:d018:1:901::7" }] },
  });
}

/** Machines of the account that are called by an address which leads over the internet. */
export const counterparts: TraceCase[] = [
  {
    name: "another machine's public address is reached over the internet gateway, from the own one",
    way: "public",
    change: (_, answers) => addOther(answers, "subnet-public", fromPublic),
    to: publicAddress,
    expected: { answer: "reachable", blockers: [], doubts: [] },
  },
  {
    name: "its rules for the VPC's addresses do not see the packet as one of the VPC",
    way: "public",
    change: (_, answers) => addOther(answers, "subnet-public", fromVpc),
    to: publicAddress,
    expected: blocksOther,
  },
  {
    name: "nor does a rule that names the sender's group",
    way: "public",
    change: (_, answers) =>
      addOther(answers, "subnet-public", egress(tcp443({ UserIdGroupPairs: [{ GroupId: "sg-node" }] }))),
    to: publicAddress,
    expected: { ...blocksOther, code: "SG_REFERENCES_NOT_PRESERVED" },
  },
  {
    name: "behind NAT it is the gateway's address that comes",
    way: "nat",
    change: (_, answers) => addOther(answers, "subnet-public", fromNat),
    to: publicAddress,
    expected: { answer: "reachable", blockers: [], doubts: [] },
  },
  {
    name: "and no other",
    way: "nat",
    change: (_, answers) => addOther(answers, "subnet-public", fromPublic),
    to: publicAddress,
    expected: blocksOther,
  },
  {
    name: "a public address in a subnet that answers through NAT cannot be called",
    way: "nat",
    change: ({ subnet }, answers) => {
      addOther(answers, "subnet-node", fromNat, "10.0.1.77");
      subnet("subnet-node");
    },
    to: publicAddress,
    expected: {
      answer: "blocked",
      blockers: ["route-missing route-table rtb-node"],
      code: "RETURN_ROUTE_NOT_THROUGH_IGW",
    },
  },
  {
    name: "the ACL of the other subnet sees the public address of whoever sends",
    way: "public",
    change: ({ acl }, answers) => {
      addOther(answers, "subnet-endpoint", fromPublic, "10.0.2.77");
      answers["ec2:DescribeRouteTables"].RouteTables[0].Routes.push({
        ...{ DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1", State: "active" },
      });
      acl("acl-endpoint").Entries.push({ ...deny443(false), CidrBlock: "203.0.113.10/32" });
    },
    to: publicAddress,
    expected: { answer: "blocked", blockers: ["endpoint-network-acl-blocks network-acl acl-endpoint"] },
  },
  {
    name: "Block Public Access stops whoever comes in, though it lets a NAT gateway out",
    way: "nat",
    change: (_, answers) => {
      addOther(answers, "subnet-public", fromNat);
      answers[
        "ec2:DescribeVpcBlockPublicAccessOptions"
      ].VpcBlockPublicAccessOptions.InternetGatewayBlockMode = "block-ingress";
    },
    to: publicAddress,
    expected: { answer: "blocked", blockers: ["public-access-blocked vpc vpc-1"] },
  },
  {
    name: "and is told once where it stops the sender as well",
    way: "public",
    change: (_, answers) => {
      addOther(answers, "subnet-public", fromPublic);
      answers[
        "ec2:DescribeVpcBlockPublicAccessOptions"
      ].VpcBlockPublicAccessOptions.InternetGatewayBlockMode = "block-ingress";
    },
    to: publicAddress,
    expected: { answer: "blocked", blockers: ["public-access-blocked vpc vpc-1"] },
  },
  {
    name: "as whom a packet arrives behind a transit gateway is not known",
    way: "isolated",
    change: ({ table }, answers) => {
      addOther(answers, "subnet-public", fromVpc);
      table("rtb-node").Routes.push({
        ...{ DestinationCidrBlock: "0.0.0.0/0", TransitGatewayId: "tgw-1", State: "active" },
      });
    },
    to: publicAddress,
    expected: { answer: "undecided", blockers: [], doubts: ["TGW_RTB_ROUTES_ARE_UNKNOWN"] },
  },
  {
    name: "without a way out of the VPC a public address of the VPC is as far as any other",
    way: "isolated",
    change: (_, answers) => addOther(answers, "subnet-public", fromVpc),
    to: publicAddress,
    expected: { answer: "blocked", blockers: ["route-missing route-table rtb-node"] },
  },
  {
    name: "an address of IPv6 in another VPC is reached over the internet, and its groups are asked",
    way: "isolated",
    change: (parts, answers) =>
      addVpc6(parts, answers, egress(tcp443({ Ipv6Ranges: [{ CidrIpv6: "::/0" }] }))),
    to: "2a05:d018:1:901::7",
    expected: { answer: "reachable", blockers: [], doubts: [] },
  },
  {
    name: "which may not let it in",
    way: "isolated",
    change: (parts, answers) =>
      addVpc6(parts, answers, egress(tcp443({ IpRanges: [{ CidrIp: "0.0.0.0/0" }] }))),
    to: "2a05:d018:1:901::7",
    expected: { answer: "blocked", blockers: ["endpoint-security-group-blocks security-group sg-9"] },
  },
  {
    name: "nor may an answer have a way back, where that VPC has none out",
    way: "isolated",
    change: (parts, answers) => {
      addVpc6(parts, answers, egress(tcp443({ Ipv6Ranges: [{ CidrIpv6: "::/0" }] })));
      parts.table("rtb-9").Routes.pop();
    },
    to: "2a05:d018:1:901::7",
    expected: { answer: "blocked", blockers: ["route-missing route-table rtb-9"] },
  },
  {
    name: "an egress-only gateway lets nobody in from outside",
    way: "isolated",
    change: (parts, answers) => {
      addVpc6(parts, answers, egress(tcp443({ Ipv6Ranges: [{ CidrIpv6: "::/0" }] })));
      parts.table("rtb-9").Routes[1] = route6("::/0", { EgressOnlyInternetGatewayId: "eigw-9" });
    },
    to: "2a05:d018:1:901::7",
    expected: { answer: "blocked", blockers: ["route-missing route-table rtb-9"] },
  },
];
