import { type Case, deny443, isOnline, subject } from "./case.ts";

export const gaps: Case[] = [
  {
    name: "groups that could not be read leave the cause open, and name no other",
    way: "endpoints",
    denied: ["ec2:DescribeSecurityGroups"],
    expected: { status: "lost", sure: "undecided", cause: null },
  },
  {
    name: "a certain block stays one where the groups could not be read, and is likely only",
    way: "endpoints",
    denied: ["ec2:DescribeSecurityGroups"],
    change: ({ acl }) => acl("acl-node").Entries.push(deny443(true)),
    expected: { status: "lost", sure: "likely", cause: "network-acl-egress-blocks network-acl acl-node" },
  },
  {
    name: "a certain block stays one where IAM could not be read, and is likely only",
    way: "endpoints",
    denied: ["iam:GetInstanceProfile", "iam:GetRole"],
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = [];
    },
    expected: { status: "lost", sure: "likely", cause: `security-group-egress-blocks ${subject.group}` },
  },
  {
    name: "IAM that could not be read leaves the cause open",
    way: "endpoints",
    denied: ["iam:GetInstanceProfile"],
    expected: { status: "lost", sure: "undecided", cause: null },
  },
  {
    name: "routes that could not be read leave the cause open",
    way: "nat",
    denied: ["ec2:DescribeRouteTables"],
    expected: { status: "lost", sure: "undecided", cause: null },
  },
  {
    name: "a gap in the network does not touch a node that answers",
    way: "endpoints",
    denied: ["ec2:DescribeSecurityGroups", "ec2:DescribeNetworkAcls", "iam:GetRole"],
    change: isOnline,
    expected: { status: "reachable", cause: null },
  },
  {
    name: "instances that could not be read make the node unknown",
    way: "endpoints",
    denied: ["ec2:DescribeInstances"],
    expected: { status: "unknown", sure: "undecided", cause: null },
  },
  {
    name: "records that could not be read make a running node unknown",
    way: "endpoints",
    denied: ["ssm:DescribeInstanceInformation"],
    expected: { status: "unknown", sure: "undecided", cause: null },
  },
  {
    name: "records that could not be read change nothing of a stopped node",
    way: "endpoints",
    denied: ["ssm:DescribeInstanceInformation"],
    change: ({ instance }) => Object.assign(instance, { State: { Name: "stopped" } }),
    expected: { status: "off", cause: `instance-stopped ${subject.node}` },
  },
];
