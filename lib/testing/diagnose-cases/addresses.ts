import { aRoute } from "../a-bundle-network.ts";
import { type Case, type Parts, subject } from "./case.ts";

const silent = { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` };
const denied = { status: "lost", sure: "likely", cause: `role-actions-denied ${subject.role}` };
const missing = { status: "lost", sure: "likely", cause: `role-actions-missing ${subject.role}` };
const undecided = { status: "lost", sure: "undecided" };

const inside = "198.51.100.0/24";
const outside = "192.0.2.0/24";

function guard({ statements }: Parts, Condition: object): void {
  statements.push({ Sid: "Perimeter", Effect: "Deny", Action: "*", Resource: "*", Condition });
}

function onlyUnder({ statements }: Parts, Condition: object): void {
  for (const statement of statements) statement.Condition = Condition;
}

const notFrom = (...addresses: string[]) => ({ NotIpAddress: { "aws:SourceIp": addresses } });

/** As AWS's samples of data perimeters write it: neither from these addresses, nor from these VPCs, nor by a service. */
const perimeter = (addresses: string, vpcId: string) => ({
  NotIpAddressIfExists: { "aws:SourceIp": [addresses] },
  StringNotEqualsIfExists: { "aws:SourceVpc": [vpcId] },
  BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
});

const gateway = (NatGatewayId: string, ...addresses: string[]) => ({
  NatGatewayId,
  VpcId: "vpc-1",
  SubnetId: "subnet-public",
  State: "available",
  ConnectivityType: "public",
  NatGatewayAddresses: addresses.map((PublicIp) => ({ PublicIp, Status: "succeeded" })),
});

const overTwo = ({ table }: Parts) => {
  table("rtb-node").Routes = [
    ...table("rtb-node").Routes.slice(0, 1),
    aRoute("0.0.0.0/1", { NatGatewayId: "nat-1" }),
    aRoute("128.0.0.0/1", { NatGatewayId: "nat-2" }),
  ];
};

/** What policies say of the address of a call, where the path shows which that is. */
export const addresses: Case[] = [
  {
    name: "a guard by public addresses denies calls that leave by a NAT gateway with another",
    way: "nat",
    change: (parts) => guard(parts, notFrom(outside)),
    expected: denied,
  },
  {
    name: "and a right by them is none",
    way: "nat",
    change: (parts) => onlyUnder(parts, { IpAddress: { "aws:SourceIp": outside } }),
    expected: missing,
  },
  {
    name: "a NAT gateway with several addresses takes any, and a guard that lets all pass spares it",
    way: "nat",
    change: (parts, answers) => {
      guard(parts, notFrom(inside));
      answers["ec2:DescribeNatGateways"].NatGateways = [gateway("nat-1", "198.51.100.7", "198.51.100.8")];
    },
    expected: silent,
  },
  {
    name: "one that lets but some pass cannot be decided",
    way: "nat",
    change: (parts, answers) => {
      guard(parts, notFrom(inside));
      answers["ec2:DescribeNatGateways"].NatGateways = [gateway("nat-1", "198.51.100.7", "203.0.113.8")];
    },
    expected: undecided,
  },
  {
    name: "nor can any by a gateway whose addresses AWS does not tell",
    way: "nat",
    change: (parts, answers) => {
      guard(parts, notFrom(outside));
      answers["ec2:DescribeNatGateways"].NatGateways = [gateway("nat-1")];
    },
    expected: undecided,
  },
  {
    name: "two ways out of which any may be taken are decided where both end alike",
    way: "nat",
    change: (parts, answers) => {
      guard(parts, notFrom(inside));
      overTwo(parts);
      answers["ec2:DescribeNatGateways"].NatGateways.push(gateway("nat-2", "198.51.100.9"));
    },
    expected: silent,
  },
  {
    name: "and not where they do not",
    way: "nat",
    change: (parts, answers) => {
      guard(parts, notFrom(inside));
      overTwo(parts);
      answers["ec2:DescribeNatGateways"].NatGateways.push(gateway("nat-2", "203.0.113.9"));
    },
    expected: undecided,
  },
  {
    name: "calls over an internet gateway come from the node's own public address",
    way: "public",
    change: (parts) => guard(parts, notFrom("203.0.113.10/32")),
    expected: silent,
  },
  {
    name: "which another's range does not hold",
    way: "public",
    change: (parts) => guard(parts, notFrom("203.0.113.11/32")),
    expected: denied,
  },
  {
    name: "and a private range never does",
    way: "public",
    change: (parts) => guard(parts, notFrom("10.0.0.0/8")),
    expected: denied,
  },
  {
    name: "a perimeter of addresses and VPCs spares calls from one of its addresses",
    way: "nat",
    change: (parts) => guard(parts, perimeter(inside, "vpc-1")),
    expected: silent,
  },
  {
    name: "it denies calls from another address, though they come from a VPC that it names",
    way: "nat",
    change: (parts) => guard(parts, perimeter(outside, "vpc-1")),
    expected: denied,
  },
  {
    name: "it spares calls over the endpoints of its VPC",
    way: "endpoints",
    change: (parts) => guard(parts, perimeter(outside, "vpc-1")),
    expected: silent,
  },
  {
    name: "and denies those over another VPC's",
    way: "endpoints",
    change: (parts) => guard(parts, perimeter(inside, "vpc-2")),
    expected: denied,
  },
  {
    name: "a call over an endpoint has no public address",
    way: "endpoints",
    change: (parts) => guard(parts, { Null: { "aws:SourceIp": "true" } }),
    expected: denied,
  },
  {
    name: "and one over NAT has one",
    way: "nat",
    change: (parts) => guard(parts, { Null: { "aws:SourceIp": "true" } }),
    expected: silent,
  },
  {
    name: "one over an endpoint comes from the node's private address",
    way: "endpoints",
    change: (parts) => guard(parts, { NotIpAddress: { "aws:VpcSourceIp": "10.0.1.0/24" } }),
    expected: silent,
  },
  {
    name: "which is in no other range",
    way: "endpoints",
    change: (parts) => onlyUnder(parts, { IpAddress: { "aws:VpcSourceIp": "10.0.2.0/24" } }),
    expected: missing,
  },
  {
    name: "an address of the endpoint's own family alone is asked, and both where it has both",
    way: "endpoints",
    change: (parts) => {
      guard(parts, { NotIpAddress: { "aws:VpcSourceIp": "10.0.1.0/24" } });
      parts.instance.NetworkInterfaces[0].Ipv6Addresses = [{ Ipv6Address: "2600:1f17:19dd:1d01::20" }];
      for (const service of ["ssm", "ssmmessages"]) parts.endpoint(service).IpAddressType = "dualstack";
    },
    expected: undecided,
  },
  {
    name: "an endpoint's own policy knows from which address its callers come",
    way: "endpoints",
    change: (parts) => {
      const Condition = { IpAddress: { "aws:VpcSourceIp": "10.0.9.0/24" } };
      const Statement = [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", Condition }];
      parts.endpoint("ssm").PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    },
    expected: { status: "lost", sure: "likely", cause: "endpoint-policy-denies vpc-endpoint vpce-ssm" },
  },
  {
    name: "and that none comes from a public one",
    way: "endpoints",
    change: (parts) => {
      const Condition = { IpAddressIfExists: { "aws:SourceIp": outside } };
      const Statement = [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", Condition }];
      parts.endpoint("ssm").PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    },
    expected: silent,
  },
  {
    name: "what stands in the way is the cause where the address by which calls would leave is let pass",
    way: "nat",
    change: (parts) => {
      guard(parts, notFrom(inside));
      parts.group("sg-node").IpPermissionsEgress = [];
    },
    expected: { status: "lost", sure: "decided", cause: `security-group-egress-blocks ${subject.group}` },
  },
  {
    name: "a condition on the instance that Systems Manager gave its credentials to is on none of EC2's",
    way: "nat",
    change: (parts) =>
      onlyUnder(parts, { ArnLike: { "ssm:SourceInstanceARN": "arn:aws:ssm:*:*:managed-instance/*" } }),
    expected: missing,
  },
];
