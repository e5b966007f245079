import { aRoute, localRoute, tcp443 } from "../a-bundle-network.ts";
import { type Case, egress, isHalfReachable, isOnline, subject } from "./case.ts";

const open = { status: "lost", sure: "undecided", cause: null };
const denied = { code: "AccessDenied", message: "not authorized" };

export const partialGaps: Case[] = [
  {
    name: "ACLs that could not be read leave the cause open",
    way: "endpoints",
    denied: ["ec2:DescribeNetworkAcls"],
    expected: open,
  },
  {
    name: "endpoints that could not be read may capture what NAT would carry",
    way: "nat",
    denied: ["ec2:DescribeVpcEndpoints"],
    expected: open,
  },
  {
    name: "a group that lets nothing out blocks, whatever endpoints there are",
    way: "nat",
    denied: ["ec2:DescribeVpcEndpoints"],
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = [];
    },
    expected: { status: "lost", sure: "likely", cause: `security-group-egress-blocks ${subject.group}` },
  },
  {
    name: "NAT gateways that could not be read leave the cause open",
    way: "nat",
    denied: ["ec2:DescribeNatGateways"],
    expected: open,
  },
  {
    name: "interfaces of endpoints that could not be read stand in the endpoints' subnets, where all is open",
    way: "endpoints",
    denied: ["ec2:DescribeNetworkInterfaces"],
    expected: { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` },
  },
  {
    name: "and leave the cause open where a group lets out to one address of them",
    way: "endpoints",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = egress(tcp443({ IpRanges: [{ CidrIp: "10.0.2.10/32" }] }));
    },
    denied: ["ec2:DescribeNetworkInterfaces"],
    expected: open,
  },
  {
    name: "status checks that could not be read may hide an impaired host",
    way: "nat",
    denied: ["ec2:DescribeInstanceStatus"],
    expected: open,
  },
  {
    name: "and hide nothing of a node that is heard, whose channel is closed",
    way: "nat",
    change: isHalfReachable,
    denied: ["ec2:DescribeInstanceStatus"],
    expected: { status: "degraded", sure: "likely", cause: `session-channel-closed ${subject.node}` },
  },
  {
    name: "a channel that could not be asked leaves a node that answers reachable, likely",
    way: "nat",
    change: isOnline,
    denied: ["ssm:GetConnectionStatus"],
    expected: { status: "reachable", sure: "likely", cause: null },
  },
  {
    name: "one policy that could not be read may hold the right that is missing",
    way: "nat",
    change: (_, answers) => {
      answers["iam:GetPolicyVersion"] = [];
    },
    errors: { "iam:GetPolicyVersion": { input: { VersionId: "v2" }, ...denied } },
    expected: open,
  },
  {
    name: "inline policies that nobody could list may deny",
    way: "nat",
    denied: ["iam:ListRolePolicies"],
    expected: { ...open, outcomes: { "role-actions-denied": "unknown" } },
  },
  {
    name: "VPC attributes that could not be read leave the cause open",
    way: "endpoints",
    denied: ["ec2:DescribeVpcAttribute"],
    expected: open,
  },
  {
    name: "exclusions that could not be read may lift what blocks",
    way: "nat",
    change: (_, answers) => {
      Object.assign(answers["ec2:DescribeVpcBlockPublicAccessOptions"].VpcBlockPublicAccessOptions, {
        InternetGatewayBlockMode: "block-bidirectional",
      });
    },
    denied: ["ec2:DescribeVpcBlockPublicAccessExclusions"],
    expected: open,
  },
  {
    name: "a missing profile is certain where the network could not be read",
    way: "nat",
    change: ({ instance }, answers) => {
      delete instance.IamInstanceProfile;
      answers["ec2:DescribeIamInstanceProfileAssociations"].IamInstanceProfileAssociations = [];
    },
    denied: ["ec2:DescribeSecurityGroups", "ec2:DescribeRouteTables"],
    expected: { status: "lost", sure: "decided", cause: `instance-profile-missing ${subject.node}` },
  },
  {
    name: "a peering connection that could not be read leaves open where it leads",
    way: "nat",
    change: ({ table }) => {
      table("rtb-node").Routes = [localRoute, aRoute("0.0.0.0/0", { VpcPeeringConnectionId: "pcx-1" })];
    },
    denied: ["ec2:DescribeVpcPeeringConnections"],
    expected: open,
  },
  {
    name: "an interface that could not be read leaves open what it forwards",
    way: "nat",
    change: ({ table }) => {
      table("rtb-node").Routes = [localRoute, aRoute("0.0.0.0/0", { NetworkInterfaceId: "eni-proxy" })];
    },
    denied: ["ec2:DescribeNetworkInterfaces"],
    expected: open,
  },
];
