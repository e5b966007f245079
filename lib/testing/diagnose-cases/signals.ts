import { type Case, hasNoRecord, isHalfReachable, isOnline, subject } from "./case.ts";

export const signals: Case[] = [
  {
    name: "a lost node with all of AWS in order is suspected on its host, and never more than likely",
    way: "endpoints",
    expected: { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}`, also: [] },
  },
  {
    name: "a node without a record and with all of AWS in order never registered",
    way: "nat",
    change: hasNoRecord,
    expected: { status: "unregistered", sure: "likely", cause: `agent-never-registered ${subject.node}` },
  },
  {
    name: "online, fresh, with an open channel and nothing in the way is reachable",
    way: "endpoints",
    change: isOnline,
    expected: { status: "reachable", sure: "decided", cause: null },
  },
  {
    name: "online with a closed channel and nothing in the way is degraded",
    way: "endpoints",
    change: isHalfReachable,
    expected: { status: "degraded", sure: "likely", cause: `session-channel-closed ${subject.node}` },
  },
  {
    name: "online with a ping of forty minutes ago is degraded, likely",
    way: "endpoints",
    change: (parts) => {
      isOnline(parts);
      parts.record.LastPingDateTime = "2026-11-01T11:20:00Z";
    },
    expected: { status: "degraded", sure: "likely" },
  },
  {
    name: "online with a blocked path is degraded, for what blocks it",
    way: "endpoints",
    change: (parts) => {
      isOnline(parts);
      parts.group("sg-node").IpPermissionsEgress = [];
    },
    expected: { status: "degraded", sure: "decided", cause: `security-group-egress-blocks ${subject.group}` },
  },
  {
    name: "a deprecated Inactive is a lost connection",
    way: "endpoints",
    change: ({ record }) => Object.assign(record, { PingStatus: "Inactive" }),
    expected: { status: "lost" },
  },
  {
    name: "a stopped instance is off, whatever SSM still has of it",
    way: "endpoints",
    change: (parts) => {
      isOnline(parts);
      parts.instance.State = { Code: 80, Name: "stopped" };
    },
    expected: { status: "off", sure: "decided", cause: `instance-stopped ${subject.node}` },
  },
  {
    name: "a stopping instance is off",
    way: "endpoints",
    change: ({ instance }) => Object.assign(instance, { State: { Name: "stopping" } }),
    expected: { status: "off", cause: `instance-stopped ${subject.node}` },
  },
  {
    name: "a terminated instance, which has no network any more, is gone",
    way: "endpoints",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      for (const field of ["VpcId", "SubnetId", "PrivateIpAddress"]) delete parts.instance[field];
      Object.assign(parts.instance, {
        State: { Name: "terminated" },
        NetworkInterfaces: [],
        SecurityGroups: [],
      });
    },
    expected: { status: "gone", sure: "decided", cause: `instance-terminated ${subject.node}` },
  },
  {
    name: "an instance that SSM lists and EC2 no longer knows is gone",
    way: "endpoints",
    change: (_, answers) => {
      answers["ec2:DescribeInstances"].Reservations = [];
    },
    expected: { status: "gone", cause: `instance-not-found ${subject.node}` },
  },
  {
    name: "an instance that was launched two minutes ago is starting",
    way: "nat",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      parts.instance.LaunchTime = "2026-11-01T11:58:00Z";
    },
    expected: { status: "unregistered", cause: `instance-launching ${subject.node}` },
  },
  {
    name: "a pending instance is starting",
    way: "nat",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      Object.assign(parts.instance, { State: { Name: "pending" }, LaunchTime: "2026-11-01T11:59:30Z" });
    },
    expected: { status: "unregistered", cause: `instance-launching ${subject.node}` },
  },
  {
    name: "a certain blocker beats a launch of moments ago",
    way: "nat",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      parts.instance.LaunchTime = "2026-11-01T11:58:00Z";
      parts.group("sg-node").IpPermissionsEgress = [];
    },
    expected: { status: "unregistered", cause: `security-group-egress-blocks ${subject.group}` },
  },
  {
    name: "an instance whose host is impaired is lost for that",
    way: "endpoints",
    change: (_, answers) => {
      answers["ec2:DescribeInstanceStatus"].InstanceStatuses[0].SystemStatus.Status = "impaired";
    },
    expected: { status: "lost", cause: `instance-status-impaired ${subject.node}` },
  },
  {
    name: "a silent hybrid machine is blamed itself: its network is not AWS's",
    way: "endpoints",
    change: ({ record }, answers) => {
      Object.assign(record, { InstanceId: "mi-0123456789abcdef0", ResourceType: "ManagedInstance" });
      answers["ec2:DescribeInstances"].Reservations = [];
    },
    expected: { status: "lost", cause: "hybrid-node-silent managed-node mi-0123456789abcdef0" },
  },
  {
    name: "a list of status checks that lacks the instance takes nothing from what certainly blocks",
    way: "endpoints",
    change: ({ group }, answers) => {
      answers["ec2:DescribeInstanceStatus"].InstanceStatuses = [];
      group("sg-node").IpPermissionsEgress = [];
    },
    expected: {
      status: "lost",
      sure: "decided",
      cause: `security-group-egress-blocks ${subject.group}`,
      outcomes: { "instance-status-impaired": "not-applicable" },
    },
  },
];
