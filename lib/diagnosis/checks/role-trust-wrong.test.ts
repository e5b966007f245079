import { expect, test } from "vitest";
import { aDocument, aGap, type WorldParts } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, type Surroundings } from "../../testing/a-node-view.ts";
import { hostManagementSettingId } from "../identity/host-management.ts";
import { roleTrustWrong as check } from "./role-trust-wrong.ts";

const id = "i-0123456789abcdef0";
const hybrid = "mi-0123456789abcdef0";
const arn = "arn:aws:iam::123456789012:role/node";

function aNode(parts: WorldParts = {}, around: Surroundings = {}) {
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

function aHybrid(parts: WorldParts = {}, around: Surroundings = {}) {
  const registration = aDocument("managed-node", hybrid, { iamRole: "service-role/hybrid" });
  return aNodeView(hybrid, { "managed-node": [registration], ...parts }, around);
}

const hybridArn = "arn:aws:iam::123456789012:role/service-role/hybrid";
const on = {
  "service-setting": [aDocument("service-setting", hostManagementSettingId, { value: "Default" })],
};

test("passes for a role that trusts EC2", () => {
  expect(outcomeOf(check, aNode())).toBe("pass");
  expect(outcomeOf(check, aNode({}, { distrusts: { node: "ssm" } }))).toBe("pass");
});

test("fails for a role that does not, and blames the role", () => {
  expect(outcomeOf(check, aNode({}, { distrusts: { node: "ec2" } }))).toBe(
    `fail role-trust-wrong role/${arn}`,
  );
});

test("speaks of the trust also where the role's actions are refused", () => {
  const refuses = { node: { "ssm:UpdateInstanceInformation": { by: "none" as const } } };
  expect(outcomeOf(check, aNode({}, { refuses }))).toBe("pass");
});

test("passes where default host management stands in for it, and only for an agent that is new enough", () => {
  const around = { distrusts: { node: "ec2" as const } };
  expect(outcomeOf(check, aNode(on, around))).toBe("pass");
  const registration = aDocument("managed-node", id, {
    pingStatus: "ConnectionLost",
    agentVersion: "3.2.582.0",
  });
  expect(outcomeOf(check, aNode({ ...on, "managed-node": [registration] }, around))).toBe(
    `fail role-trust-wrong role/${arn}`,
  );
});

test("is undecided where the trust hangs on what nobody can know", () => {
  expect(outcomeOf(check, aNode({}, { distrusts: { node: "undecided" } }))).toBe(
    `undecided role-trust-wrong role/${arn} (likely)`,
  );
});

test("asks of a hybrid node's role whether Systems Manager may take it on", () => {
  const role = [aDocument("role", hybridArn)];
  expect(outcomeOf(check, aHybrid({ role }))).toBe("pass");
  expect(outcomeOf(check, aHybrid({ role }, { distrusts: { hybrid: "ssm" } }))).toBe(
    `fail role-trust-wrong role/${hybridArn}`,
  );
});

test("fails for a hybrid node whose role is gone, and is unknown where that could not be read", () => {
  expect(outcomeOf(check, aHybrid())).toBe(`fail role-trust-wrong role/${hybridArn}`);
  const gaps = [aGap("role", "iam:GetRole", { resource: "hybrid" })];
  expect(outcomeOf(check, aHybrid({}, { gaps }))).toBe("unknown iam:GetRole");
});

test("does not apply to a hybrid node without a record, and not without a role", () => {
  expect(outcomeOf(check, aNodeView(hybrid, {}))).toBe("does not apply");
  const instance = [aDocument("instance", id, { instanceProfileArn: null })];
  expect(outcomeOf(check, aNode({ instance }))).toBe("not-applicable");
});
