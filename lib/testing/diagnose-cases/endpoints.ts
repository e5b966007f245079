import { account, openEntries, region, tcp443 } from "../a-bundle-network.ts";
import { allow, type Case, deny443, egress, hasNoRecord, isHalfReachable, onlyIn, subject } from "./case.ts";

export const endpoints: Case[] = [
  {
    name: "a group that lets nothing out",
    way: "endpoints",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = egress({
        IpProtocol: "tcp",
        FromPort: 80,
        ToPort: 80,
        IpRanges: [{ CidrIp: "0.0.0.0/0" }],
      });
    },
    expected: {
      status: "lost",
      sure: "decided",
      cause: `security-group-egress-blocks ${subject.group}`,
      also: [],
    },
  },
  {
    name: "ICMP's type is no port",
    way: "endpoints",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = egress({
        IpProtocol: "icmp",
        FromPort: -1,
        ToPort: -1,
        IpRanges: [{ CidrIp: "0.0.0.0/0" }],
      });
    },
    expected: { status: "lost", cause: `security-group-egress-blocks ${subject.group}` },
  },
  {
    name: "a group that lets out to the endpoint's group by reference",
    way: "endpoints",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = egress(
        tcp443({ UserIdGroupPairs: [{ GroupId: "sg-endpoint", UserId: account }] }),
      );
    },
    expected: { status: "lost", cause: `agent-silent ${subject.node}` },
  },
  {
    name: "the protocol by its number",
    way: "endpoints",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = egress({
        ...tcp443({ IpRanges: [{ CidrIp: "10.0.2.0/24" }] }),
        IpProtocol: "6",
      });
    },
    expected: { status: "lost", cause: `agent-silent ${subject.node}` },
  },
  {
    name: "endpoints whose group does not admit the node",
    way: "endpoints",
    change: ({ group }) => {
      group("sg-endpoint").IpPermissions = egress(tcp443({ IpRanges: [{ CidrIp: "10.0.9.0/24" }] }));
    },
    expected: {
      status: "lost",
      sure: "decided",
      cause: `endpoint-security-group-blocks ${subject.endpointGroup}`,
    },
  },
  {
    name: "endpoints whose group admits the node's group",
    way: "endpoints",
    change: ({ group }) => {
      group("sg-endpoint").IpPermissions = egress(
        tcp443({ UserIdGroupPairs: [{ GroupId: "sg-node", UserId: account }] }),
      );
    },
    expected: { status: "lost", cause: `agent-silent ${subject.node}` },
  },
  {
    name: "of two blockers the first on the way is the cause, and the other is told",
    way: "endpoints",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = [];
      group("sg-endpoint").IpPermissions = [];
    },
    expected: {
      status: "lost",
      cause: `security-group-egress-blocks ${subject.group}`,
      also: [`endpoint-security-group-blocks ${subject.endpointGroup}`],
    },
  },
  {
    name: "an ACL of the node's subnet that denies 443 out",
    way: "endpoints",
    change: ({ acl }) => acl("acl-node").Entries.push(deny443(true)),
    expected: { status: "lost", sure: "decided", cause: "network-acl-egress-blocks network-acl acl-node" },
  },
  {
    name: "an ACL of the node's subnet that drops the replies",
    way: "endpoints",
    change: ({ acl }) => onlyIn(acl("acl-node"), allow(100, false, 443, 443)),
    expected: { status: "lost", sure: "decided", cause: "network-acl-ingress-blocks network-acl acl-node" },
  },
  {
    name: "replies to a Linux client need its own range only",
    way: "endpoints",
    change: ({ acl }) => onlyIn(acl("acl-node"), allow(100, false, 32768, 61000)),
    expected: { status: "lost", cause: `agent-silent ${subject.node}` },
  },
  {
    name: "an ACL of the endpoints' subnet that denies 443 in",
    way: "endpoints",
    change: ({ acl }) => acl("acl-endpoint").Entries.push(deny443(false)),
    expected: { status: "lost", cause: "endpoint-network-acl-blocks network-acl acl-endpoint" },
  },
  {
    name: "an ACL of the endpoints' subnet that drops the replies",
    way: "endpoints",
    change: ({ acl }) => {
      acl("acl-endpoint").Entries = [
        ...openEntries().filter(({ Egress }) => !Egress),
        allow(100, true, 443, 443),
      ];
    },
    expected: { status: "lost", cause: "endpoint-network-acl-blocks network-acl acl-endpoint" },
  },
  {
    name: "no ACL stands between two interfaces of one subnet",
    way: "endpoints",
    change: ({ instance, acl }) => {
      instance.SubnetId = "subnet-endpoint";
      instance.PrivateIpAddress = "10.0.2.99";
      Object.assign(instance.NetworkInterfaces[0], {
        SubnetId: "subnet-endpoint",
        PrivateIpAddress: "10.0.2.99",
        PrivateIpAddresses: [{ PrivateIpAddress: "10.0.2.99", Primary: true }],
      });
      acl("acl-endpoint").Entries = openEntries().filter(({ RuleNumber }) => RuleNumber === 32767);
    },
    expected: { status: "lost", cause: `agent-silent ${subject.node}` },
  },
  {
    name: "an endpoint that failed, and nothing else leads there",
    way: "endpoints",
    change: ({ endpoint }) => Object.assign(endpoint("ssm"), { State: "failed" }),
    expected: { status: "lost", sure: "decided", cause: "endpoint-unavailable vpc-endpoint vpce-ssm" },
  },
  {
    name: "an endpoint that waits to be accepted",
    way: "endpoints",
    change: ({ endpoint }) => Object.assign(endpoint("ssm"), { State: "pendingAcceptance" }),
    expected: { status: "lost", cause: "endpoint-unavailable vpc-endpoint vpce-ssm" },
  },
  {
    name: "an endpoint without private DNS, and nothing else leads there",
    way: "endpoints",
    change: ({ endpoint }) => Object.assign(endpoint("ssm"), { PrivateDnsEnabled: false }),
    expected: { status: "lost", sure: "decided", cause: "endpoint-private-dns-off vpc-endpoint vpce-ssm" },
  },
  {
    name: "an endpoint of a service that is merely named alike brings nothing closer",
    way: "endpoints",
    change: ({ endpoint }) => {
      endpoint("ssm").ServiceName = `com.amazonaws.${region}.ssm-contacts`;
    },
    expected: { status: "lost", cause: "endpoint-missing vpc vpc-1" },
  },
  {
    name: "DNS hostnames that are off take the endpoints' names away",
    way: "endpoints",
    change: (_, answers) => {
      answers["ec2:DescribeVpcAttribute"][1].EnableDnsHostnames.Value = false;
    },
    expected: { status: "lost", sure: "decided", cause: "vpc-dns-disabled vpc vpc-1" },
  },
  {
    name: "DNS support that is off resolves nothing",
    way: "nat",
    change: (_, answers) => {
      answers["ec2:DescribeVpcAttribute"][0].EnableDnsSupport.Value = false;
    },
    expected: { status: "lost", sure: "decided", cause: "vpc-dns-disabled vpc vpc-1" },
  },
  {
    name: "nobody here can see what other DNS servers answer",
    way: "endpoints",
    change: (_, answers) => {
      const [options] = answers["ec2:DescribeDhcpOptions"].DhcpOptions;
      options.DhcpConfigurations[0].Values = [{ Value: "10.9.0.2" }];
    },
    expected: { status: "lost", sure: "undecided", cause: "resolver-unprovable dhcp-options dopt-1" },
  },
  {
    name: "whatever other DNS servers answer, a group that lets nothing out blocks",
    way: "endpoints",
    change: ({ group }, answers) => {
      const [options] = answers["ec2:DescribeDhcpOptions"].DhcpOptions;
      options.DhcpConfigurations[0].Values = [{ Value: "10.9.0.2" }];
      group("sg-node").IpPermissionsEgress = [];
    },
    expected: { status: "lost", sure: "decided", cause: `security-group-egress-blocks ${subject.group}` },
  },
  {
    name: "no endpoint and no way out",
    way: "isolated",
    change: hasNoRecord,
    expected: { status: "unregistered", sure: "decided", cause: "endpoint-missing vpc vpc-1" },
  },
  {
    name: "the heartbeat gets through and the channel has no endpoint",
    way: "endpoints",
    change: (parts, answers) => {
      isHalfReachable(parts);
      answers["ec2:DescribeVpcEndpoints"].VpcEndpoints.pop();
    },
    expected: { status: "degraded", sure: "decided", cause: "endpoint-missing vpc vpc-1" },
  },
];
