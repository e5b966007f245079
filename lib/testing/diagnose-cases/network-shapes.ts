import { tcp443 } from "../a-bundle-network.ts";
import { allow, type Case, egress, onlyIn, type Parts, subject } from "./case.ts";

const silent = { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` };
const decided = (cause: string) => ({ status: "lost", sure: "decided", cause });
const undecided = (cause: string | null) => ({ status: "lost", sure: "undecided", cause });

function isWindowsByDetails({ instance }: Parts): void {
  Object.assign(instance, { PlatformDetails: "Windows with SQL Server Standard" });
}

/** What AWS leaves out, spells otherwise or has lately added, and what it means. */
export const networkShapes: Case[] = [
  {
    name: "an instance that tells its address and groups itself, and no interface",
    way: "endpoints",
    change: ({ instance }) => {
      delete instance.NetworkInterfaces;
    },
    expected: silent,
  },
  {
    name: "an interface with no more than its address",
    way: "endpoints",
    change: ({ instance, group }) => {
      instance.NetworkInterfaces = [
        { NetworkInterfaceId: "eni-node", PrivateIpAddress: "10.0.1.10", Attachment: { DeviceIndex: 0 } },
      ];
      group("sg-endpoint").IpPermissions = egress(tcp443({ UserIdGroupPairs: [{ GroupId: "sg-node" }] }));
    },
    expected: silent,
  },
  {
    name: "an interface whose groups are told by the instance alone, and let nothing out",
    way: "endpoints",
    change: ({ instance, group }) => {
      delete instance.NetworkInterfaces[0].Groups;
      group("sg-node").IpPermissionsEgress = [];
    },
    expected: decided(`security-group-egress-blocks ${subject.group}`),
  },
  {
    name: "Windows is told by the platform's details where nothing else says so",
    way: "nat",
    change: (parts) => {
      isWindowsByDetails(parts);
      onlyIn(parts.acl("acl-node"), allow(100, false, 32768, 48000));
    },
    expected: decided("network-acl-ingress-blocks network-acl acl-node"),
  },
  {
    name: "endpoints without their DNS entries and address types",
    way: "endpoints",
    change: (_, answers) => {
      for (const endpoint of answers["ec2:DescribeVpcEndpoints"].VpcEndpoints)
        for (const field of ["DnsEntries", "DnsOptions", "IpAddressType"]) delete endpoint[field];
    },
    expected: silent,
  },
  {
    name: "the state of an endpoint as it is documented, in capitals",
    way: "endpoints",
    change: ({ endpoint }) => Object.assign(endpoint("ssm"), { State: "Available" }),
    expected: silent,
  },
  {
    name: "an endpoint whose entries name it private, and that does not say so otherwise",
    way: "endpoints",
    change: ({ endpoint }) => {
      delete endpoint("ssm").PrivateDnsEnabled;
    },
    expected: silent,
  },
  {
    name: "an endpoint of which nobody tells the groups",
    way: "endpoints",
    change: ({ endpoint }, answers) => {
      for (const service of ["ssm", "ssmmessages"]) endpoint(service).Groups = [];
      for (const each of answers["ec2:DescribeNetworkInterfaces"].NetworkInterfaces) each.Groups = [];
    },
    expected: undecided("path-unprovable vpc-endpoint vpce-ssm"),
  },
  {
    name: "an endpoint that answers for the names of IPv6 alone answers no agent that calls by IPv4",
    way: "endpoints",
    change: ({ endpoint }) => {
      endpoint("ssm").DnsEntries = [
        { DnsName: "vpce-0a-1b.ssm.eu-west-1.vpce.amazonaws.com", HostedZoneId: "Z1" },
        { DnsName: "ssm.eu-west-1.api.aws", HostedZoneId: "Z2" },
      ];
    },
    expected: decided("endpoint-private-dns-off vpc-endpoint vpce-ssm"),
  },
  {
    name: "an endpoint of the service's FIPS variant is one of another name",
    way: "endpoints",
    change: ({ endpoint }) => {
      endpoint("ssm").ServiceName = "com.amazonaws.eu-west-1.ssm-fips";
    },
    expected: decided("endpoint-missing vpc vpc-1"),
  },
  {
    name: "an endpoint for another Region's service",
    way: "endpoints",
    change: ({ endpoint }) =>
      Object.assign(endpoint("ssm"), {
        ServiceName: "com.amazonaws.us-east-1.ssm",
        ServiceRegion: "us-east-1",
      }),
    expected: decided("endpoint-missing vpc vpc-1"),
  },
  {
    name: "an endpoint that waits to be accepted leaves the traffic to NAT",
    way: "nat",
    change: (_, answers) => {
      answers["ec2:DescribeVpcEndpoints"].VpcEndpoints.push({
        ...{ VpcEndpointId: "vpce-ssm", VpcEndpointType: "Interface", VpcId: "vpc-1" },
        ...{
          ServiceName: "com.amazonaws.eu-west-1.ssm",
          State: "pendingAcceptance",
          PrivateDnsEnabled: true,
        },
      });
    },
    expected: silent,
  },
  {
    name: "port 0 is a port, and none of the agent's",
    way: "nat",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = egress({
        ...{ IpProtocol: "tcp", FromPort: 0, ToPort: 0, IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
      });
    },
    expected: decided(`security-group-egress-blocks ${subject.group}`),
  },
  {
    name: "a prefix list of a customer's own whose entries nobody could read may let out",
    way: "nat",
    change: ({ group }, answers) => {
      answers["ec2:DescribeManagedPrefixLists"].PrefixLists.push({
        ...{ PrefixListId: "pl-own", PrefixListName: "out", AddressFamily: "IPv4", OwnerId: "123456789012" },
      });
      group("sg-node").IpPermissionsEgress = egress(tcp443({ PrefixListIds: [{ PrefixListId: "pl-own" }] }));
    },
    expected: undecided(null),
  },
  {
    name: "blocks of IPv6 that AWS lists without a state",
    way: "endpoints",
    change: ({ vpc, subnet }) => {
      vpc.Ipv6CidrBlockAssociationSet = [{ Ipv6CidrBlock: "2a05:d018:1:100::/56" }];
      subnet("subnet-node").Ipv6CidrBlockAssociationSet = [{ Ipv6CidrBlock: "2a05:d018:1:101::/64" }];
    },
    expected: silent,
  },
  ...[
    ["169.254.169.253", silent],
    ["fd00:ec2::253", silent],
    ["10.0.0.2", silent],
    ["100.64.0.2", undecided("resolver-unprovable dhcp-options dopt-1")],
    ["8.8.8.8", undecided("resolver-unprovable dhcp-options dopt-1")],
  ].map(
    ([server, expected]): Case => ({
      name: `name server ${server} is ${expected === silent ? "Amazon's" : "somebody's own"}`,
      way: "endpoints",
      change: ({ vpc }, answers) => {
        const state = { CidrBlockState: { State: "associated" } };
        vpc.CidrBlockAssociationSet = ["100.64.0.0/16", "10.0.0.0/16"].map((CidrBlock) => ({
          ...{ CidrBlock, ...state },
        }));
        const [options] = answers["ec2:DescribeDhcpOptions"].DhcpOptions;
        options.DhcpConfigurations = [
          { Key: "domain-name", Values: [{ Value: "eu-west-1.compute.internal" }] },
          { Key: "domain-name-servers", Values: [{ Value: server }] },
        ];
      },
      expected: expected as Case["expected"],
    }),
  ),
];
