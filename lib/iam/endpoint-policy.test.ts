import { describe, expect, test } from "vitest";
import { aDocument, aSnapshot } from "../testing/a-document.ts";
import { allow, aPolicy, aRole, aRoleArn, deny, onlyIf, type Written } from "../testing/a-role.ts";
import { createPermissions } from "./permissions.ts";

const heartbeat = "ssm:UpdateInstanceInformation";
const role = aRole([]);

function through(
  policyDocument: string | null,
  { action = heartbeat, node }: { action?: string; node?: string } = {},
) {
  const endpoint = aDocument("vpc-endpoint", "vpce-1", { policyDocument });
  const snapshot = aSnapshot({ role: [role], "vpc-endpoint": [endpoint] });
  return createPermissions(snapshot).mayPass(endpoint, role, action, node);
}

const denyBut = (...AWS: string[]) => ({ ...deny(), Principal: undefined, NotPrincipal: { AWS } });

function letsAllPass(policyDocument: string | null): boolean {
  const endpoint = aDocument("vpc-endpoint", "vpce-1", { policyDocument });
  return createPermissions(aSnapshot({ "vpc-endpoint": [endpoint] })).letsAllPass(endpoint);
}

const forAll = (changes: Written = {}) => allow({ Principal: "*", Action: "*", ...changes });

describe("through an endpoint passes", () => {
  const session = (name: string) => `arn:aws:sts::123456789012:assumed-role/${name}`;
  test.each<[string, Written[], string]>([
    ["everything by AWS's own policy", [forAll()], "allowed"],
    ["the action by its name", [forAll({ Action: heartbeat })], "allowed"],
    ["nothing by a policy for parameters", [forAll({ Action: ["ssm:GetParameter*"] })], "not-allowed"],
    ["nothing by an empty policy", [], "not-allowed"],
    ["nothing that is denied", [forAll(), deny({ Principal: "*" })], "explicitly-denied"],
    ["everybody of AWS", [forAll({ Principal: { AWS: "*" } })], "allowed"],
    ["the account", [forAll({ Principal: { AWS: "123456789012" } })], "allowed"],
    ["the account by its ARN", [forAll({ Principal: { AWS: "arn:aws:iam::123456789012:root" } })], "allowed"],
    ["not another account", [forAll({ Principal: { AWS: ["999999999999"] } })], "not-allowed"],
    ["the role", [forAll({ Principal: { AWS: ["arn:aws:iam::999999999999:root", aRoleArn] } })], "allowed"],
    [
      "not another role",
      [forAll({ Principal: { AWS: "arn:aws:iam::123456789012:role/admin" } })],
      "not-allowed",
    ],
    ["not a user", [forAll({ Principal: { AWS: "arn:aws:iam::123456789012:user/node" } })], "not-allowed"],
    ["not a service", [forAll({ Principal: { Service: "ec2.amazonaws.com" } })], "not-allowed"],
    ["not another role's sessions", [forAll({ Principal: { AWS: session("admin/i-1") } })], "not-allowed"],
    [
      "perhaps one session",
      [forAll({ Principal: { AWS: session("node/i-0123456789abcdef0") } })],
      "undecided",
    ],
    [
      "not who is not among those who are not denied",
      [forAll(), denyBut("arn:aws:iam::123456789012:role/admin")],
      "explicitly-denied",
    ],
    [
      "who is among those who are not denied",
      [forAll(), denyBut(aRoleArn, "arn:aws:iam::123456789012:root")],
      "allowed",
    ],
    ["perhaps not a role that is named without its account", [forAll(), denyBut(aRoleArn)], "undecided"],
    [
      "not who is merely of the account of another who is not denied",
      [forAll(), denyBut("arn:aws:iam::123456789012:role/admin", "123456789012")],
      "explicitly-denied",
    ],
    [
      "perhaps not whoever is of an account that is named alone",
      [forAll(), denyBut("arn:aws:iam::123456789012:root", "arn:aws:iam::999999999999:role/admin")],
      "undecided",
    ],
    ["not who is of another account than is named", [forAll(), denyBut("999999999999")], "explicitly-denied"],
    ["nobody where nobody is named", [allow({ Action: "*" })], "not-allowed"],
    [
      "the account by a condition",
      [forAll(onlyIf("StringEquals", "aws:PrincipalAccount", "123456789012"))],
      "allowed",
    ],
    [
      "the role by a condition",
      [forAll(onlyIf("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/node"))],
      "allowed",
    ],
    [
      "resources of the account",
      [forAll(onlyIf("StringEquals", "aws:ResourceAccount", "123456789012"))],
      "allowed",
    ],
    ["perhaps the organization", [forAll(onlyIf("StringEquals", "aws:PrincipalOrgID", "o-1"))], "undecided"],
    [
      "perhaps not who is of no organization",
      [forAll(), deny({ Principal: "*", ...onlyIf("StringNotEquals", "aws:PrincipalOrgID", "o-1") })],
      "undecided",
    ],
    ["who comes through it", [forAll(onlyIf("StringEquals", "aws:SourceVpce", "vpce-1"))], "allowed"],
    [
      "not who comes from another VPC",
      [forAll(onlyIf("StringEquals", "aws:SourceVpc", "vpc-2"))],
      "not-allowed",
    ],
    ["all instances", [forAll({ Resource: "arn:aws:ec2:*:*:instance/*" })], "allowed"],
    ["no documents", [forAll({ Resource: "arn:aws:ssm:*:*:document/*" })], "not-allowed"],
  ])("%s", (_, statements, decision) => {
    if (decision !== "allowed") expect(letsAllPass(aPolicy(statements))).toBe(false);
    expect(through(aPolicy(statements))).toMatchObject({
      decision,
      by: "endpoint-policy",
      source: "policies",
    });
  });

  test("everything where there is no policy", () => {
    const decision = through(null);
    expect(decision).toMatchObject({ decision: "allowed", statement: null });
    expect(decision.explain().sentence).toBe(
      "Endpoint vpce-1 has no policy of its own, which lets role node call ssm:UpdateInstanceInformation.",
    );
  });

  test("perhaps a role, and says that it hangs on whom NotPrincipal spares", () => {
    const decision = through(aPolicy([forAll(), denyBut(aRoleArn)]));
    expect(decision.explain().sentence).toContain("hangs on whom its NotPrincipal spares");
  });

  test("one session, if it is the node's", () => {
    const policy = aPolicy([forAll({ Principal: { AWS: session("node/i-0123456789abcdef0") } })]);
    expect(through(policy).isPerNode).toBe(true);
    expect(through(policy, { node: "i-0123456789abcdef0" }).decision).toBe("allowed");
    expect(through(policy, { node: "i-0ffffffffffffffff" }).decision).toBe("not-allowed");
  });
});

describe("nothing need be decided", () => {
  const policy = (...statements: Written[]) => aPolicy(statements);
  test.each<[string, string | null, boolean]>([
    ["where there is no policy", null, true],
    ["by AWS's own policy", policy(forAll()), true],
    ["where everybody of AWS may all", policy(forAll({ Principal: { AWS: "*" } })), true],
    ["where others may more besides", policy(forAll({ Action: "ssm:*" }), forAll()), true],
    ["but where something is denied", policy(forAll(), deny({ Principal: "*", Action: "s3:*" })), false],
    [
      "but where there is a condition",
      policy(forAll(onlyIf("StringEquals", "aws:SourceVpc", "vpc-1"))),
      false,
    ],
    ["but where some actions are meant", policy(forAll({ Action: "ssm:*" })), false],
    ["but where some resources are meant", policy(forAll({ Resource: "arn:aws:s3:::*" })), false],
    ["but where one role is meant", policy(forAll({ Principal: { AWS: aRoleArn } })), false],
    ["but where all but one are meant", policy(forAll({ Principal: undefined, NotPrincipal: "*" })), false],
    ["but where the policy is none", "null", false],
  ])("%s", (_, policyDocument, does) => {
    expect(letsAllPass(policyDocument)).toBe(does);
  });
});

test("a role of another account is not of the account that a policy names", () => {
  const shared = aDocument("vpc-endpoint", "vpce-1", {
    policyDocument: aPolicy([forAll({ Principal: { AWS: "999999999999" } })]),
  });
  const other = { ...role, id: "arn:aws:iam::999999999999:role/app/node" };
  expect(createPermissions(aSnapshot({})).mayPass(shared, other, heartbeat).decision).toBe("allowed");
});

test("it says which statement of which endpoint decides", () => {
  const decision = through(aPolicy([forAll(), deny({ Sid: "NoNodes", Principal: "*", Action: "ssm:*" })]));
  expect(decision.statement).toMatchObject({ policy: "vpce-1", sid: "NoNodes" });
  const { sentence, evidence } = decision.explain();
  expect(sentence).toBe(
    'The policy of endpoint vpce-1 does not let role node call ssm:UpdateInstanceInformation: statement "NoNodes" denies it.',
  );
  expect(evidence).toMatchObject([
    {
      api: "ec2:DescribeVpcEndpoints",
      field: "PolicyDocument",
      document: { kind: "vpc-endpoint", id: "vpce-1" },
    },
  ]);
});

test("a policy that is none is a gap", () => {
  expect(() => through("null")).toThrow("ec2:DescribeVpcEndpoints");
});
