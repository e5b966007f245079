import type { RawAnswers } from "../a-bundle.ts";
import { tcp443 } from "../a-bundle-network.ts";
import { allActions, deny443, egress, encoded, type Parts } from "../diagnose-cases/case.ts";
import { addInterface, type TraceCase } from "./case.ts";

const id = "vpce-0123456789abcdef0";
const ofRegion = `${id}-abcdefgh.ssm.eu-west-1.vpce.amazonaws.com`;
const ofZone = (zone: string) => `${id}-abcdefgh-${zone}.ssm.eu-west-1.vpce.amazonaws.com`;

/** The endpoint of Systems Manager with an id as AWS gives them, in two zones. */
function named({ endpoint, subnet }: Parts, answers: RawAnswers): void {
  Object.assign(endpoint("ssm"), {
    ...{ VpcEndpointId: id, PrivateDnsEnabled: false },
    ...{ SubnetIds: ["subnet-endpoint", "subnet-public"], NetworkInterfaceIds: ["eni-ssm", "eni-ssm-b"] },
    DnsEntries: [{ DnsName: ofRegion, HostedZoneId: "Z1" }],
  });
  subnet("subnet-public").AvailabilityZone = "eu-west-1b";
  addInterface(answers, "eni-ssm-b", "subnet-public", "10.0.0.20", ["sg-endpoint"]);
}
const both = { service: "ssm", endpoint: id, addresses: ["10.0.2.10", "10.0.0.20"] };

export const endpoints: TraceCase[] = [
  ...[ofRegion, `*.${ofRegion}`, `https://${ofRegion}:443/`, ofRegion.toUpperCase(), id].map(
    (to): TraceCase => ({
      name: `${to} leads to the interfaces of that very endpoint`,
      way: "endpoints",
      change: named,
      to,
      expected: { answer: "reachable", blockers: [], doubts: [], destination: both },
    }),
  ),
  {
    name: "its name in one zone leads to the interface there",
    way: "endpoints",
    change: named,
    to: ofZone("eu-west-1b"),
    expected: { answer: "reachable", destination: { service: "ssm", addresses: ["10.0.0.20"] } },
  },
  {
    name: "and in a zone where it has none, to nothing",
    way: "endpoints",
    change: named,
    to: ofZone("eu-west-1c"),
    expected: { answer: "blocked", blockers: [`endpoint-unavailable vpc-endpoint ${id}`] },
  },
  {
    name: "one of its subnets that is shut is a warning, as names answer with each",
    way: "endpoints",
    change: (parts, answers) => {
      named(parts, answers);
      parts.acl("acl-public").Entries.push(deny443(false));
    },
    to: ofRegion,
    expected: { answer: "reachable", warnings: ["SOME_ADDRESSES_ONLY"] },
  },
  {
    name: "and the name of that subnet's zone is blocked",
    way: "endpoints",
    change: (parts, answers) => {
      named(parts, answers);
      parts.acl("acl-public").Entries.push(deny443(false));
    },
    to: ofZone("eu-west-1b"),
    expected: { answer: "blocked", blockers: ["endpoint-network-acl-blocks network-acl acl-public"] },
  },
  {
    name: "its groups ask who sends",
    way: "endpoints",
    change: (parts, answers) => {
      named(parts, answers);
      parts.group("sg-endpoint").IpPermissions = egress(tcp443({ IpRanges: [{ CidrIp: "10.0.7.0/24" }] }));
    },
    to: ofRegion,
    expected: { answer: "blocked", blockers: ["endpoint-security-group-blocks security-group sg-endpoint"] },
  },
  {
    name: "its policy is about calls and not about packets",
    way: "endpoints",
    change: (parts, answers) => {
      named(parts, answers);
      parts.endpoint("ssm") ?? answers;
      for (const each of answers["ec2:DescribeVpcEndpoints"].VpcEndpoints)
        each.PolicyDocument = encoded({ Effect: "Deny", Principal: "*", Action: allActions, Resource: "*" });
    },
    to: ofRegion,
    expected: { answer: "reachable", blockers: [] },
  },
  {
    name: "one that waits to be accepted takes nothing",
    way: "endpoints",
    change: (parts, answers) => {
      parts.endpoint("ssm").State = "pendingAcceptance";
      named(parts, answers);
    },
    to: ofRegion,
    expected: { answer: "blocked", blockers: [`endpoint-unavailable vpc-endpoint ${id}`] },
  },
  {
    name: "a name does not resolve without DNS support",
    way: "endpoints",
    change: (parts, answers) => {
      named(parts, answers);
      answers["ec2:DescribeVpcAttribute"][0].EnableDnsSupport.Value = false;
    },
    to: ofRegion,
    expected: { answer: "blocked", blockers: ["vpc-dns-disabled vpc vpc-1"] },
  },
  {
    name: "and needs no DNS hostnames, as it is a public name",
    way: "endpoints",
    change: (parts, answers) => {
      named(parts, answers);
      answers["ec2:DescribeVpcAttribute"][1].EnableDnsHostnames.Value = false;
    },
    to: ofRegion,
    expected: { answer: "reachable" },
  },
  {
    name: "an id is no name, so DNS does not matter to it",
    way: "endpoints",
    change: (parts, answers) => {
      named(parts, answers);
      answers["ec2:DescribeVpcAttribute"][0].EnableDnsSupport.Value = false;
    },
    to: id,
    expected: { answer: "reachable" },
  },
  {
    name: "what other name servers answer is not known",
    way: "endpoints",
    change: (parts, answers) => {
      named(parts, answers);
      answers["ec2:DescribeDhcpOptions"].DhcpOptions[0].DhcpConfigurations[0].Values = [
        { Value: "10.9.9.9" },
      ];
    },
    to: ofRegion,
    expected: { answer: "undecided", doubts: ["DNS_CUSTOM_SERVERS"] },
  },
  {
    name: "an endpoint that was not described may be another account's",
    way: "endpoints",
    to: ofRegion,
    expected: { answer: "undecided", doubts: ["UNKNOWN_RESOURCE"] },
  },
  {
    name: "and where endpoints were not read, the read is named",
    way: "endpoints",
    change: named,
    denied: ["ec2:DescribeVpcEndpoints"],
    to: ofRegion,
    expected: { answer: "undecided", doubts: ["ec2:DescribeVpcEndpoints"] },
  },
  {
    name: "a gateway endpoint has no address",
    way: "isolated",
    change: (_, answers) => {
      answers["ec2:DescribeVpcEndpoints"].VpcEndpoints.push({
        ...{ VpcEndpointId: id, VpcEndpointType: "Gateway", VpcId: "vpc-1", State: "available" },
        ...{ ServiceName: "com.amazonaws.eu-west-1.s3", RouteTableIds: ["rtb-node"] },
      });
    },
    to: id,
    expected: { answer: "blocked", blockers: [`target-malformed vpc-endpoint ${id}`] },
  },
  {
    name: "an endpoint of somebody's own service is found by its name too",
    way: "endpoints",
    change: (parts, answers) => {
      parts.endpoint("ssm").ServiceName = "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0";
      named(parts, answers);
    },
    to: `${id}-abcdefgh.vpce-svc-0123456789abcdef0.eu-west-1.vpce.amazonaws.com`,
    expected: { answer: "reachable", destination: { service: null, addresses: both.addresses } },
  },
  {
    name: "a bucket behind an endpoint of S3 is that endpoint",
    way: "endpoints",
    change: (parts, answers) => {
      parts.endpoint("ssm").ServiceName = "com.amazonaws.eu-west-1.s3";
      named(parts, answers);
    },
    to: `logs.bucket.${id}-abcdefgh.s3.eu-west-1.vpce.amazonaws.com`,
    expected: { answer: "reachable", destination: { service: "s3", addresses: both.addresses } },
  },
];
