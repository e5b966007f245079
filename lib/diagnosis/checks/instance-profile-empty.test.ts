import { expect, test } from "vitest";
import type { InstanceProfile } from "../../model/documents/instance-profile.ts";
import { aDocument, aGap, type WorldParts } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, type Surroundings, sentenceOf } from "../../testing/a-node-view.ts";
import { hostManagementSettingId } from "../identity/host-management.ts";
import { instanceProfileEmpty as check } from "./instance-profile-empty.ts";

const id = "i-0123456789abcdef0";
const profileArn = "arn:aws:iam::123456789012:instance-profile/node";
const role = aDocument("role", "arn:aws:iam::123456789012:role/node");
const empty = `instance-profile-empty instance-profile/${profileArn}`;

function aNode(profile: Partial<InstanceProfile> | null, parts: WorldParts = {}, around: Surroundings = {}) {
  const profiles = profile === null ? [] : [aDocument("instance-profile", profileArn, profile)];
  const instance = [aDocument("instance", id, { instanceProfileArn: profileArn })];
  return aNodeView(id, { instance, "instance-profile": profiles, role: [role], ...parts }, around);
}

test("passes with a role in the profile, whatever the role's name", () => {
  expect(outcomeOf(check, aNode({}))).toBe("pass");
  expect(outcomeOf(check, aNode({ name: "other" }))).toBe("pass");
});

test("fails where the profile holds no role", () => {
  expect(outcomeOf(check, aNode({ roles: [] }))).toBe(`fail ${empty}`);
  expect(sentenceOf(check, aNode({ roles: [] }))).toBe("Instance profile node holds no role.");
});

test("fails where the profile is gone, and where its role is", () => {
  expect(outcomeOf(check, aNode(null))).toBe(`fail ${empty}`);
  expect(outcomeOf(check, aNode({}, { role: [] }))).toBe(`fail ${empty}`);
});

test.each([
  ["the profile", "instance-profile", "iam:GetInstanceProfile", profileArn],
  ["its role, which is asked for by name", "role", "iam:GetRole", "node"],
] as const)("is unknown where %s could not be read", (_, kind, action, resource) => {
  const gaps = [aGap(kind, action, { resource })];
  const parts = kind === "role" ? { role: [] } : { "instance-profile": [] };
  expect(outcomeOf(check, aNode({}, parts, { gaps }))).toBe(`unknown ${action}`);
});

test("passes where default host management stands in, as the agent turns to it then", () => {
  const setting = aDocument("service-setting", hostManagementSettingId, { value: "service-role/Default" });
  expect(outcomeOf(check, aNode({ roles: [] }, { "service-setting": [setting] }))).toBe("pass");
});

test("fails where default host management is on and the agent is known to be too old for it", () => {
  const setting = aDocument("service-setting", hostManagementSettingId, { value: "service-role/Default" });
  const registration = aDocument("managed-node", id, {
    pingStatus: "ConnectionLost",
    agentVersion: "3.1.821.0",
  });
  const parts = { "service-setting": [setting], "managed-node": [registration] };
  expect(outcomeOf(check, aNode({ roles: [] }, parts))).toBe(`fail ${empty}`);
});

test("is not applicable without a profile", () => {
  const instance = aDocument("instance", id, { instanceProfileArn: null });
  expect(outcomeOf(check, aNodeView(id, { instance: [instance] }))).toBe("not-applicable");
});
