import type { RawAnswers } from "../a-bundle.ts";
import { region, tcp443 } from "../a-bundle-network.ts";
import { type Case, egress, type Parts, subject } from "./case.ts";

const nodeBlock = "2001:db8:0:1::/64";
const block = (Ipv6CidrBlock: string) => [{ Ipv6CidrBlock, Ipv6CidrBlockState: { State: "associated" } }];
const aRoute6 = (DestinationIpv6CidrBlock: string, target: object) => ({
  ...{ DestinationIpv6CidrBlock, State: "active", Origin: "CreateRoute" },
  ...target,
});
const allow6 = (Egress: boolean) => ({
  ...{ RuleNumber: 101, Egress, Protocol: "-1", RuleAction: "allow", Ipv6CidrBlock: "::/0" },
});

/** A subnet and a node without any IPv4 address, whose groups and ACLs let IPv6 through. */
function hasIpv6Alone({ vpc, subnet, instance, group, acl, table, record }: Parts): void {
  record.AgentVersion = "3.3.3572.0";
  vpc.Ipv6CidrBlockAssociationSet = block("2001:db8::/56");
  const node = subnet("subnet-node");
  delete node.CidrBlock;
  Object.assign(node, { Ipv6Native: true, Ipv6CidrBlockAssociationSet: block(nodeBlock) });
  subnet("subnet-endpoint").Ipv6CidrBlockAssociationSet = block("2001:db8:0:2::/64");
  subnet("subnet-public").Ipv6CidrBlockAssociationSet = block("2001:db8:0:3::/64");
  delete instance.PrivateIpAddress;
  const [own] = instance.NetworkInterfaces;
  delete own.PrivateIpAddress;
  Object.assign(own, { PrivateIpAddresses: [], Ipv6Addresses: [{ Ipv6Address: "2001:db8:0:1::5" }] });
  group("sg-node").IpPermissionsEgress[0].Ipv6Ranges = [{ CidrIpv6: "::/0" }];
  for (const name of ["acl-node", "acl-endpoint", "acl-public"])
    acl(name).Entries.push(allow6(true), allow6(false));
  for (const name of ["rtb-node", "rtb-main", "rtb-public"])
    table(name).Routes.push(aRoute6("2001:db8::/56", { GatewayId: "local" }));
}

function hasEgressOnlyGateway(parts: Parts, answers: RawAnswers): void {
  hasIpv6Alone(parts);
  answers["ec2:DescribeEgressOnlyInternetGateways"].EgressOnlyInternetGateways = [
    { EgressOnlyInternetGatewayId: "eigw-1", Attachments: [{ VpcId: "vpc-1", State: "attached" }] },
  ];
  parts.table("rtb-node").Routes.push(aRoute6("::/0", { EgressOnlyInternetGatewayId: "eigw-1" }));
}

function hasDualStackEndpoints(parts: Parts, answers: RawAnswers): void {
  hasIpv6Alone(parts);
  const { group } = parts;
  group("sg-endpoint").IpPermissions = egress(tcp443({ Ipv6Ranges: [{ CidrIpv6: "2001:db8::/56" }] }));
  for (const endpoint of answers["ec2:DescribeVpcEndpoints"].VpcEndpoints) {
    const service = endpoint.ServiceName.split(".").at(-1);
    Object.assign(endpoint, { IpAddressType: "dualstack", DnsOptions: { DnsRecordIpType: "dualstack" } });
    endpoint.DnsEntries.push({ DnsName: `${service}.${region}.api.aws`, HostedZoneId: "Z2" });
  }
  answers["ec2:DescribeNetworkInterfaces"].NetworkInterfaces.forEach(
    (each: { Ipv6Addresses: unknown[] }, index: number) => {
      each.Ipv6Addresses = [{ Ipv6Address: `2001:db8:0:2::${index + 10}` }];
    },
  );
}

const silent = { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` };

export const ipv6: Case[] = [
  {
    name: "a node with IPv6 alone leaves by an egress-only gateway",
    way: "isolated",
    change: hasEgressOnlyGateway,
    expected: silent,
  },
  {
    name: "an agent from before IPv6 does not use that way by itself",
    way: "isolated",
    change: (parts, answers) => {
      hasEgressOnlyGateway(parts, answers);
      parts.record.AgentVersion = "3.3.1957.0";
    },
    expected: { status: "lost", sure: "likely", cause: `agent-outdated ${subject.node}` },
  },
  {
    name: "an address of IPv6 is public where the route leads to the internet gateway",
    way: "public",
    change: (parts) => {
      hasIpv6Alone(parts);
      parts.instance.SubnetId = "subnet-public";
      parts.table("rtb-public").Routes.push(aRoute6("::/0", { GatewayId: "igw-1" }));
      const node = parts.subnet("subnet-public");
      delete node.CidrBlock;
      Object.assign(node, { Ipv6Native: true });
      const [own] = parts.instance.NetworkInterfaces;
      delete own.Association;
      delete parts.instance.PublicIpAddress;
      own.Ipv6Addresses = [{ Ipv6Address: "2001:db8:0:3::5" }];
    },
    expected: silent,
  },
  {
    name: "rules for IPv4 alone let no packet of IPv6 out",
    way: "isolated",
    change: (parts, answers) => {
      hasEgressOnlyGateway(parts, answers);
      parts.group("sg-node").IpPermissionsEgress = egress(tcp443({ IpRanges: [{ CidrIp: "0.0.0.0/0" }] }));
    },
    expected: { status: "lost", sure: "decided", cause: `security-group-egress-blocks ${subject.group}` },
  },
  {
    name: "entries for IPv4 alone let no packet of IPv6 out of the subnet",
    way: "isolated",
    change: (parts, answers) => {
      hasEgressOnlyGateway(parts, answers);
      const acl = parts.acl("acl-node");
      acl.Entries = acl.Entries.filter(
        (entry: { Ipv6CidrBlock?: string; Egress: boolean }) => !entry.Ipv6CidrBlock || !entry.Egress,
      );
    },
    expected: { status: "lost", sure: "decided", cause: "network-acl-egress-blocks network-acl acl-node" },
  },
  {
    name: "Block Public Access in both directions stops an egress-only gateway",
    way: "isolated",
    change: (parts, answers) => {
      hasEgressOnlyGateway(parts, answers);
      Object.assign(answers["ec2:DescribeVpcBlockPublicAccessOptions"].VpcBlockPublicAccessOptions, {
        InternetGatewayBlockMode: "block-bidirectional",
      });
    },
    expected: { status: "lost", sure: "decided", cause: "public-access-blocked vpc vpc-1" },
  },
  {
    name: "Block Public Access of ingress leaves an egress-only gateway alone",
    way: "isolated",
    change: (parts, answers) => {
      hasEgressOnlyGateway(parts, answers);
      Object.assign(answers["ec2:DescribeVpcBlockPublicAccessOptions"].VpcBlockPublicAccessOptions, {
        InternetGatewayBlockMode: "block-ingress",
      });
    },
    expected: silent,
  },
  {
    name: "endpoints of both families serve a node with IPv6 alone",
    way: "endpoints",
    change: hasDualStackEndpoints,
    expected: silent,
  },
  {
    name: "endpoints of both families whose records are of IPv4 alone do not",
    way: "endpoints",
    change: (parts, answers) => {
      hasDualStackEndpoints(parts, answers);
      for (const endpoint of answers["ec2:DescribeVpcEndpoints"].VpcEndpoints)
        endpoint.DnsOptions.DnsRecordIpType = "ipv4";
    },
    expected: { status: "lost", sure: "decided", cause: "endpoint-address-family vpc-endpoint vpce-ssm" },
  },
  {
    name: "endpoints of IPv4 alone do not, and nothing else leads there",
    way: "endpoints",
    change: (parts) => hasIpv6Alone(parts),
    expected: { status: "lost", sure: "decided", cause: "endpoint-address-family vpc-endpoint vpce-ssm" },
  },
  {
    name: "endpoints of both families whose records are of IPv6 alone serve no node of IPv4",
    way: "endpoints",
    change: (_, answers) => {
      for (const endpoint of answers["ec2:DescribeVpcEndpoints"].VpcEndpoints)
        Object.assign(endpoint, { IpAddressType: "dualstack", DnsOptions: { DnsRecordIpType: "ipv6" } });
    },
    expected: { status: "lost", sure: "decided", cause: "endpoint-address-family vpc-endpoint vpce-ssm" },
  },
  {
    name: "nor do endpoints of IPv6 alone, where nobody listed their interfaces",
    way: "endpoints",
    change: (_, answers) => {
      for (const endpoint of answers["ec2:DescribeVpcEndpoints"].VpcEndpoints)
        Object.assign(endpoint, { IpAddressType: "ipv6", DnsOptions: { DnsRecordIpType: "ipv6" } });
    },
    denied: ["ec2:DescribeNetworkInterfaces"],
    expected: { status: "lost", sure: "decided", cause: "endpoint-address-family vpc-endpoint vpce-ssm" },
  },
  {
    name: "whether the node has that family nobody knows where its subnet was not read",
    way: "endpoints",
    change: (_, answers) => {
      for (const endpoint of answers["ec2:DescribeVpcEndpoints"].VpcEndpoints)
        Object.assign(endpoint, { IpAddressType: "dualstack", DnsOptions: { DnsRecordIpType: "ipv6" } });
    },
    denied: ["ec2:DescribeSubnets"],
    expected: { status: "lost", sure: "undecided" },
  },
  {
    name: "the group of endpoints of both families may admit one family only",
    way: "endpoints",
    change: (parts, answers) => {
      hasDualStackEndpoints(parts, answers);
      parts.group("sg-endpoint").IpPermissions = egress(tcp443({ IpRanges: [{ CidrIp: "0.0.0.0/0" }] }));
    },
    expected: {
      status: "lost",
      sure: "decided",
      cause: `endpoint-security-group-blocks ${subject.endpointGroup}`,
    },
  },
  {
    name: "translated names lead any agent through a NAT gateway in another subnet",
    way: "nat",
    change: (parts) => {
      hasIpv6Alone(parts);
      parts.record.AgentVersion = "3.3.1957.0";
      parts.subnet("subnet-node").EnableDns64 = true;
      parts.table("rtb-node").Routes.push(aRoute6("64:ff9b::/96", { NatGatewayId: "nat-1" }));
    },
    expected: silent,
  },
  {
    name: "translated names lead nowhere without a route for them",
    way: "nat",
    change: (parts) => {
      hasIpv6Alone(parts);
      parts.subnet("subnet-node").EnableDns64 = true;
    },
    expected: { status: "lost", sure: "decided", cause: "ipv6-path-missing subnet subnet-node" },
  },
  {
    name: "a node with both families does not leave by IPv6 where its names have IPv4 alone",
    way: "nat",
    change: (parts, answers) => {
      hasEgressOnlyGateway(parts, answers);
      const node = parts.subnet("subnet-node");
      Object.assign(node, { CidrBlock: "10.0.1.0/24", Ipv6Native: false });
      parts.instance.PrivateIpAddress = "10.0.1.10";
      const [own] = parts.instance.NetworkInterfaces;
      own.PrivateIpAddresses = [{ PrivateIpAddress: "10.0.1.10", Primary: true }];
      own.PrivateIpAddress = "10.0.1.10";
      const table = parts.table("rtb-node");
      table.Routes = table.Routes.filter((route: { NatGatewayId?: string }) => !route.NatGatewayId);
      parts.record.AgentVersion = "3.3.1957.0";
    },
    expected: { status: "lost", cause: `route-missing ${subject.table}` },
  },
];
