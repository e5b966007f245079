import { describe, expect, test } from "vitest";
import type { Role } from "../model/documents/role.ts";
import { type RoleSimulation, requiredActions } from "../model/documents/role-simulation.ts";
import { GapError } from "../model/snapshot.ts";
import { aGap, aMoment, aScope, aSnapshot } from "../testing/a-document.ts";
import {
  aBoundary,
  allow,
  aPolicy,
  aRole,
  aRoleArn,
  aSimulation,
  deny,
  managedInstanceCore,
  onlyIf,
} from "../testing/a-role.ts";
import { createPermissions } from "./permissions.ts";

const heartbeat = "ssm:UpdateInstanceInformation";

function decide(role: Role, { action = heartbeat, node }: { action?: string; node?: string } = {}) {
  return createPermissions(aSnapshot({ role: [role] })).mayCall(role, action, node);
}

describe("AmazonSSMManagedInstanceCore", () => {
  const role = aRole([], { attachedPolicies: [managedInstanceCore] });
  test.each([...requiredActions, "ec2messages:GetMessages", "ssm:ListInstanceAssociations"])(
    "allows %s",
    (action) => {
      expect(decide(role, { action })).toMatchObject({
        decision: "allowed",
        by: "identity-policy",
        statement: { policy: managedInstanceCore.arn },
      });
    },
  );

  test.each(["s3:GetObject", "ssm:SendCommand", "ssm:StartSession", "iam:PassRole"])(
    "does not allow %s",
    (action) => {
      expect(decide(role, { action }).decision).toBe("not-allowed");
    },
  );
});

test("an action is the same in any case", () => {
  expect(decide(aRole([allow()]), { action: heartbeat.toLowerCase() }).decision).toBe("allowed");
});

test("an answer is computed once, and so is a gap", () => {
  const role = aRole([allow()]);
  const permissions = createPermissions(aSnapshot({ role: [role] }));
  expect(permissions.mayCall(role, heartbeat)).toBe(permissions.mayCall(role, heartbeat));
  expect(permissions.trusts(role, "ec2")).toBe(permissions.trusts(role, "ec2"));
  const unread = aRole([], { inlinePolicies: undefined });
  const thrown = () => {
    try {
      return permissions.mayCall(unread, heartbeat);
    } catch (error) {
      return error;
    }
  };
  expect(thrown()).toBeInstanceOf(GapError);
  expect(thrown()).toBe(thrown());
});

describe("what could not be read", () => {
  const gap = aGap("role", "iam:GetPolicyVersion", { resource: aRoleArn });
  const decideWithGap = (role: Role, simulations: RoleSimulation[] = []) =>
    createPermissions(aSnapshot({ role: [role], "role-simulation": simulations }, { gaps: [gap] })).mayCall(
      role,
      heartbeat,
    );
  const unread = { arn: "arn:aws:iam::123456789012:policy/extra", name: "extra", document: undefined };

  test.each<[string, Partial<Role>]>([
    ["the list of attached policies", { attachedPolicies: undefined }],
    ["the inline policies", { inlinePolicies: undefined }],
    ["one attached policy's document", { attachedPolicies: [managedInstanceCore, unread] }],
    [
      "the boundary",
      { permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/edge", permissionsBoundary: undefined },
    ],
    ["one inline policy's document", { inlinePolicies: [{ name: "hidden", document: undefined }] }],
    ["a policy that is no policy", { inlinePolicies: [{ name: "broken", document: "{" }] }],
  ])("%s is a gap, whatever the others allow", (_, changes) => {
    expect(() => decideWithGap(aRole([allow()], changes))).toThrow(new GapError(gap));
  });

  test("does not matter where a policy that was read denies", () => {
    const role = aRole([deny()], { attachedPolicies: [unread] });
    expect(decideWithGap(role).decision).toBe("explicitly-denied");
    const lock = { arn: "arn:aws:iam::123456789012:policy/lock", name: "lock", document: aPolicy([deny()]) };
    const beside = aRole([allow()], { attachedPolicies: [unread, lock] });
    expect(decideWithGap(beside)).toMatchObject({
      decision: "explicitly-denied",
      statement: { policy: lock.arn },
    });
  });

  test("does not matter where the boundary that was read denies it or leaves it out", () => {
    const role = aRole([allow()], { ...aBoundary([allow({ Action: "s3:*" })]), attachedPolicies: [unread] });
    expect(decideWithGap(role)).toMatchObject({ decision: "not-allowed", by: "permissions-boundary" });
    const fenced = aRole([allow()], { ...aBoundary([deny()]), attachedPolicies: [unread] });
    expect(decideWithGap(fenced)).toMatchObject({
      decision: "explicitly-denied",
      by: "permissions-boundary",
    });
  });

  test("is made up for by IAM's simulator", () => {
    const role = aRole([], { attachedPolicies: undefined });
    expect(decideWithGap(role, [aSimulation()])).toMatchObject({ decision: "allowed", source: "simulation" });
    const denied = aSimulation({ decision: "implicitDeny" });
    expect(decideWithGap(role, [denied])).toMatchObject({
      decision: "not-allowed",
      by: "none",
      source: "simulation",
    });
  });

  test("is not made up for by a simulator that did not know all", () => {
    const role = aRole([], { attachedPolicies: undefined });
    const guess = aSimulation({ missingContextValues: ["aws:SourceVpce"] });
    expect(() => decideWithGap(role, [guess])).toThrow(GapError);
  });

  test("is not taken for what AWS publishes under the name", () => {
    const role = aRole([], { attachedPolicies: [{ ...managedInstanceCore, document: undefined }] });
    expect(() => decideWithGap(role)).toThrow(GapError);
  });

  test("is named even where nothing says why", () => {
    const role = aRole([], { inlinePolicies: [{ name: "broken", document: "[]" }] });
    expect(() => decide(role)).toThrow("A policy of role node is missing");
  });
});

test("a simulation that could not be read leaves the policies to decide", () => {
  const role = aRole([allow()]);
  const gaps = [aGap("role-simulation", "iam:SimulatePrincipalPolicy")];
  const permissions = createPermissions(aSnapshot({ role: [role] }, { gaps }));
  expect(permissions.mayCall(role, heartbeat)).toMatchObject({ decision: "allowed", source: "policies" });
});

test("a policy that is gone says nothing", () => {
  const gone = { arn: "arn:aws:iam::123456789012:policy/gone", name: "gone", document: null };
  expect(decide(aRole([allow()], { attachedPolicies: [gone] })).decision).toBe("allowed");
});

test("a role is judged for the Region of its scope, and again where it changed", () => {
  const role = aRole([allow(onlyIf("StringEquals", "aws:RequestedRegion", "eu-west-1"))]);
  const inRegion = (region: string, which: Role = role) =>
    createPermissions(aSnapshot({ role: [which] }, { scope: { ...aScope, region } })).mayCall(
      which,
      heartbeat,
    );
  expect(inRegion("eu-west-1").decision).toBe("allowed");
  expect(inRegion("us-east-1").decision).toBe("not-allowed");
  expect(inRegion("us-east-1", aRole([allow()])).decision).toBe("allowed");
});

test("a policy that ends is judged again at every moment", () => {
  const role = aRole([allow(onlyIf("DateLessThan", "aws:CurrentTime", "2026-11-02T00:00:00Z"))]);
  const at = (moment: number) =>
    createPermissions(aSnapshot({ role: [role] }, { at: moment })).mayCall(role, heartbeat).decision;
  expect(at(aMoment)).toBe("allowed");
  expect(at(aMoment + 86_400_000)).toBe("not-allowed");
});
