import {
  addHostRole,
  allActions,
  type Case,
  hasNoProfile,
  hasNoRecord,
  isOnline,
  type Parts,
  setHostManagement,
  subject,
} from "./case.ts";

const backingOff = {
  ...{ status: "unregistered", sure: "likely", cause: `agent-backing-off ${subject.node}` },
};
const neverRegistered = {
  ...{ status: "unregistered", sure: "likely", cause: `agent-never-registered ${subject.node}`, until: null },
};

function switchOn(answers: Parameters<typeof setHostManagement>[0], LastModifiedDate: string | number): void {
  setHostManagement(answers, "service-role/HostManagement");
  answers["ssm:GetServiceSetting"][0].ServiceSetting.LastModifiedDate = LastModifiedDate;
  addHostRole(answers, "ssm.amazonaws.com", allActions);
}

function attach(answers: Parameters<typeof setHostManagement>[0], Timestamp: string): void {
  const [association] = answers["ec2:DescribeIamInstanceProfileAssociations"].IamInstanceProfileAssociations;
  association.Timestamp = Timestamp;
}

function hasNoActions({ statements }: Parts): void {
  statements[0].Action = ["s3:GetObject"];
}

export const times: Case[] = [
  {
    name: "default host management takes half an hour to reach a node without a profile",
    way: "nat",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      hasNoProfile(parts, answers);
      switchOn(answers, "2026-11-01T11:50:00Z");
    },
    expected: { ...backingOff, until: "2026-11-01T12:20:00.000Z" },
  },
  {
    name: "and one whose profile leaves it to that, by seconds since 1970 too",
    way: "nat",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      hasNoActions(parts);
      switchOn(answers, 1_793_533_800);
    },
    expected: { ...backingOff, until: "2026-11-01T12:20:00.000Z" },
  },
  {
    name: "after that it should have reached it",
    way: "nat",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      hasNoProfile(parts, answers);
      switchOn(answers, "2026-11-01T11:30:00Z");
    },
    expected: neverRegistered,
  },
  {
    name: "a profile that was attached while it ran may not have been noticed for an hour",
    way: "nat",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      attach(answers, "2026-11-01T11:40:00+00:00");
    },
    expected: { ...backingOff, until: "2026-11-01T12:40:00.000Z" },
  },
  {
    name: "and not for longer",
    way: "nat",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      attach(answers, "2026-11-01T11:00:00Z");
    },
    expected: neverRegistered,
  },
  {
    name: "waiting does not mend what is missing",
    way: "nat",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      hasNoActions(parts);
      attach(answers, "2026-11-01T11:40:00Z");
    },
    expected: { status: "unregistered", cause: `role-actions-missing ${subject.role}`, until: null },
  },
  {
    name: "a start of moments ago is the likely cause only, where what may stand in its way was not read",
    way: "endpoints",
    change: (parts, answers) => {
      parts.instance.LaunchTime = "2026-11-01T11:58:00Z";
      hasNoRecord(parts, answers);
    },
    denied: ["ec2:DescribeSecurityGroups"],
    expected: {
      status: "unregistered",
      sure: "likely",
      cause: `instance-launching ${subject.node}`,
      until: "2026-11-01T12:03:00.000Z",
    },
  },
  {
    name: "a record from before the start says nothing of this run",
    way: "nat",
    change: ({ instance }) => Object.assign(instance, { LaunchTime: "2026-11-01T11:57:00Z" }),
    expected: {
      ...{ status: "lost", sure: "decided", cause: `instance-launching ${subject.node}` },
      until: "2026-11-01T12:02:00.000Z",
    },
  },
  {
    name: "five minutes after the start silence counts",
    way: "nat",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      parts.instance.LaunchTime = "2026-11-01T11:55:00Z";
    },
    expected: neverRegistered,
  },
  {
    name: "an instance that EC2 cannot get to run keeps nobody waiting until a time",
    way: "nat",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      Object.assign(parts.instance, { State: { Name: "pending" }, LaunchTime: "2026-11-01T11:40:00Z" });
    },
    expected: { status: "unregistered", cause: `instance-launching ${subject.node}`, until: null },
  },
  {
    name: "no profile is certain from the first minute",
    way: "nat",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      hasNoProfile(parts, answers);
      parts.instance.LaunchTime = "2026-11-01T11:57:00Z";
    },
    expected: { status: "unregistered", sure: "decided", cause: `instance-profile-missing ${subject.node}` },
  },
  {
    name: "a ping of a quarter of an hour ago is fresh, in seconds since 1970",
    way: "nat",
    change: (parts) => {
      isOnline(parts);
      parts.record.LastPingDateTime = 1_793_533_500;
    },
    expected: { status: "reachable", sure: "decided", cause: null },
  },
  {
    name: "and one that is older is stale, whatever word SSM has for it",
    way: "nat",
    change: (parts) => {
      isOnline(parts);
      parts.record.LastPingDateTime = 1_793_533_499;
    },
    expected: { status: "degraded", sure: "likely", cause: `agent-silent ${subject.node}` },
  },
  {
    name: "a lost connection is one, however lately it was heard",
    way: "nat",
    change: ({ record }) => Object.assign(record, { LastPingDateTime: "2026-11-01T11:58:00Z" }),
    expected: { status: "lost", cause: `agent-silent ${subject.node}` },
  },
  {
    name: "a hibernating instance is off",
    way: "nat",
    change: ({ instance }) =>
      Object.assign(instance, {
        State: { Code: 80, Name: "stopped" },
        StateTransitionReason: "User initiated (2026-11-01 09:00:00 GMT)",
        StateReason: { Code: "Client.UserInitiatedHibernate" },
      }),
    expected: { status: "off", sure: "decided", cause: `instance-stopped ${subject.node}` },
  },
  {
    name: "a spot instance that was taken back is gone",
    way: "nat",
    change: ({ instance }) =>
      Object.assign(instance, {
        State: { Code: 48, Name: "terminated" },
        StateTransitionReason: "",
        StateReason: { Code: "Server.SpotInstanceTermination" },
      }),
    expected: { status: "gone", sure: "decided", cause: `instance-terminated ${subject.node}` },
  },
  {
    name: "metadata options that are not applied yet prove nothing",
    way: "nat",
    change: ({ instance }) =>
      Object.assign(instance.MetadataOptions, { HttpEndpoint: "disabled", State: "pending" }),
    expected: { status: "lost", sure: "likely", cause: `metadata-disabled ${subject.node}` },
  },
];
