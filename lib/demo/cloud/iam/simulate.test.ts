import {
  IAMClient,
  SimulatePrincipalPolicyCommand,
  type SimulatePrincipalPolicyRequest,
} from "@aws-sdk/client-iam";
import { describe, expect, test } from "vitest";
import { addRole, aWorld, clientOptions, type SmallWorld } from "../../testing/a-world.ts";
import type { IamRole, PolicyDocument, PolicyStatement } from "../world.ts";
import { awsManagedPolicyArn } from "./aws-managed-policies.ts";

const heartbeat = "ssm:UpdateInstanceInformation";
const core = awsManagedPolicyArn("AmazonSSMManagedInstanceCore");

function document(...Statement: PolicyStatement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement };
}

function aRole(statements: PolicyStatement[], parts: Partial<IamRole> = {}) {
  const small = aWorld();
  const inlinePolicies = new Map([["own", document(...statements)]]);
  return { small, role: addRole(small, "node", { inlinePolicies, ...parts }) };
}

async function simulate(
  small: SmallWorld,
  role: IamRole,
  request: Partial<SimulatePrincipalPolicyRequest> = {},
) {
  const client = new IAMClient(clientOptions(small));
  const answer = await client.send(
    new SimulatePrincipalPolicyCommand({ PolicySourceArn: role.arn, ActionNames: [heartbeat], ...request }),
  );
  return answer.EvaluationResults?.[0];
}

const allow = (parts: Partial<PolicyStatement>): PolicyStatement => ({
  Effect: "Allow",
  Resource: "*",
  ...parts,
});
const deny = (parts: Partial<PolicyStatement>): PolicyStatement => ({
  Effect: "Deny",
  Resource: "*",
  ...parts,
});

describe("a role's own policies", () => {
  test.each<[string, PolicyStatement[], string]>([
    ["an action by name", [allow({ Action: heartbeat })], "allowed"],
    ["an action in another case", [allow({ Action: "SSM:updateinstanceinformation" })], "allowed"],
    ["a wildcard", [allow({ Action: "ssm:Update*" })], "allowed"],
    ["a wildcard for one character", [allow({ Action: "ssm:UpdateInstanceInformatio?" })], "allowed"],
    ["another service", [allow({ Action: "ssmmessages:*" })], "implicitDeny"],
    ["nothing", [], "implicitDeny"],
    ["all but what is named", [allow({ NotAction: "iam:*" })], "allowed"],
    ["all but this very action", [allow({ NotAction: "ssm:*" })], "implicitDeny"],
    ["a deny beside the allow", [allow({ Action: "*" }), deny({ Action: "ssm:*" })], "explicitDeny"],
    ["a deny of all else", [allow({ Action: "*" }), deny({ NotAction: "ssm:*" })], "allowed"],
    [
      "one resource, asked about all",
      [allow({ Action: heartbeat, Resource: "arn:aws:ec2:*:*:instance/i-1" })],
      "implicitDeny",
    ],
  ])("%s", async (_, statements, decision) => {
    const { small, role } = aRole(statements);
    expect((await simulate(small, role))?.EvalDecision).toBe(decision);
  });

  test("count with the policies of AWS that are attached", async () => {
    const { small, role } = aRole([], { attachedPolicyArns: [core] });
    const result = await simulate(small, role);
    expect(result?.EvalDecision).toBe("allowed");
    expect(result?.MatchedStatements?.[0]).toMatchObject({
      SourcePolicyId: "AmazonSSMManagedInstanceCore",
      SourcePolicyType: "aws-managed",
    });
  });

  test("answer for each resource that is named", async () => {
    const { small, role } = aRole([allow({ Action: heartbeat, Resource: "arn:aws:ec2:*:*:instance/i-1" })]);
    const ResourceArns = ["arn:aws:ec2:eu-west-1:1:instance/i-1", "arn:aws:ec2:eu-west-1:1:instance/i-2"];
    const result = await simulate(small, role, { ResourceArns });
    expect(result?.EvalDecision).toBe("implicitDeny");
    expect(result?.ResourceSpecificResults?.map(({ EvalResourceDecision }) => EvalResourceDecision)).toEqual([
      "allowed",
      "implicitDeny",
    ]);
  });
});

describe("what stands above the role", () => {
  test("a boundary takes away what it does not allow, and is named as the reason", async () => {
    const { small, role } = aRole([allow({ Action: "*" })], {
      boundaryArn: "arn:aws:iam::1:policy/boundary",
    });
    small.account.iam.managedPolicies.set("arn:aws:iam::1:policy/boundary", {
      arn: "arn:aws:iam::1:policy/boundary",
      name: "boundary",
      path: "/",
      id: "ANPABOUNDARY",
      createdAt: new Date(),
      defaultVersionId: "v1",
      versions: new Map([["v1", document(allow({ Action: "s3:*" }))]]),
    });
    const result = await simulate(small, role);
    expect(result?.EvalDecision).toBe("implicitDeny");
    expect(result?.PermissionsBoundaryDecisionDetail).toEqual({ AllowedByPermissionsBoundary: false });
    expect(result?.OrganizationsDecisionDetail).toEqual({ AllowedByOrganizations: true });
  });

  test("a service control policy denies, and is named as the reason", async () => {
    const { small, role } = aRole([allow({ Action: "*" })]);
    small.account.serviceControlPolicies.push(document(deny({ Action: "ssm:*" })));
    const result = await simulate(small, role);
    expect(result?.EvalDecision).toBe("explicitDeny");
    expect(result?.OrganizationsDecisionDetail).toEqual({ AllowedByOrganizations: false });
  });

  test("a condition on the principal is judged without being told", async () => {
    const { small, role } = aRole([allow({ Action: "*" })]);
    const Condition = { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/no*" } };
    small.account.serviceControlPolicies.push(document(deny({ Action: "ssm:*", Condition })));
    expect((await simulate(small, role))?.EvalDecision).toBe("explicitDeny");
  });

  test("a condition on the Region needs to be told, and says so", async () => {
    const { small, role } = aRole([allow({ Action: "*" })]);
    const Condition = { StringEquals: { "aws:RequestedRegion": "eu-central-1" } };
    small.account.serviceControlPolicies.push(document(deny({ Action: "ssm:*", Condition })));
    const untold = await simulate(small, role);
    expect(untold).toMatchObject({ EvalDecision: "allowed", MissingContextValues: ["aws:RequestedRegion"] });
    const told = await simulate(small, role, {
      ContextEntries: [
        {
          ContextKeyName: "aws:RequestedRegion",
          ContextKeyType: "string",
          ContextKeyValues: ["eu-central-1"],
        },
      ],
    });
    expect(told).toMatchObject({ EvalDecision: "explicitDeny", MissingContextValues: [] });
  });
});

describe("conditions", () => {
  test.each<[string, PolicyStatement["Condition"], string, string]>([
    ["within a network", { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }, "10.9.8.7", "allowed"],
    ["outside of a network", { NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } }, "10.9.8.7", "implicitDeny"],
    ["one of many texts", { StringEquals: { "aws:SourceIp": ["a", "b"] } }, "b", "allowed"],
    ["none of many texts", { StringNotEquals: { "aws:SourceIp": ["a", "b"] } }, "b", "implicitDeny"],
    ["a pattern", { StringLike: { "AWS:sourceip": "vpce-*" } }, "vpce-1", "allowed"],
    ["a key that must be absent", { Null: { "aws:SourceIp": "true" } }, "x", "implicitDeny"],
    ["a number", { NumericLessThan: { "aws:SourceIp": "10" } }, "9", "allowed"],
    ["any of a set", { "ForAnyValue:StringEquals": { "aws:SourceIp": "b" } }, "b", "allowed"],
  ])("%s", async (_, Condition, value, decision) => {
    const { small, role } = aRole([allow({ Action: heartbeat, Condition })]);
    const result = await simulate(small, role, {
      ContextEntries: [
        { ContextKeyName: "aws:SourceIp", ContextKeyType: "string", ContextKeyValues: [value] },
      ],
    });
    expect(result?.EvalDecision).toBe(decision);
  });

  test.each<[string, PolicyStatement["Condition"], string]>([
    ["equal to something", { StringEquals: { "aws:SourceVpce": "vpce-1" } }, "implicitDeny"],
    ["unlike something", { StringNotEquals: { "aws:SourceVpce": "vpce-1" } }, "allowed"],
    ["equal if it exists", { StringEqualsIfExists: { "aws:SourceVpce": "vpce-1" } }, "allowed"],
  ])("%s, of a key that the request lacks", async (_, Condition, decision) => {
    const { small, role } = aRole([allow({ Action: heartbeat, Condition })]);
    expect(await simulate(small, role)).toMatchObject({
      EvalDecision: decision,
      MissingContextValues: ["aws:SourceVpce"],
    });
  });
});

test("an entity that does not exist is refused", async () => {
  const { small, role } = aRole([]);
  await expect(simulate(small, { ...role, arn: `${role.arn}-gone` })).rejects.toMatchObject({
    name: "NoSuchEntityException",
  });
});
