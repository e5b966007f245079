import type { RawAnswers } from "../a-bundle.ts";
import { anInterface } from "../a-bundle-network.ts";
import { type Case, deny443, subject } from "./case.ts";

const silent = { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` };

function setServers(answers: RawAnswers, ...servers: string[]): void {
  const [options] = answers["ec2:DescribeDhcpOptions"].DhcpOptions;
  options.DhcpConfigurations[0].Values = servers.map((Value) => ({ Value }));
}

function addSecondSubnet({ acl }: { acl(id: string): { NetworkAclId: string } }, answers: RawAnswers): void {
  const [node] = answers["ec2:DescribeSubnets"].Subnets;
  answers["ec2:DescribeSubnets"].Subnets.push({
    ...node,
    ...{ SubnetId: "subnet-b", CidrBlock: "10.0.3.0/24" },
    ...{ AvailabilityZone: "eu-west-1b", AvailabilityZoneId: "euw1-az2" },
  });
  answers["ec2:DescribeNetworkAcls"].NetworkAcls.push({
    ...structuredClone(acl("acl-endpoint")),
    ...{ NetworkAclId: "acl-b", Associations: [{ NetworkAclId: "acl-b", SubnetId: "subnet-b" }] },
  });
}

const zones = (...Names: string[]) => [
  {
    input: { VPCId: "vpc-1", VPCRegion: "eu-west-1" },
    output: {
      HostedZoneSummaries: Names.map((Name, index) => ({
        ...{ HostedZoneId: `Z${index}`, Name, Owner: { OwningAccount: "210987654321" } },
      })),
    },
  },
];

export const names: Case[] = [
  {
    name: "the second address of the VPC is Amazon's own resolver",
    way: "endpoints",
    change: (_, answers) => setServers(answers, "10.0.0.2"),
    expected: silent,
  },
  {
    name: "another server beside Amazon's may answer what it likes",
    way: "endpoints",
    change: (_, answers) => setServers(answers, "AmazonProvidedDNS", "10.9.0.2"),
    expected: { status: "lost", sure: "undecided", cause: "resolver-unprovable dhcp-options dopt-1" },
  },
  {
    name: "own servers of which each answer is let through nowhere",
    way: "nat",
    change: ({ acl }, answers) => {
      setServers(answers, "10.9.0.2");
      acl("acl-node").Entries.push({ ...deny443(true), RuleNumber: 1, Protocol: "-1" });
    },
    expected: { status: "lost" },
  },
  {
    name: "an endpoint in another zone serves the whole VPC",
    way: "endpoints",
    change: (parts, answers) => {
      addSecondSubnet(parts, answers);
      for (const service of ["ssm", "ssmmessages"]) parts.endpoint(service).SubnetIds = ["subnet-b"];
      for (const each of answers["ec2:DescribeNetworkInterfaces"].NetworkInterfaces)
        Object.assign(each, { SubnetId: "subnet-b" });
    },
    expected: silent,
  },
  {
    name: "an endpoint of which one zone is closed works with the other",
    way: "endpoints",
    change: (parts, answers) => {
      addSecondSubnet(parts, answers);
      for (const service of ["ssm", "ssmmessages"]) {
        parts.endpoint(service).SubnetIds.push("subnet-b");
        parts.endpoint(service).NetworkInterfaceIds.push(`eni-${service}-b`);
        answers["ec2:DescribeNetworkInterfaces"].NetworkInterfaces.push({
          ...anInterface(`eni-${service}-b`, "subnet-b", service === "ssm" ? "10.0.3.10" : "10.0.3.11", [
            "sg-endpoint",
          ]),
          InterfaceType: "vpc_endpoint",
        });
      }
      parts.acl("acl-b").Entries.push(deny443(false));
    },
    expected: silent,
  },
  {
    name: "an endpoint of which every zone is closed",
    way: "endpoints",
    change: (parts, answers) => {
      addSecondSubnet(parts, answers);
      for (const service of ["ssm", "ssmmessages"]) {
        parts.endpoint(service).SubnetIds = ["subnet-b"];
        for (const each of answers["ec2:DescribeNetworkInterfaces"].NetworkInterfaces)
          Object.assign(each, { SubnetId: "subnet-b" });
      }
      parts.acl("acl-b").Entries.push(deny443(false));
    },
    expected: { status: "lost", sure: "decided", cause: "endpoint-network-acl-blocks network-acl acl-b" },
  },
  {
    name: "private DNS for inbound resolvers alone answers no node of the VPC",
    way: "endpoints",
    change: ({ endpoint }) => {
      endpoint("ssm").DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint = true;
    },
    expected: { status: "lost", sure: "decided", cause: "endpoint-private-dns-off vpc-endpoint vpce-ssm" },
  },
  {
    name: "private zones for the services' names may lead to endpoints that stand elsewhere",
    way: "isolated",
    change: (_, answers) => {
      answers["route53:ListHostedZonesByVPC"] = zones(
        "ssm.eu-west-1.amazonaws.com.",
        "ssmmessages.eu-west-1.amazonaws.com.",
      );
    },
    expected: { status: "lost", sure: "undecided", cause: "resolver-unprovable hosted-zone vpc-1/Z0" },
  },
  {
    name: "a private zone for one of the names leaves the other without any way",
    way: "isolated",
    change: (_, answers) => {
      answers["route53:ListHostedZonesByVPC"] = zones("ssm.eu-west-1.amazonaws.com.");
    },
    expected: { status: "lost", sure: "likely", cause: "endpoint-missing vpc vpc-1" },
  },
  {
    name: "an endpoint answers for its name before a private zone of the name's parent",
    way: "endpoints",
    change: (_, answers) => {
      answers["route53:ListHostedZonesByVPC"] = zones("eu-west-1.amazonaws.com.");
    },
    expected: silent,
  },
  {
    name: "a private zone for one's own names leads no service anywhere",
    way: "isolated",
    change: (_, answers) => {
      answers["route53:ListHostedZonesByVPC"] = zones("corp.example.");
    },
    expected: { status: "lost", sure: "decided", cause: "endpoint-missing vpc vpc-1" },
  },
];
