import { nodeId, roleArn } from "../a-bundle.ts";
import { type Case, isOnline, subject } from "./case.ts";

const silent = { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` };

export const identityTraps: Case[] = [
  {
    name: "a right for another instance is none for this one",
    way: "nat",
    change: ({ statements }) => {
      statements.length = 0;
      statements.push(
        { Effect: "Allow", Action: "ssmmessages:*", Resource: "*" },
        {
          ...{ Effect: "Allow", Action: "ssm:*" },
          Resource: "arn:aws:ec2:eu-west-1:123456789012:instance/i-0ffffffffffffffff",
        },
      );
    },
    expected: { status: "lost", sure: "likely", cause: `role-actions-missing ${subject.role}` },
  },
  {
    name: "a right for all instances of the account is one for this one",
    way: "nat",
    change: ({ statements }) => {
      statements.length = 0;
      statements.push(
        { Effect: "Allow", Action: ["ssmmessages:*", "ec2messages:*"], Resource: "*" },
        { Effect: "Allow", Action: "ssm:*", Resource: "arn:aws:ec2:*:123456789012:instance/*" },
      );
    },
    expected: silent,
  },
  {
    name: "a guard that names the node itself denies it, and no sibling of its role",
    way: "nat",
    change: ({ statements }) => {
      statements.push({
        ...{ Effect: "Deny", Action: "ssm:UpdateInstanceInformation" },
        Resource: `arn:aws:ec2:eu-west-1:123456789012:instance/${nodeId}`,
      });
    },
    expected: { status: "lost", sure: "likely", cause: `role-actions-denied ${subject.role}` },
  },
  {
    name: "channels for sessions that are missing degrade a node that takes commands",
    way: "nat",
    change: (parts) => {
      isOnline(parts);
      parts.statements.length = 0;
      parts.statements.push({
        ...{ Effect: "Allow", Resource: "*" },
        Action: ["ssm:*", "ssmmessages:CreateControlChannel", "ssmmessages:OpenControlChannel"],
      });
    },
    expected: { status: "degraded", sure: "likely", cause: `role-actions-missing ${subject.role}` },
  },
  {
    name: "a trust that asks for an external id lets EC2 assume nothing",
    way: "nat",
    change: ({ role }) => {
      role.AssumeRolePolicyDocument.Statement[0].Condition = { StringEquals: { "sts:ExternalId": "x" } };
    },
    expected: { status: "lost", cause: `role-trust-wrong role ${roleArn}` },
  },
  {
    name: "a trust that names several services names EC2",
    way: "nat",
    change: ({ role }) => {
      role.AssumeRolePolicyDocument.Statement[0].Principal.Service = [
        "ssm.amazonaws.com",
        "ec2.amazonaws.com",
      ];
    },
    expected: silent,
  },
  {
    name: "an agent from before the second version of metadata cannot use it alone",
    way: "nat",
    change: ({ record }) => {
      record.AgentVersion = "2.3.1569.0";
    },
    expected: { status: "lost", cause: `metadata-version-unusable ${subject.node}` },
  },
  {
    name: "a hop limit of one is enough for an agent on the host",
    way: "nat",
    change: ({ instance }) => {
      instance.MetadataOptions.HttpPutResponseHopLimit = 1;
    },
    expected: silent,
  },
];
