import { roleArn } from "../a-bundle.ts";
import { account, aRoute, region } from "../a-bundle-network.ts";
import { type Case, isHalfReachable, type Parts, subject } from "./case.ts";

const silent = { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` };
const undecided = { status: "lost", sure: "undecided" };

function allowUnder({ statements }: Parts, Condition: object): void {
  for (const statement of statements) statement.Condition = Condition;
}

function denyUnder({ statements }: Parts, Condition: object, Action: string | string[] = "*"): void {
  statements.push({ Sid: "Guard", Effect: "Deny", Action, Resource: "*", Condition });
}

function setEndpointPolicies(parts: Parts, ...Statement: object[]): void {
  for (const service of ["ssm", "ssmmessages"])
    parts.endpoint(service).PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
}
const anyone = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };

export const policies: Case[] = [
  {
    name: "a guard that denies all Regions but others denies this one",
    way: "nat",
    change: (parts) =>
      denyUnder(parts, { StringNotEquals: { "aws:RequestedRegion": ["us-east-1", "us-west-2"] } }),
    expected: { status: "lost", sure: "likely", cause: `role-actions-denied ${subject.role}` },
  },
  {
    name: "a guard that denies all Regions but this one spares it",
    way: "nat",
    change: (parts) =>
      denyUnder(parts, { StringNotEquals: { "aws:RequestedRegion": [region, "us-east-1"] } }),
    expected: silent,
  },
  {
    name: "a right for another Region alone is none",
    way: "nat",
    change: (parts) => allowUnder(parts, { StringEquals: { "aws:RequestedRegion": "us-east-1" } }),
    expected: { status: "lost", sure: "likely", cause: `role-actions-missing ${subject.role}` },
  },
  {
    name: "a guard by an endpoint spares calls that go over it",
    way: "endpoints",
    change: (parts) =>
      denyUnder(parts, { StringNotEquals: { "aws:SourceVpce": ["vpce-ssm", "vpce-ssmmessages"] } }),
    expected: silent,
  },
  {
    name: "a guard by an endpoint denies calls that go over another",
    way: "endpoints",
    change: (parts) => denyUnder(parts, { StringNotEquals: { "aws:SourceVpce": "vpce-0other" } }),
    expected: { status: "lost", sure: "likely", cause: `role-actions-denied ${subject.role}` },
  },
  {
    name: "a guard by an endpoint denies calls that leave over NAT",
    way: "nat",
    change: (parts) => denyUnder(parts, { StringNotEquals: { "aws:SourceVpce": "vpce-ssm" } }),
    expected: { status: "lost", sure: "likely", cause: `role-actions-denied ${subject.role}` },
  },
  {
    name: "a guard by a public address denies calls that go over an endpoint, as they have none",
    way: "endpoints",
    change: (parts) => denyUnder(parts, { NotIpAddress: { "aws:SourceIp": ["198.51.100.0/24"] } }),
    expected: { status: "lost", sure: "likely", cause: `role-actions-denied ${subject.role}` },
  },
  {
    name: "a guard by an endpoint cannot be decided where nobody here knows the way",
    way: "nat",
    change: (parts) => {
      denyUnder(parts, { StringNotEquals: { "aws:SourceVpce": "vpce-ssm" } });
      parts.table("rtb-node").Routes[1] = aRoute("0.0.0.0/0", { TransitGatewayId: "tgw-1" });
    },
    expected: undecided,
  },
  {
    name: "a right by an endpoint is none for calls that go over another",
    way: "endpoints",
    change: (parts) => allowUnder(parts, { StringEquals: { "aws:SourceVpce": "vpce-0other" } }),
    expected: { status: "lost", sure: "likely", cause: `role-actions-missing ${subject.role}` },
  },
  {
    name: "a guard by a VPC spares calls that go over its endpoints",
    way: "endpoints",
    change: (parts) => denyUnder(parts, { StringNotEquals: { "aws:SourceVpc": "vpc-1" } }),
    expected: silent,
  },
  {
    name: "a guard by a public address spares calls that leave with one of those by a NAT gateway",
    way: "nat",
    change: (parts) => denyUnder(parts, { NotIpAddress: { "aws:SourceIp": ["198.51.100.0/24"] } }),
    expected: silent,
  },
  {
    name: "a guard by a tag of the principal cannot be decided where nobody reads it",
    way: "nat",
    change: (parts) => denyUnder(parts, { StringNotEquals: { "aws:PrincipalTag/team": "core" } }),
    expected: undecided,
  },
  {
    name: "a guard for unencrypted calls spares an agent, which speaks TLS alone",
    way: "nat",
    change: (parts) => denyUnder(parts, { Bool: { "aws:SecureTransport": "false" } }),
    expected: silent,
  },
  {
    name: "a guard against calls without a second factor denies every agent",
    way: "nat",
    change: (parts) => denyUnder(parts, { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }),
    expected: { status: "lost", cause: `role-actions-denied ${subject.role}` },
  },
  {
    name: "a boundary with the heartbeat alone leaves the node online and half reachable",
    way: "nat",
    change: (parts, answers) => {
      isHalfReachable(parts);
      const arn = `arn:aws:iam::${account}:policy/boundary`;
      parts.role.PermissionsBoundary = {
        PermissionsBoundaryType: "PermissionsBoundaryPolicy",
        PermissionsBoundaryArn: arn,
      };
      answers["iam:GetPolicy"].push({ Policy: { Arn: arn, DefaultVersionId: "v1" } });
      const Document = {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "ssm:*", Resource: "*" }],
      };
      answers["iam:GetPolicyVersion"].push({
        input: { PolicyArn: arn, VersionId: "v1" },
        output: { PolicyVersion: { VersionId: "v1", Document } },
      });
    },
    expected: { status: "degraded", sure: "likely", cause: `permissions-boundary-denies ${subject.role}` },
  },
  {
    name: "a boundary that allows all but IAM takes nothing from an agent",
    way: "nat",
    change: (parts, answers) => {
      const arn = `arn:aws:iam::${account}:policy/boundary`;
      parts.role.PermissionsBoundary = {
        PermissionsBoundaryType: "PermissionsBoundaryPolicy",
        PermissionsBoundaryArn: arn,
      };
      answers["iam:GetPolicy"].push({ Policy: { Arn: arn, DefaultVersionId: "v1" } });
      const Document = {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }],
      };
      answers["iam:GetPolicyVersion"].push({
        input: { PolicyArn: arn, VersionId: "v1" },
        output: { PolicyVersion: { VersionId: "v1", Document } },
      });
    },
    expected: silent,
  },
  {
    name: "an endpoint's policy for this account alone lets its roles through",
    way: "endpoints",
    change: (parts) =>
      setEndpointPolicies(parts, {
        ...anyone,
        Condition: { StringEquals: { "aws:PrincipalAccount": account } },
      }),
    expected: silent,
  },
  {
    name: "an endpoint's policy for another account's principals keeps all of this one out",
    way: "endpoints",
    change: (parts) =>
      setEndpointPolicies(parts, {
        ...anyone,
        Condition: { StringEquals: { "aws:PrincipalAccount": "210987654321" } },
      }),
    expected: { status: "lost", sure: "likely", cause: "endpoint-policy-denies vpc-endpoint vpce-ssm" },
  },
  {
    name: "an endpoint's policy that names another role keeps this one out",
    way: "endpoints",
    change: (parts) =>
      setEndpointPolicies(parts, { ...anyone, Principal: { AWS: `arn:aws:iam::${account}:role/other` } }),
    expected: { status: "lost", sure: "likely", cause: "endpoint-policy-denies vpc-endpoint vpce-ssm" },
  },
  {
    name: "an endpoint's policy that names this role lets it through",
    way: "endpoints",
    change: (parts) => setEndpointPolicies(parts, { ...anyone, Principal: { AWS: roleArn } }),
    expected: silent,
  },
  {
    name: "an endpoint's policy for an organization cannot be decided where nobody knows whose the account is",
    way: "endpoints",
    change: (parts) =>
      setEndpointPolicies(parts, {
        ...anyone,
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
      }),
    expected: undecided,
  },
  {
    name: "an endpoint's policy that denies what is none of an agent's changes nothing",
    way: "endpoints",
    change: (parts) =>
      setEndpointPolicies(parts, anyone, {
        ...{ Effect: "Deny", Principal: "*", Action: ["ssm:SendCommand", "ssm:StartSession"], Resource: "*" },
      }),
    expected: silent,
  },
];
