import { expect, test } from "vitest";
import { aDocument, aGap, type WorldParts } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, type Surroundings, sentenceOf } from "../../testing/a-node-view.ts";
import { hostManagementSettingId } from "../identity/host-management.ts";
import { organizationPolicyDenies as check } from "./organization-policy-denies.ts";

const id = "i-0123456789abcdef0";
const arn = "arn:aws:iam::123456789012:role/node";
const hostManagementArn = "arn:aws:iam::123456789012:role/service-role/Default";
const denied = { by: "organization-policy", decision: "explicitly-denied" } as const;
const failed = "fail organization-policy-denies organization/organization";
const simulated = { source: "simulation" } as const;

function aNode(around: Surroundings, parts: WorldParts = {}) {
  const profile = aDocument("instance-profile", "arn:aws:iam::123456789012:instance-profile/node");
  return aNodeView(
    id,
    {
      instance: [aDocument("instance", id)],
      "instance-profile": [profile],
      role: [aDocument("role", arn)],
      ...parts,
    },
    around,
  );
}

test("fails where the simulator says that the organization denies, likely and with no resource of the account to blame", () => {
  const node = aNode({ refuses: { node: { ssm: denied } }, ...simulated });
  expect(outcomeOf(check, node)).toBe(`${failed} (likely)`);
  expect(sentenceOf(check, node)).toContain(
    "A policy of the organization denies role node ssm:UpdateInstance",
  );
});

test("passes for an organization that denies only what no agent does", () => {
  expect(outcomeOf(check, aNode({}))).toBe("pass");
});

test("is unknown where the simulator was not heard: the role's own policies tell nothing of the organization", () => {
  const gaps = [aGap("role-simulation", "iam:SimulatePrincipalPolicy")];
  expect(outcomeOf(check, aNode({ gaps }))).toBe("unknown iam:SimulatePrincipalPolicy");
});

test("leaves to the role what its own policies refuse", () => {
  expect(outcomeOf(check, aNode({ refuses: { node: { ssm: { by: "none" } } } }))).toBe("pass");
});

test("asks for the role of default host management where that one signs", () => {
  const parts = {
    "service-setting": [
      aDocument("service-setting", hostManagementSettingId, { value: "service-role/Default" }),
    ],
    role: [aDocument("role", arn), aDocument("role", hostManagementArn)],
  };
  const both = { refuses: { "*": { ssm: denied } }, ...simulated };
  expect(outcomeOf(check, aNode(both, parts))).toBe(`${failed} (likely)`);
  expect(sentenceOf(check, aNode(both, parts))).toContain("denies role Default ssm:");
  const own = { refuses: { node: { ssm: denied }, Default: {} }, ...simulated };
  expect(outcomeOf(check, aNode(own, parts))).toBe("pass");
});

test("is undecided where the organization's policy hangs on a condition", () => {
  const open = { by: "organization-policy", decision: "undecided" } as const;
  expect(outcomeOf(check, aNode({ refuses: { node: { ssm: open } } }))).toBe(
    "undecided organization-policy-denies organization/organization (likely)",
  );
});

test("is unknown where the role could not be read, and does not apply to a stopped instance", () => {
  const gaps = [aGap("role", "iam:GetRole", { resource: "node" })];
  expect(outcomeOf(check, aNode({ gaps }, { role: [] }))).toBe("unknown iam:GetRole");
  const stopped = { instance: [aDocument("instance", id, { state: "stopped" })] };
  expect(outcomeOf(check, aNode({}, stopped))).toBe("does not apply");
});
