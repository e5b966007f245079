import { describe, expect, test } from "vitest";
import { aDocument, aMoment, aScope, aSnapshot } from "../testing/a-document.ts";
import { aPolicy, aRoleArn, onlyIf, type Written } from "../testing/a-role.ts";
import { createPermissions } from "./permissions.ts";

function trusts(statements: Written[], service: "ec2" | "ssm" = "ec2", partition = "aws") {
  const arn = aRoleArn.replace("arn:aws:", `arn:${partition}:`);
  const role = aDocument("role", arn, { trustPolicy: aPolicy(statements) });
  const snapshot = aSnapshot({ role: [role] }, { scope: { ...aScope, partition } });
  return createPermissions(snapshot).trusts(role, service);
}

const trust = (Principal: unknown, changes: Written = {}): Written => ({
  Effect: "Allow",
  Principal,
  Action: "sts:AssumeRole",
  ...changes,
});
const ec2 = { Service: "ec2.amazonaws.com" };
const ssm = { Service: "ssm.amazonaws.com" };

describe("a trust policy lets EC2 assume the role", () => {
  test.each<[string, Written[], string]>([
    ["by its name", [trust(ec2)], "allowed"],
    ["in a list of services", [trust({ Service: ["lambda.amazonaws.com", "ec2.amazonaws.com"] })], "allowed"],
    ["in another statement", [trust({ AWS: "arn:aws:iam::123456789012:root" }), trust(ec2)], "allowed"],
    ["as everybody", [trust("*")], "allowed"],
    ["as everybody of AWS", [trust({ AWS: "*" })], "allowed"],
    ["by all of STS", [trust(ec2, { Action: "sts:*" })], "allowed"],
    ["by a list of actions", [trust(ec2, { Action: ["sts:TagSession", "sts:AssumeRole"] })], "allowed"],
    ["not by another action", [trust(ec2, { Action: "sts:TagSession" })], "not-allowed"],
    ["not by another service", [trust(ssm)], "not-allowed"],
    ["not by the account", [trust({ AWS: "123456789012" })], "not-allowed"],
    ["not by an identity provider", [trust({ Federated: "cognito-identity.amazonaws.com" })], "not-allowed"],
    ["not by the name that China has", [trust({ Service: "ec2.amazonaws.com.cn" })], "not-allowed"],
    ["not without a principal", [{ Effect: "Allow", Action: "sts:AssumeRole" }], "not-allowed"],
    ["not by nothing", [], "not-allowed"],
    ["not where it is denied", [trust(ec2), trust(ec2, { Effect: "Deny" })], "explicitly-denied"],
    ["not where everybody is denied", [trust(ec2), trust("*", { Effect: "Deny" })], "explicitly-denied"],
    ["where others are denied", [trust(ec2), trust(ssm, { Effect: "Deny" })], "allowed"],
    [
      "where it is not among those that are not denied",
      [trust(ec2), { Effect: "Deny", NotPrincipal: ssm, Action: "*" }],
      "explicitly-denied",
    ],
    [
      "where an account would have to be told, which nobody knows of EC2",
      [trust(ec2, onlyIf("StringEquals", "aws:SourceAccount", "123456789012"))],
      "undecided",
    ],
    [
      "not where an external id is wanted",
      [trust(ec2, onlyIf("StringEquals", "sts:ExternalId", "x"))],
      "not-allowed",
    ],
    [
      "not where an organization is wanted",
      [trust("*", onlyIf("StringEquals", "aws:PrincipalOrgID", "o-1"))],
      "not-allowed",
    ],
  ])("%s", (_, statements, decision) => {
    expect(trusts(statements).decision).toBe(decision);
  });
});

describe("a trust policy lets Systems Manager assume the role", () => {
  const arn = (value: string) => trust(ssm, onlyIf("ArnEquals", "aws:SourceArn", value));
  test.each<[string, Written[], string]>([
    ["by its name", [trust(ssm)], "allowed"],
    ["not by EC2's", [trust(ec2)], "not-allowed"],
    [
      "for this account",
      [trust(ssm, onlyIf("StringEquals", "aws:SourceAccount", "123456789012"))],
      "allowed",
    ],
    [
      "not for another account",
      [trust(ssm, onlyIf("StringEquals", "aws:SourceAccount", "999999999999"))],
      "not-allowed",
    ],
    ["for all that is in the Region", [arn("arn:aws:ssm:eu-west-1:123456789012:*")], "allowed"],
    ["for all of the account", [arn("arn:aws:ssm:*:123456789012:*")], "allowed"],
    ["not for another Region", [arn("arn:aws:ssm:us-east-1:123456789012:*")], "not-allowed"],
    ["perhaps for one kind of resource", [arn("arn:aws:ssm:*:*:managed-instance/*")], "undecided"],
  ])("%s", (_, statements, decision) => {
    expect(trusts(statements, "ssm").decision).toBe(decision);
  });
});

test.each(["ec2.amazonaws.com", "ec2.amazonaws.com.cn"])("in China EC2 goes by the name %s", (Service) => {
  expect(trusts([trust({ Service })], "ec2", "aws-cn").decision).toBe("allowed");
});

test("a role without a trust policy is assumed by nobody", () => {
  const role = aDocument("role", aRoleArn, { trustPolicy: null });
  expect(createPermissions(aSnapshot({ role: [role] })).trusts(role, "ec2").decision).toBe("not-allowed");
});

test("a trust policy that is none is a gap", () => {
  const role = aDocument("role", aRoleArn, { trustPolicy: "{" });
  expect(() => createPermissions(aSnapshot({ role: [role] })).trusts(role, "ec2")).toThrow("iam:GetRole");
});

test("it says which statement decides, and what it hangs on", () => {
  const condition = onlyIf("StringEquals", "aws:SourceAccount", "123456789012");
  const decision = trusts([trust(ec2, { Sid: "Nodes", ...condition })]);
  expect(decision).toMatchObject({
    decision: "undecided",
    conditionKeys: ["aws:SourceAccount"],
    statement: { sid: "Nodes" },
  });
  const { sentence, evidence } = decision.explain();
  expect(sentence).toBe(
    'Whether EC2 may assume role node hangs on aws:SourceAccount, whose value no configuration shows: statement "Nodes" of its trust policy.',
  );
  expect(evidence).toMatchObject([
    {
      api: "iam:GetRole",
      field: "Role.AssumeRolePolicyDocument",
      document: { kind: "role", id: aRoleArn },
      observedAt: aMoment,
    },
  ]);
});
