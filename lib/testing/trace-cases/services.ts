import type { RawAnswers } from "../a-bundle.ts";
import { aRoute } from "../a-bundle-network.ts";
import type { Parts } from "../diagnose-cases/case.ts";
import type { TraceCase } from "./case.ts";

/** A gateway endpoint of S3, with the route of its prefix list. */
function addS3Gateway({ table }: Parts, answers: RawAnswers): void {
  answers["ec2:DescribeVpcEndpoints"].VpcEndpoints.push({
    ...{ VpcEndpointId: "vpce-s3", VpcEndpointType: "Gateway", VpcId: "vpc-1", State: "available" },
    ...{ ServiceName: "com.amazonaws.eu-west-1.s3", RouteTableIds: ["rtb-node"] },
  });
  const { DestinationCidrBlock: _, ...target } = aRoute("", { GatewayId: "vpce-s3" });
  table("rtb-node").Routes.push({ ...target, DestinationPrefixListId: "pl-s3" });
}

function addS3List(answers: RawAnswers, cidrs: string[] | null): void {
  answers["ec2:DescribeManagedPrefixLists"].PrefixLists.push({
    ...{ PrefixListId: "pl-s3", PrefixListName: "com.amazonaws.eu-west-1.s3" },
    ...{ AddressFamily: "IPv4", OwnerId: "AWS", State: "create-complete" },
  });
  if (cidrs === null) return;
  answers["ec2:GetManagedPrefixListEntries"] = [
    { input: { PrefixListId: "pl-s3" }, output: { Entries: cidrs.map((Cidr) => ({ Cidr })) } },
  ];
}

const ssm = { answer: "reachable", destination: { service: "ssm", addresses: ["10.0.2.10"] } } as const;

export const services: TraceCase[] = [
  ...[
    "ssm",
    "SSM",
    "com.amazonaws.eu-west-1.ssm",
    "ssm.eu-west-1.amazonaws.com",
    "ssm.eu-west-1.amazonaws.com.",
    "ssm.eu-west-1.amazonaws.com:443",
    "ssm.eu-west-1.api.aws",
    "https://ssm.eu-west-1.amazonaws.com/",
    "https://ssm.eu-west-1.amazonaws.com:443/ping?x=1",
  ].map((to): TraceCase => ({ name: `${to} is Systems Manager`, way: "endpoints", to, expected: ssm })),
  ...["ssmmessages", "ec2messages", "kms", "logs", "sts", "s3", "monitoring"].map(
    (to): TraceCase => ({
      name: `${to} is reached over NAT`,
      way: "nat",
      to,
      expected: { answer: "reachable", destination: { service: to, addresses: [] } },
    }),
  ),
  ...[
    "s3.eu-west-1.amazonaws.com",
    "aws-ssm-eu-west-1.s3.eu-west-1.amazonaws.com",
    "https://bucket.with.dots.s3.eu-west-1.amazonaws.com/key",
    "bucket.s3.dualstack.eu-west-1.amazonaws.com",
  ].map(
    (to): TraceCase => ({
      name: `${to} is S3`,
      way: "nat",
      to,
      expected: { answer: "reachable", destination: { service: "s3", addresses: [] } },
    }),
  ),
  ...[
    ["api.ecr.eu-west-1.amazonaws.com", "api.ecr.eu-west-1.amazonaws.com"],
    ["123456789012.dkr.ecr.eu-west-1.amazonaws.com", "*.dkr.ecr.eu-west-1.amazonaws.com"],
  ].map(
    ([to, answered]): TraceCase => ({
      name: `${to} is at the endpoint that answers for ${answered}, whatever that is called`,
      way: "endpoints",
      change: ({ endpoint }) => {
        const ecr = endpoint("ssm");
        ecr.ServiceName = "com.amazonaws.eu-west-1.ecr.either";
        ecr.DnsEntries = [{ DnsName: answered, HostedZoneId: "Z1" }];
      },
      to: to!,
      expected: { answer: "reachable", destination: { addresses: ["10.0.2.10"] } },
    }),
  ),
  {
    name: "a service without an endpoint, in a VPC that leads nowhere",
    way: "endpoints",
    to: "kms",
    expected: { answer: "blocked", blockers: ["endpoint-missing vpc vpc-1"] },
  },
  {
    name: "a gateway endpoint of S3 takes what stands in its list",
    way: "isolated",
    change: (parts, answers) => {
      addS3Gateway(parts, answers);
      addS3List(answers, ["52.218.0.0/17", "3.5.64.0/21"]);
    },
    to: "s3",
    expected: { answer: "reachable" },
  },
  {
    name: "and needs no reading of it, as it is S3's list",
    way: "isolated",
    change: (parts, answers) => {
      addS3Gateway(parts, answers);
      addS3List(answers, null);
    },
    to: "s3",
    expected: { answer: "reachable" },
  },
  {
    name: "nor of any list",
    way: "isolated",
    change: addS3Gateway,
    denied: ["ec2:DescribeManagedPrefixLists"],
    to: "s3",
    expected: { answer: "reachable" },
  },
  {
    name: "it brings no other service closer, read or not",
    way: "isolated",
    change: addS3Gateway,
    denied: ["ec2:DescribeManagedPrefixLists"],
    to: "ssm",
    expected: { answer: "blocked", blockers: ["endpoint-missing vpc vpc-1"] },
  },
  {
    name: "whether a single address is S3's is not known without its list",
    way: "isolated",
    change: addS3Gateway,
    denied: ["ec2:DescribeManagedPrefixLists"],
    to: "52.218.1.1",
    expected: { answer: "undecided", doubts: ["ec2:DescribeManagedPrefixLists"] },
  },
  {
    name: "its list decides for a single address",
    way: "isolated",
    change: (parts, answers) => {
      addS3Gateway(parts, answers);
      addS3List(answers, ["52.218.0.0/17"]);
    },
    to: "52.218.1.1",
    expected: { answer: "reachable" },
  },
  {
    name: "and for one beside it",
    way: "isolated",
    change: (parts, answers) => {
      addS3Gateway(parts, answers);
      addS3List(answers, ["52.218.0.0/17"]);
    },
    to: "52.94.5.5",
    expected: { answer: "blocked", blockers: ["route-missing route-table rtb-node"] },
  },
  {
    name: "a gateway endpoint carries no UDP",
    way: "isolated",
    change: (parts, answers) => {
      addS3Gateway(parts, answers);
      addS3List(answers, ["52.218.0.0/17"]);
    },
    ...{ to: "s3", protocol: "udp", port: 443 },
    expected: { answer: "blocked", blockers: ["endpoint-unavailable vpc-endpoint vpce-s3"] },
  },
  {
    name: "a group that names S3's list lets out to S3",
    way: "isolated",
    change: (parts, answers) => {
      addS3Gateway(parts, answers);
      addS3List(answers, ["52.218.0.0/17"]);
      parts.group("sg-node").IpPermissionsEgress = [
        { IpProtocol: "tcp", FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: "pl-s3" }] },
      ];
    },
    to: "s3",
    expected: { answer: "reachable" },
  },
  {
    name: "and lets nothing out to Systems Manager, though its entries were not read",
    way: "nat",
    change: ({ group }, answers) => {
      addS3List(answers, null);
      group("sg-node").IpPermissionsEgress = [
        { IpProtocol: "tcp", FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: "pl-s3" }] },
      ];
    },
    to: "ssm",
    expected: { answer: "blocked", blockers: ["security-group-egress-blocks security-group sg-node"] },
  },
  {
    name: "to S3 itself it may let out then",
    way: "nat",
    change: ({ group }, answers) => {
      addS3List(answers, null);
      group("sg-node").IpPermissionsEgress = [
        { IpProtocol: "tcp", FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: "pl-s3" }] },
      ];
    },
    to: "s3",
    expected: { answer: "undecided", doubts: ["ec2:GetManagedPrefixListEntries"] },
  },
  {
    name: "a gateway endpoint to which this table has no route leaves the table to blame: the VPC has one",
    way: "endpoints",
    change: (parts, answers) => {
      addS3Gateway(parts, answers);
      addS3List(answers, ["52.218.0.0/17"]);
      parts.table("rtb-node").Routes.pop();
    },
    to: "s3",
    expected: {
      answer: "blocked",
      blockers: ["route-missing route-table rtb-node"],
      code: "NO_ROUTE_TO_DESTINATION",
    },
  },
];
