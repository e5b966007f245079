import { nodeId, roleArn } from "../a-bundle.ts";
import { account } from "../a-bundle-network.ts";
import { addInline, type Case, encoded, isHalfReachable, isOnline, setBoundary, subject } from "./case.ts";

const silent = { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` };
const denied = { status: "lost", sure: "likely", cause: `role-actions-denied ${subject.role}` };
const missing = { status: "lost", sure: "likely", cause: `role-actions-missing ${subject.role}` };
const open = { status: "lost", sure: "undecided", cause: null };

const deny = (changes: object) => encoded({ Effect: "Deny", Action: "*", Resource: "*", ...changes });
const unless = (key: string, value: unknown) => ({ Condition: { StringNotEquals: { [key]: value } } });
const instances = (ids: string) => `arn:aws:ec2:eu-west-1:${account}:instance/${ids}`;

export const guards: Case[] = [
  {
    name: "a denial of all but some, URL-encoded, takes the channel",
    way: "nat",
    change: (parts, answers) => {
      isHalfReachable(parts);
      const { Statement } = parts.role.AssumeRolePolicyDocument;
      parts.role.AssumeRolePolicyDocument = encoded(...Statement);
      addInline(answers, deny({ Action: undefined, NotAction: ["ssm:*", "s3:*"] }));
    },
    expected: { ...denied, status: "degraded" },
  },
  {
    name: "a denial as forms encode it is one",
    way: "nat",
    change: (_, answers) => addInline(answers, deny({ Sid: "No one" }).replaceAll("%20", "+")),
    expected: denied,
  },
  {
    name: "a denial of all resources but instances spares this one",
    way: "nat",
    change: (_, answers) =>
      addInline(answers, deny({ Action: "ssm:Update*", Resource: undefined, NotResource: instances("i-*") })),
    expected: silent,
  },
  {
    name: "a denial of all resources but other instances hits this one",
    way: "nat",
    change: (_, answers) =>
      addInline(
        answers,
        deny({ Action: "ssm:Update*", Resource: undefined, NotResource: instances("i-0bbb*") }),
      ),
    expected: denied,
  },
  {
    name: "a guard by a tag that the role has spares it",
    way: "nat",
    change: ({ role }, answers) => {
      role.Tags = [{ Key: "team", Value: "core" }];
      addInline(answers, deny(unless("aws:PrincipalTag/team", "core")));
    },
    expected: silent,
  },
  {
    name: "a guard by a tag that is none of the role's denies it",
    way: "nat",
    change: ({ role }, answers) => {
      role.Tags = [{ Key: "owner", Value: "web" }];
      addInline(answers, deny(unless("aws:PrincipalTag/team", "core")));
    },
    expected: denied,
  },
  {
    name: "a guard by a tag of what is called cannot be decided",
    way: "nat",
    change: (_, answers) =>
      addInline(answers, deny({ Condition: { StringEquals: { "aws:ResourceTag/quarantine": "yes" } } })),
    expected: { ...denied, sure: "undecided" },
  },
  {
    name: "the session channel is about nothing that has tags, so a guard by one of them spares it",
    way: "nat",
    change: (_, answers) =>
      addInline(
        answers,
        deny({
          Action: "ssmmessages:*",
          Condition: { StringEquals: { "ssm:resourceTag/quarantine": ["yes"] } },
        }),
      ),
    expected: silent,
  },
  {
    name: "and one by another tag than the node's denies it",
    way: "nat",
    change: (parts, answers) => {
      isHalfReachable(parts);
      addInline(
        answers,
        deny({ Action: "ssmmessages:*", Condition: { StringNotEquals: { "aws:ResourceTag/team": "core" } } }),
      );
    },
    expected: { ...denied, status: "degraded" },
  },
  {
    name: "a guard that pins a role's credentials to one instance denies it to this one",
    way: "nat",
    change: (_, answers) =>
      addInline(
        answers,
        deny({ Condition: { ArnNotEquals: { "ec2:SourceInstanceARN": instances("i-0ccccccccccccccc3") } } }),
      ),
    expected: denied,
  },
  {
    name: "a guard that pins them to their instance's VPC spares calls over that VPC's endpoints",
    way: "endpoints",
    change: (_, answers) => addInline(answers, deny(unless("aws:SourceVpc", `\${aws:EC2InstanceSourceVPC}`))),
    expected: silent,
  },
  {
    name: "and denies them over NAT",
    way: "nat",
    change: (_, answers) => addInline(answers, deny(unless("aws:SourceVpc", `\${aws:EC2InstanceSourceVPC}`))),
    expected: denied,
  },
  {
    name: "a right that ended yesterday is none today",
    way: "nat",
    change: ({ statements }) => {
      statements[0].Condition = { DateLessThan: { "aws:CurrentTime": "2026-10-31T00:00:00Z" } };
    },
    expected: missing,
  },
  {
    name: "a boundary that denies what it allows elsewhere is the one to blame",
    way: "nat",
    change: (parts, answers) =>
      setBoundary(
        parts,
        answers,
        { Effect: "Allow", Action: "*", Resource: "*" },
        { Effect: "Deny", Action: "ssm:Update*", Resource: "*" },
      ),
    expected: { status: "lost", cause: `permissions-boundary-denies ${subject.role}` },
  },
  {
    name: "a boundary that could not be read may take anything, and trust and profile are known all the same",
    way: "nat",
    change: (parts, answers) => {
      setBoundary(parts, answers);
      answers["iam:GetPolicyVersion"].pop();
    },
    expected: {
      ...open,
      outcomes: {
        "instance-profile-empty": "pass",
        "role-trust-wrong": "pass",
        "default-host-management-broken": "not-applicable",
        "agent-outdated": "pass",
        "permissions-boundary-denies": "unknown",
      },
    },
  },
  {
    name: "what a boundary keeps from an agent that is too old for the session channel's commands",
    way: "nat",
    change: (parts, answers) => {
      isOnline(parts);
      parts.record.AgentVersion = "3.1.700.0";
      setBoundary(parts, answers, { Effect: "Allow", NotAction: "ec2messages:*", Resource: "*" });
    },
    expected: { status: "degraded", sure: "likely", cause: `permissions-boundary-denies ${subject.role}` },
  },
  {
    name: "what a newer agent only falls back to is no fault",
    way: "nat",
    change: (parts) => {
      isOnline(parts);
      parts.record.AgentVersion = "3.2.900.0";
      parts.statements[0].Action = ["ssm:*", "ssmmessages:*"];
    },
    expected: { status: "reachable", cause: null, outcomes: { "role-actions-missing": "warn" } },
  },
  {
    name: "in a Region without the older channel such an agent is too old",
    way: "nat",
    scope: { partition: "aws", account, region: "mx-central-1" },
    change: (parts) => {
      isOnline(parts);
      parts.record.AgentVersion = "3.1.700.0";
    },
    expected: { status: "degraded", sure: "likely", cause: `agent-outdated ${subject.node}` },
  },
  {
    name: "a denial on the node's own ARN is asked for this node",
    way: "nat",
    change: (_, answers) =>
      addInline(answers, deny({ Action: ["ssm:UpdateInstanceInformation"], Resource: [instances(nodeId)] })),
    expected: { ...denied, cause: `role-actions-denied role ${roleArn}` },
  },
];
