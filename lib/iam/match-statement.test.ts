import { describe, expect, test } from "vitest";
import type { Role } from "../model/documents/role.ts";
import { aSnapshot } from "../testing/a-document.ts";
import { allow, aPolicy, aRole, deny, variable, type Written } from "../testing/a-role.ts";
import { createPermissions } from "./permissions.ts";

const heartbeat = "ssm:UpdateInstanceInformation";

function decide(role: Role, { action = heartbeat, node }: { action?: string; node?: string } = {}) {
  return createPermissions(aSnapshot({ role: [role] })).mayCall(role, action, node);
}

type Case = [name: string, statements: Written[], decision: string];

describe("actions", () => {
  test.each<Case>([
    ["a name", [allow()], "allowed"],
    ["a list with the name", [allow({ Action: ["s3:GetObject", heartbeat] })], "allowed"],
    ["another case", [allow({ Action: "SSM:updateINSTANCEinformation" })], "allowed"],
    ["all of the service", [allow({ Action: "ssm:*" })], "allowed"],
    ["the start of the name", [allow({ Action: "ssm:Update*" })], "allowed"],
    ["the end of the name", [allow({ Action: "ssm:*Information" })], "allowed"],
    ["a question mark for one letter", [allow({ Action: "ssm:?pdateInstanceInformation" })], "allowed"],
    ["a question mark for no letter", [allow({ Action: "ssm:UpdateInstanceInformation?" })], "not-allowed"],
    ["a star", [allow({ Action: "*" })], "allowed"],
    ["a star on both sides", [allow({ Action: "*:*" })], "allowed"],
    ["a star before the colon", [allow({ Action: "s*:*" })], "not-allowed"],
    ["a service whose name starts alike", [allow({ Action: "ssmmessages:*" })], "not-allowed"],
    ["another action", [allow({ Action: "ssm:UpdateInstanceAssociationStatus" })], "not-allowed"],
    ["no colon at all", [allow({ Action: "ssm*" })], "not-allowed"],
    ["an empty list", [allow({ Action: [] })], "not-allowed"],
    [
      "everything but IAM",
      [allow({ Action: undefined, NotAction: ["iam:*", "organizations:*"] })],
      "allowed",
    ],
    ["everything but Systems Manager", [allow({ Action: undefined, NotAction: "ssm:*" })], "not-allowed"],
    ["everything but a star", [allow({ Action: undefined, NotAction: "*" })], "not-allowed"],
    ["no statement", [], "not-allowed"],
    ["a statement that is not in a list", [allow()], "allowed"],
  ])("%s", (_, statements, decision) => {
    expect(decide(aRole(statements)).decision).toBe(decision);
  });

  test("a policy with one statement need not put it into a list", () => {
    const document = JSON.stringify({ Version: "2012-10-17", Statement: allow() });
    expect(decide(aRole([], { inlinePolicies: [{ name: "own", document }] })).decision).toBe("allowed");
  });
});

describe("resources of the heartbeat, which AWS asks about the node's own ARN", () => {
  const on = (Resource: unknown) => [allow({ Resource })];
  const notOn = (NotResource: unknown) => [allow({ Resource: undefined, NotResource })];
  test.each<Case>([
    ["all instances", on("arn:aws:ec2:*:*:instance/*"), "allowed"],
    ["all instances here", on("arn:aws:ec2:eu-west-1:123456789012:instance/*"), "allowed"],
    ["all instances by their prefix", on("arn:aws:ec2:*:*:instance/i-*"), "allowed"],
    ["all of EC2", on("arn:aws:ec2:*:*:*"), "allowed"],
    ["a star that is an ARN", on("arn:aws:*"), "allowed"],
    ["one of several", on(["arn:aws:s3:::x", "arn:aws:ec2:*:*:instance/*"]), "allowed"],
    ["instances of another Region", on("arn:aws:ec2:us-east-1:*:instance/*"), "not-allowed"],
    ["instances of another account", on("arn:aws:ec2:*:999999999999:instance/*"), "not-allowed"],
    ["instances of another partition", on("arn:aws-cn:ec2:*:*:instance/*"), "not-allowed"],
    ["hybrid nodes alone", on("arn:aws:ssm:*:*:managed-instance/*"), "not-allowed"],
    ["documents", on("arn:aws:ssm:*:*:document/*"), "not-allowed"],
    ["one instance", on("arn:aws:ec2:*:*:instance/i-0123456789abcdef0"), "undecided"],
    ["instances with old ids", on("arn:aws:ec2:*:*:instance/i-????????"), "undecided"],
    ["all but buckets", notOn("arn:aws:s3:::*"), "allowed"],
    ["all but instances", notOn("arn:aws:ec2:*:*:instance/*"), "not-allowed"],
    ["all but one instance", notOn("arn:aws:ec2:*:*:instance/i-0123456789abcdef0"), "undecided"],
    ["all but everything", notOn("*"), "not-allowed"],
    [
      "the account by a variable",
      on(`arn:aws:ec2:*:${variable("aws:PrincipalAccount")}:instance/*`),
      "allowed",
    ],
    [
      "another account by a variable",
      on(`arn:aws:ec2:*:9${variable("aws:PrincipalAccount")}:instance/*`),
      "not-allowed",
    ],
    ["a tag by a variable", on(`arn:aws:ec2:*:*:instance/${variable("aws:PrincipalTag/node")}`), "undecided"],
    ["a variable somewhere else", on(`arn:aws:s3:::${variable("aws:PrincipalTag/bucket")}`), "not-allowed"],
  ])("%s", (_, statements, decision) => {
    expect(decide(aRole(statements)).decision).toBe(decision);
  });

  const one = "i-0123456789abcdef0";
  const named = on(`arn:aws:ec2:*:*:instance/${one}`);

  test("that name one node are decided for a node", () => {
    expect(decide(aRole(named))).toMatchObject({ decision: "undecided", isPerNode: true, conditionKeys: [] });
    expect(decide(aRole(named), { node: one }).decision).toBe("allowed");
    expect(decide(aRole(named), { node: "i-0ffffffffffffffff" }).decision).toBe("not-allowed");
    const fenced = aRole([allow(), { ...named[0], Effect: "Deny" }]);
    expect(decide(fenced).decision).toBe("undecided");
    expect(decide(fenced, { node: one }).decision).toBe("explicitly-denied");
    expect(decide(fenced, { node: "i-0ffffffffffffffff" }).decision).toBe("allowed");
  });

  test("of hybrid nodes are theirs", () => {
    const role = aRole(on("arn:aws:ssm:*:*:managed-instance/*"));
    expect(decide(role, { node: "mi-0123456789abcdef0" }).decision).toBe("allowed");
  });

  test("may be of either kind where Systems Manager assumes the role", () => {
    const trustPolicy = aPolicy([
      { Effect: "Allow", Principal: { Service: "ssm.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    const role = aRole(on("arn:aws:ec2:*:*:instance/*"), { trustPolicy });
    expect(decide(role)).toMatchObject({ decision: "undecided", isPerNode: true });
    expect(decide(role, { node: one }).decision).toBe("allowed");
    expect(decide(role, { node: "mi-0123456789abcdef0" }).decision).toBe("not-allowed");
  });

  test("in an old policy have no variables", () => {
    const document = aPolicy(
      on(`arn:aws:ec2:*:${variable("aws:PrincipalAccount")}:instance/*`),
      "2008-10-17",
    );
    expect(decide(aRole([], { inlinePolicies: [{ name: "old", document }] })).decision).toBe("not-allowed");
  });
});

describe("resources of the message channels, which know none", () => {
  test.each<[string, unknown, string, string]>([
    ["everything", "*", "ssmmessages:OpenControlChannel", "allowed"],
    ["instances", "arn:aws:ec2:*:*:instance/*", "ssmmessages:OpenControlChannel", "not-allowed"],
    [
      "the service itself, which AWS's refusals name",
      "arn:aws:ssmmessages:*:*:*",
      "ssmmessages:OpenControlChannel",
      "allowed",
    ],
    ["everything, for the legacy channel", "*", "ec2messages:GetMessages", "allowed"],
    [
      "instances, for the legacy channel",
      "arn:aws:ec2:*:*:instance/*",
      "ec2messages:GetMessages",
      "not-allowed",
    ],
  ])("%s", (_, Resource, action, decision) => {
    expect(decide(aRole([allow({ Action: action, Resource })]), { action }).decision).toBe(decision);
  });
});

test("what an action is done to beside a node is not the node's matter", () => {
  const action = "ssm:GetDocument";
  const role = aRole([allow({ Action: action, Resource: "arn:aws:ssm:*:*:document/Baseline" })]);
  expect(decide(role, { action })).toMatchObject({
    decision: "undecided",
    isPerNode: false,
    conditionKeys: [],
  });
  const denied = aRole([
    allow({ Action: action }),
    deny({ Action: action, Resource: "arn:aws:ssm:*:*:document/x" }),
  ]);
  expect(decide(denied, { action }).decision).toBe("undecided");
});
