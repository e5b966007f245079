import { describe, expect, test } from "vitest";
import type { Role } from "../model/documents/role.ts";
import { aSnapshot } from "../testing/a-document.ts";
import {
  aBoundary,
  allow,
  aPolicy,
  aRole,
  deny,
  managedInstanceCore,
  onlyIf,
  type Written,
} from "../testing/a-role.ts";
import { createPermissions } from "./permissions.ts";

const heartbeat = "ssm:UpdateInstanceInformation";

function decide(role: Role, { action = heartbeat, node }: { action?: string; node?: string } = {}) {
  return createPermissions(aSnapshot({ role: [role] })).mayCall(role, action, node);
}

type Case = [name: string, statements: Written[], decision: string];

describe("a deny beats every allow", () => {
  const all = allow({ Action: "*" });
  test.each<Case>([
    ["of the name", [all, deny()], "explicitly-denied"],
    ["before the allow", [deny(), all], "explicitly-denied"],
    ["of the service", [all, deny({ Action: "ssm:*" })], "explicitly-denied"],
    ["of everything", [all, deny({ Action: "*" })], "explicitly-denied"],
    ["of all but some", [all, deny({ Action: undefined, NotAction: ["s3:*"] })], "explicitly-denied"],
    ["without an allow", [deny()], "explicitly-denied"],
    [
      "of other actions does nothing",
      [all, deny({ Action: ["ssm:SendCommand", "ssm:StartSession"] })],
      "allowed",
    ],
    [
      "of all but Systems Manager does nothing",
      [all, deny({ Action: undefined, NotAction: "ssm:*" })],
      "allowed",
    ],
    ["on other resources does nothing", [all, deny({ Resource: "arn:aws:s3:::logs/*" })], "allowed"],
  ])("%s", (_, statements, decision) => {
    expect(decide(aRole(statements)).decision).toBe(decision);
  });

  test("in another policy", () => {
    const lock = { name: "lock", document: aPolicy([deny({ Action: "ssm:*" })]) };
    const role = aRole([], { attachedPolicies: [managedInstanceCore], inlinePolicies: [lock] });
    expect(decide(role)).toMatchObject({
      decision: "explicitly-denied",
      by: "identity-policy",
      statement: { policy: "lock", sid: "statement 1" },
    });
  });
});

describe("a permissions boundary", () => {
  const core = [allow({ Action: ["ssm:*", "ssmmessages:*"] })];
  const s3 = allow({ Action: "s3:*" });
  test.each<[string, Written[], Written[], string, string]>([
    ["lets pass what it allows", core, [allow({ Action: "*" })], "allowed", "identity-policy"],
    [
      "lets pass all but what it leaves out",
      core,
      [allow({ Action: undefined, NotAction: "iam:*" })],
      "allowed",
      "identity-policy",
    ],
    ["takes what it leaves out", core, [s3], "not-allowed", "permissions-boundary"],
    [
      "takes what it denies",
      core,
      [allow({ Action: "*" }), deny()],
      "explicitly-denied",
      "permissions-boundary",
    ],
    ["gives nothing", [s3], core, "not-allowed", "none"],
    ["takes nothing from who has nothing", [s3], [s3], "not-allowed", "none"],
    [
      "is undecided where its condition is",
      core,
      [allow(onlyIf("StringEquals", "aws:SourceVpce", "v"))],
      "undecided",
      "permissions-boundary",
    ],
    [
      "does not matter where the role's own policies deny",
      [...core, deny()],
      [s3],
      "explicitly-denied",
      "identity-policy",
    ],
    [
      "settles what the role's own policies leave open",
      [allow(onlyIf("StringEquals", "aws:SourceVpce", "v"))],
      [s3],
      "not-allowed",
      "permissions-boundary",
    ],
    [
      "of another Region takes all",
      core,
      [allow({ Action: "*", ...onlyIf("StringEquals", "aws:RequestedRegion", "us-east-1") })],
      "not-allowed",
      "permissions-boundary",
    ],
  ])("%s", (_, own, boundary, decision, by) => {
    expect(decide(aRole(own, aBoundary(boundary)))).toMatchObject({ decision, by });
  });

  test("that denies names its statement", () => {
    const role = aRole(core, aBoundary([allow({ Action: "*" }), deny({ Sid: "NoSsm", Action: "ssm:*" })]));
    expect(decide(role).statement).toMatchObject({
      policy: "arn:aws:iam::123456789012:policy/edge",
      sid: "NoSsm",
    });
  });
});
