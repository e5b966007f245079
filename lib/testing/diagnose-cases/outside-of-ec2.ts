import type { RawAnswers } from "../a-bundle.ts";
import { type Case, isOnline, type Parts } from "./case.ts";

const hybridId = "mi-0123456789abcdef0";
const absent = "i-0bbbbbbbbbbbbbbb2";

/** Nothing but an id that an association names. */
function isOnlyNamed(answers: RawAnswers, id: string, Key = "InstanceIds"): void {
  answers["ec2:DescribeInstances"].Reservations = [];
  answers["ssm:DescribeInstanceInformation"].InstanceInformationList = [];
  answers["ssm:ListAssociations"].Associations = [
    {
      ...{ AssociationId: "11111111-1111-1111-1111-111111111111", Name: "AWS-RunShellScript" },
      Targets: [{ Key, Values: [id] }],
    },
  ];
}

function hasActivation(answers: RawAnswers, changes: object): void {
  answers["ssm:DescribeActivations"].ActivationList = [
    {
      ...{
        ActivationId: "act-1",
        IamRole: "service-role/Hybrid",
        RegistrationLimit: 5,
        RegistrationsCount: 3,
      },
      ...{ ExpirationDate: "2026-10-01T00:00:00Z", Expired: true, ...changes },
    },
  ];
}

export const outsideOfEc2: Case[] = [
  {
    name: "a machine without a record, and an activation that expired with room left",
    way: "isolated",
    change: (_, answers) => {
      isOnlyNamed(answers, hybridId);
      hasActivation(answers, {});
    },
    expected: { status: "gone", sure: "likely", cause: "activation-expired activation act-1" },
  },
  {
    name: "an activation is expired at its date, and a target's key may be written in lower case",
    way: "isolated",
    change: (_, answers) => {
      isOnlyNamed(answers, hybridId, "instanceids");
      hasActivation(answers, { Expired: false, ExpirationDate: 1_793_534_399 });
    },
    expected: { status: "gone", sure: "likely", cause: "activation-expired activation act-1" },
  },
  {
    name: "an activation that is used up kept nobody out by its date",
    way: "isolated",
    change: (_, answers) => {
      isOnlyNamed(answers, hybridId);
      hasActivation(answers, {
        Expired: false,
        ExpirationDate: "2026-12-01T00:00:00Z",
        RegistrationsCount: 5,
      });
    },
    expected: { status: "gone", sure: "decided", cause: `instance-not-found managed-node ${hybridId}` },
  },
  {
    name: "activations that could not be read may be why",
    way: "isolated",
    denied: ["ssm:DescribeActivations"],
    change: (_, answers) => isOnlyNamed(answers, hybridId),
    expected: { status: "gone", sure: "likely", cause: `instance-not-found managed-node ${hybridId}` },
  },
  {
    name: "an instance that only an association still names is gone",
    way: "isolated",
    change: (_, answers) => isOnlyNamed(answers, absent),
    expected: { status: "gone", sure: "decided", cause: `instance-not-found instance ${absent}` },
  },
  {
    name: "and unknown where nobody could list the instances",
    way: "isolated",
    denied: ["ec2:DescribeInstances"],
    change: (_, answers) => isOnlyNamed(answers, absent),
    expected: { status: "unknown", sure: "undecided", cause: null },
  },
  {
    name: "a record is no instance, though SSM heard it a minute ago: EC2 does not have it here",
    way: "isolated",
    change: (parts: Parts, answers) => {
      isOnline(parts);
      answers["ec2:DescribeInstances"].Reservations = [];
    },
    expected: { status: "gone", sure: "decided", cause: "instance-not-found instance i-0aaaaaaaaaaaaaaa1" },
  },
  {
    name: "a machine whose activation's role was deleted cannot renew its credentials",
    way: "isolated",
    errors: { "iam:GetRole": [{ input: { RoleName: "Hybrid" }, code: "NoSuchEntity", message: "" }] },
    change: ({ record }, answers) => {
      Object.assign(record, { InstanceId: hybridId, ResourceType: "ManagedInstance", IamRole: "Hybrid" });
      answers["ec2:DescribeInstances"].Reservations = [];
    },
    expected: {
      status: "lost",
      sure: "decided",
      cause: "role-trust-wrong role arn:aws:iam::123456789012:role/Hybrid",
    },
  },
  {
    name: "a silent machine whose role nobody read is blamed itself all the same, as its network stays in the dark",
    way: "isolated",
    change: ({ record }, answers) => {
      Object.assign(record, { InstanceId: hybridId, ResourceType: "ManagedInstance", IamRole: "Hybrid" });
      answers["ec2:DescribeInstances"].Reservations = [];
    },
    expected: {
      status: "lost",
      sure: "likely",
      cause: `hybrid-node-silent managed-node ${hybridId}`,
      outcomes: { "role-actions-missing": "unknown" },
    },
  },
];
