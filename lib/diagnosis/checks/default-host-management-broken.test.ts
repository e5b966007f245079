import { expect, test } from "vitest";
import type { Instance } from "../../model/documents/instance.ts";
import { aDocument, aGap, type WorldParts } from "../../testing/a-document.ts";
import { aNodeView, examined, outcomeOf, type Surroundings, sentenceOf } from "../../testing/a-node-view.ts";
import { hostManagementSettingId } from "../identity/host-management.ts";
import { defaultHostManagementBroken as check } from "./default-host-management-broken.ts";

const id = "i-0123456789abcdef0";
const arn = "arn:aws:iam::123456789012:role/service-role/Default";
const nodeRoleArn = "arn:aws:iam::123456789012:role/node";
const failed = `fail default-host-management-broken role/${arn}`;
const setting = aDocument("service-setting", hostManagementSettingId, { value: "service-role/Default" });

function aNode(around: Surroundings = {}, parts: WorldParts = {}, changes: Partial<Instance> = {}) {
  return aNodeView(
    id,
    {
      instance: [aDocument("instance", id, { instanceProfileArn: null, ...changes })],
      "service-setting": [setting],
      role: [aDocument("role", arn)],
      ...parts,
    },
    around,
  );
}

test("passes where the role exists, is trusted to Systems Manager and allows what a node needs", () => {
  expect(outcomeOf(check, aNode())).toBe("pass");
});

test("fails where the role does not exist, and blames the setting", () => {
  expect(outcomeOf(check, aNode({}, { role: [] }))).toBe(
    `fail default-host-management-broken service-setting/${hostManagementSettingId}`,
  );
});

test("fails where Systems Manager may not take the role on, and blames the role", () => {
  expect(outcomeOf(check, aNode({ distrusts: { Default: "ssm" } }))).toBe(failed);
  expect(outcomeOf(check, aNode({ distrusts: { Default: "ec2" } }))).toBe("pass");
});

test("fails where the role lacks actions, once for all that is wrong with it", () => {
  const around: Surroundings = {
    refuses: { Default: { ssmmessages: { by: "none" } } },
    distrusts: { Default: "ssm" },
  };
  expect(outcomeOf(check, aNode(around))).toBe(failed);
  expect(sentenceOf(check, aNode(around))).toMatch(
    /ssm is not-allowed.*It does not allow the four actions of ssmmessages/,
  );
});

test("leaves what the organization denies to the check of that", () => {
  const refuses = { Default: { ssm: { by: "organization-policy" as const } } };
  expect(outcomeOf(check, aNode({ refuses }))).toBe("pass");
});

test("speaks for a node whose own role does not allow the heartbeat", () => {
  const profile = aDocument("instance-profile", "arn:aws:iam::123456789012:instance-profile/node");
  const parts = {
    "instance-profile": [profile],
    role: [aDocument("role", nodeRoleArn), aDocument("role", arn)],
  };
  const changes = { instanceProfileArn: profile.id };
  const refuses = { node: { ssm: { by: "none" as const } } };
  expect(outcomeOf(check, aNode({ refuses, distrusts: { Default: "ssm" } }, parts, changes))).toBe(failed);
  expect(outcomeOf(check, aNode({ refuses }, parts, changes))).toBe("pass");
  expect(outcomeOf(check, aNode({ distrusts: { Default: "ssm" } }, parts, changes))).toBe("not-applicable");
});

test("is not applicable where default host management is off", () => {
  const off = {
    "service-setting": [aDocument("service-setting", hostManagementSettingId, { value: "$None" })],
  };
  expect(outcomeOf(check, aNode({}, off))).toBe("not-applicable");
});

test("warns of metadata version 2 that is only optional, while nothing is heard of the node", () => {
  const metadataOptions = { ...aDocument("instance", id).metadataOptions!, httpTokens: "optional" };
  expect(outcomeOf(check, aNode({}, {}, { metadataOptions }))).toBe("warn");
  const heard = { "managed-node": [aDocument("managed-node", id)] };
  expect(outcomeOf(check, aNode({}, heard, { metadataOptions }))).toBe("pass");
});

test("is undecided where the trust hangs on what nobody can know", () => {
  expect(outcomeOf(check, aNode({ distrusts: { Default: "undecided" } }))).toBe(
    `undecided default-host-management-broken role/${arn} (likely)`,
  );
});

test.each([
  ["service-setting", "ssm:GetServiceSetting", hostManagementSettingId],
  ["role", "iam:GetRole", "Default"],
] as const)("is unknown where the %s could not be read", (kind, action, resource) => {
  const parts = kind === "role" ? { role: [] } : { "service-setting": [] };
  const node = aNode({ gaps: [aGap(kind, action, { resource })] }, parts);
  expect(outcomeOf(check, node)).toBe(`unknown ${action}`);
});

test("shows the setting as it was read", () => {
  const finding = examined(check, aNode({}, { role: [] }));
  expect(finding?.explain().evidence).toMatchObject([
    { api: "ssm:GetServiceSetting", field: "SettingValue", value: "service-role/Default" },
  ]);
});
