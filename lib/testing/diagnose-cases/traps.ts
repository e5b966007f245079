import type { RawAnswers } from "../a-bundle.ts";
import { anInterface, aRoute, localRoute, tcp443 } from "../a-bundle-network.ts";
import { allow, type Case, egress, onlyIn, type Parts, subject } from "./case.ts";

const silent = { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` };

function addGroup(answers: RawAnswers, GroupId: string, IpPermissions: object[], more: object[] = []): void {
  answers["ec2:DescribeSecurityGroups"].SecurityGroups.push({
    ...{ GroupId, GroupName: GroupId, VpcId: "vpc-1", IpPermissions, IpPermissionsEgress: more },
  });
}

function carry({ instance }: Parts, ...ids: string[]): void {
  const groups = ids.map((GroupId) => ({ GroupId, GroupName: GroupId }));
  instance.SecurityGroups = groups;
  instance.NetworkInterfaces[0].Groups = groups;
}

function isWindows({ instance, record }: Parts): void {
  Object.assign(instance, { Platform: "windows", PlatformDetails: "Windows" });
  Object.assign(record, { PlatformType: "Windows", PlatformName: "Microsoft Windows Server 2022" });
}

const byGroup = (GroupId: string) =>
  egress(tcp443({ UserIdGroupPairs: [{ GroupId, UserId: "123456789012" }] }));
const from = (CidrIp: string) => egress(tcp443({ IpRanges: [{ CidrIp }] }));

export const traps: Case[] = [
  {
    name: "a reference to the endpoints' group lets nothing out to public addresses",
    way: "nat",
    change: ({ group }, answers) => {
      addGroup(answers, "sg-endpoint-2", []);
      group("sg-node").IpPermissionsEgress = byGroup("sg-endpoint-2");
    },
    expected: { status: "lost", sure: "decided", cause: `security-group-egress-blocks ${subject.group}` },
  },
  {
    name: "all ports of UDP are none of TCP",
    way: "nat",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = egress({
        ...{ IpProtocol: "udp", FromPort: 0, ToPort: 65535, IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
      });
    },
    expected: { status: "lost", sure: "decided", cause: `security-group-egress-blocks ${subject.group}` },
  },
  {
    name: "a default group on the endpoints admits only who carries it",
    way: "endpoints",
    change: ({ group }) => {
      group("sg-endpoint").IpPermissions = egress({
        ...{ IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: "sg-endpoint" }] },
      });
    },
    expected: {
      status: "lost",
      sure: "decided",
      cause: `endpoint-security-group-blocks ${subject.endpointGroup}`,
    },
  },
  {
    name: "and admits a node that does",
    way: "endpoints",
    change: (parts) => {
      parts.group("sg-endpoint").IpPermissions = egress({
        ...{ IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: "sg-endpoint" }] },
      });
      carry(parts, "sg-node", "sg-endpoint");
    },
    expected: silent,
  },
  {
    name: "one of the endpoints' groups that admits is enough",
    way: "endpoints",
    change: ({ group, endpoint }, answers) => {
      addGroup(answers, "sg-closed", []);
      for (const service of ["ssm", "ssmmessages"]) {
        endpoint(service).Groups.unshift({ GroupId: "sg-closed", GroupName: "closed" });
      }
      for (const each of answers["ec2:DescribeNetworkInterfaces"].NetworkInterfaces)
        each.Groups.unshift({ GroupId: "sg-closed", GroupName: "closed" });
      group("sg-endpoint").IpPermissions = from("10.0.1.0/24");
    },
    expected: silent,
  },
  {
    name: "the endpoints' group admits a prefix list of subnets",
    way: "endpoints",
    change: ({ group }, answers) => {
      answers["ec2:DescribeManagedPrefixLists"].PrefixLists = [
        {
          PrefixListId: "pl-office",
          PrefixListName: "office",
          State: "create-complete",
          AddressFamily: "IPv4",
        },
      ];
      answers["ec2:GetManagedPrefixListEntries"] = [
        { input: { PrefixListId: "pl-office" }, output: { Entries: [{ Cidr: "10.0.1.0/24" }] } },
      ];
      group("sg-endpoint").IpPermissions = egress(tcp443({ PrefixListIds: [{ PrefixListId: "pl-office" }] }));
    },
    expected: silent,
  },
  {
    name: "a node in a secondary block of the VPC that the endpoints' group forgot",
    way: "endpoints",
    change: ({ vpc, subnet, instance, table }) => {
      vpc.CidrBlockAssociationSet = ["10.0.0.0/16", "100.64.0.0/16"].map((CidrBlock) => ({
        ...{ CidrBlock, CidrBlockState: { State: "associated" } },
      }));
      subnet("subnet-node").CidrBlock = "100.64.1.0/24";
      table("rtb-node").Routes.push(aRoute("100.64.0.0/16", { GatewayId: "local" }));
      instance.PrivateIpAddress = "100.64.1.10";
      const [own] = instance.NetworkInterfaces;
      own.PrivateIpAddress = "100.64.1.10";
      own.PrivateIpAddresses = [{ PrivateIpAddress: "100.64.1.10", Primary: true }];
    },
    expected: {
      status: "lost",
      sure: "decided",
      cause: `endpoint-security-group-blocks ${subject.endpointGroup}`,
    },
  },
  {
    name: "replies to Windows come to other ports than to Linux",
    way: "nat",
    change: (parts) => {
      isWindows(parts);
      onlyIn(parts.acl("acl-node"), allow(100, false, 32768, 40000));
    },
    expected: { status: "lost", sure: "decided", cause: "network-acl-ingress-blocks network-acl acl-node" },
  },
  {
    name: "replies to Windows through an ACL that was written for it",
    way: "nat",
    change: (parts) => {
      isWindows(parts);
      onlyIn(parts.acl("acl-node"), allow(100, false, 49152, 65535));
    },
    expected: silent,
  },
  {
    name: "replies from endpoints may be admitted from their subnet alone",
    way: "endpoints",
    change: ({ acl }) => onlyIn(acl("acl-node"), allow(100, false, 1024, 65535, "10.0.2.0/24")),
    expected: silent,
  },
  {
    name: "entries of an ACL count by their number, wherever they stand",
    way: "nat",
    change: ({ acl }) => {
      acl("acl-node").Entries.push(
        { ...allow(200, true, 443, 443), RuleAction: "deny" },
        { ...allow(50, true, 443, 443), RuleAction: "allow" },
      );
    },
    expected: silent,
  },
  {
    name: "an endpoint that stands in no subnet answers nobody",
    way: "endpoints",
    change: ({ endpoint }) => Object.assign(endpoint("ssm"), { SubnetIds: [], NetworkInterfaceIds: [] }),
    expected: { status: "lost", cause: "endpoint-unavailable vpc-endpoint vpce-ssm" },
  },
  {
    name: "an old endpoint that failed beside a new one that serves",
    way: "endpoints",
    change: ({ endpoint }, answers) => {
      answers["ec2:DescribeVpcEndpoints"].VpcEndpoints.unshift({
        ...structuredClone(endpoint("ssm")),
        ...{ VpcEndpointId: "vpce-0old", State: "failed", NetworkInterfaceIds: [], PrivateDnsEnabled: false },
      });
    },
    expected: silent,
  },
  {
    name: "endpoints that are being deleted leave the traffic to NAT",
    way: "nat",
    change: (_, answers) => {
      answers["ec2:DescribeVpcEndpoints"].VpcEndpoints = [
        {
          ...{ VpcEndpointId: "vpce-ssm", VpcEndpointType: "Interface", VpcId: "vpc-1", State: "deleting" },
          ...{ ServiceName: "com.amazonaws.eu-west-1.ssm", PrivateDnsEnabled: true, SubnetIds: [] },
          ...{ NetworkInterfaceIds: [], Groups: [], DnsEntries: [] },
        },
      ];
    },
    expected: silent,
  },
  {
    name: "endpoints go before a transit gateway that nobody here can see into",
    way: "endpoints",
    change: ({ table }) => {
      table("rtb-node").Routes = [localRoute, aRoute("0.0.0.0/0", { TransitGatewayId: "tgw-1" })];
    },
    expected: silent,
  },
  {
    name: "a firewall between the subnets decides alone what reaches the endpoints",
    way: "endpoints",
    change: ({ table }, answers) => {
      table("rtb-node").Routes.push(aRoute("10.0.2.0/24", { GatewayId: "vpce-firewall" }));
      answers["ec2:DescribeVpcEndpoints"].VpcEndpoints.push({
        ...{ VpcEndpointId: "vpce-firewall", VpcEndpointType: "GatewayLoadBalancer", VpcId: "vpc-1" },
        ...{ ServiceName: "com.amazonaws.vpce.eu-west-1.vpce-svc-1", State: "available" },
      });
    },
    expected: { status: "lost", sure: "undecided" },
  },
  {
    name: "DNS hostnames that are off do no harm where names lead over NAT",
    way: "nat",
    change: (_, answers) => {
      answers["ec2:DescribeVpcAttribute"][1].EnableDnsHostnames.Value = false;
    },
    expected: silent,
  },
  {
    name: "DNS support that is off is not asked where the servers are one's own",
    way: "nat",
    change: (_, answers) => {
      answers["ec2:DescribeVpcAttribute"][0].EnableDnsSupport.Value = false;
      answers["ec2:DescribeDhcpOptions"].DhcpOptions[0].DhcpConfigurations[0].Values = [
        { Value: "10.9.0.2" },
      ];
    },
    expected: { status: "lost", sure: "undecided", cause: "resolver-unprovable dhcp-options dopt-1" },
  },
  {
    name: "a group of another account that nobody describes may let out",
    way: "nat",
    change: (parts) => carry(parts, "sg-0foreign"),
    expected: { status: "lost", sure: "undecided" },
  },
  {
    name: "a NAT gateway whose subnet leads to a gateway that is not attached",
    way: "nat",
    change: (_, answers) => {
      answers["ec2:DescribeInternetGateways"].InternetGateways[0].Attachments = [];
    },
    expected: { status: "lost", sure: "decided", cause: "internet-gateway-detached internet-gateway igw-1" },
  },
  {
    name: "an exclusion of the NAT gateway's subnet lifts what Block Public Access closes",
    way: "nat",
    change: (_, answers) => {
      const { VpcBlockPublicAccessOptions: options } = answers["ec2:DescribeVpcBlockPublicAccessOptions"];
      options.InternetGatewayBlockMode = "block-bidirectional";
      answers["ec2:DescribeVpcBlockPublicAccessExclusions"].VpcBlockPublicAccessExclusions = [
        {
          ...{ ExclusionId: "vpcbpa-exclude-1", InternetGatewayExclusionMode: "allow-egress" },
          ...{ State: "create-complete" },
          ResourceArn: "arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-public",
        },
      ];
    },
    expected: silent,
  },
  {
    name: "an exclusion of the node's subnet does nothing for the NAT gateway's",
    way: "nat",
    change: (_, answers) => {
      const { VpcBlockPublicAccessOptions: options } = answers["ec2:DescribeVpcBlockPublicAccessOptions"];
      options.InternetGatewayBlockMode = "block-bidirectional";
      answers["ec2:DescribeVpcBlockPublicAccessExclusions"].VpcBlockPublicAccessExclusions = [
        {
          ...{ ExclusionId: "vpcbpa-exclude-1", InternetGatewayExclusionMode: "allow-bidirectional" },
          ...{ State: "create-complete" },
          ResourceArn: "arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-node",
        },
      ];
    },
    expected: { status: "lost", sure: "decided" },
  },
  {
    name: "a group that lets out to one of several addresses of an endpoint works now and then",
    way: "endpoints",
    change: ({ endpoint, group }, answers) => {
      for (const [service, address] of [
        ["ssm", "10.0.2.30"],
        ["ssmmessages", "10.0.2.31"],
      ] as const) {
        endpoint(service).NetworkInterfaceIds.push(`eni-${service}-2`);
        answers["ec2:DescribeNetworkInterfaces"].NetworkInterfaces.push({
          ...anInterface(`eni-${service}-2`, "subnet-endpoint", address, ["sg-endpoint"]),
          InterfaceType: "vpc_endpoint",
        });
      }
      group("sg-node").IpPermissionsEgress = from("10.0.2.0/28");
    },
    expected: silent,
  },
];
