import { expect, test } from "vitest";
import type { Instance } from "../../model/documents/instance.ts";
import { aDocument, aGap, aMoment } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, type Surroundings, sentenceOf } from "../../testing/a-node-view.ts";
import { hostManagementSettingId } from "../identity/host-management.ts";
import { instanceProfileMissing as check } from "./instance-profile-missing.ts";

const id = "i-0123456789abcdef0";
const roleArn = "arn:aws:iam::123456789012:role/node";
const missing = `instance-profile-missing instance/${id}`;

function aNode(
  changes: Partial<Instance>,
  { setting = null, ...rest }: Surroundings & { setting?: string | null; parts?: object } = {},
) {
  const instance = aDocument("instance", id, changes);
  const profile = aDocument("instance-profile", "arn:aws:iam::123456789012:instance-profile/node");
  return aNodeView(
    id,
    {
      instance: [instance],
      "instance-profile": [profile],
      role: [aDocument("role", roleArn)],
      "service-setting": [aDocument("service-setting", hostManagementSettingId, { value: setting })],
      ...rest.parts,
    },
    rest,
  );
}

test("fails without a profile where default host management is off", () => {
  expect(outcomeOf(check, aNode({ instanceProfileArn: null }))).toBe(`fail ${missing}`);
});

test.each(["$None", "", null])("takes %j for a setting that names no role", (setting) => {
  expect(outcomeOf(check, aNode({ instanceProfileArn: null }, { setting }))).toBe(`fail ${missing}`);
});

test("passes with a profile, whatever else could not be read", () => {
  const gaps = [aGap("service-setting", "ssm:GetServiceSetting")];
  expect(outcomeOf(check, aNode({}, { gaps }))).toBe("pass");
});

test("passes without a profile where default host management is on", () => {
  expect(outcomeOf(check, aNode({ instanceProfileArn: null }, { setting: "service-role/Default" }))).toBe(
    "pass",
  );
});

test("is unknown, not failed, where the Region's setting could not be read", () => {
  const gaps = [aGap("service-setting", "ssm:GetServiceSetting", { resource: hostManagementSettingId })];
  const node = aNodeView(
    id,
    { instance: [aDocument("instance", id, { instanceProfileArn: null })] },
    { gaps },
  );
  expect(outcomeOf(check, node)).toBe("unknown ssm:GetServiceSetting");
});

test.each(["stopped", "stopping", "terminated", "shutting-down"] as const)(
  "does not apply to one that is %s",
  (state) => {
    expect(outcomeOf(check, aNode({ instanceProfileArn: null, state }))).toBe("does not apply");
  },
);

test("does not apply to a hybrid node", () => {
  expect(outcomeOf(check, aNodeView("mi-0123456789abcdef0", {}))).toBe("does not apply");
});

test("only warns of a node that answers all the same, by credentials of its own", () => {
  const parts = { "managed-node": [aDocument("managed-node", id)] };
  expect(outcomeOf(check, aNode({ instanceProfileArn: null }, { parts }))).toBe(`warn ${missing} (likely)`);
  const silent = { "managed-node": [aDocument("managed-node", id, { pingStatus: "ConnectionLost" })] };
  expect(outcomeOf(check, aNode({ instanceProfileArn: null }, { parts: silent }))).toBe(`fail ${missing}`);
});

test("shows a profile that is being attached beside the fault", () => {
  const association = aDocument("profile-association", "iip-assoc-1", {
    instanceId: id,
    instanceProfileArn: "arn:aws:iam::123456789012:instance-profile/node",
    state: "associating",
    since: aMoment - 5_000,
  });
  const node = aNode({ instanceProfileArn: null }, { parts: { "profile-association": [association] } });
  expect(outcomeOf(check, node)).toBe(`fail ${missing}`);
  const finding = check.examine(node);
  expect(finding.explain().evidence.map(({ field, value }) => `${field} ${value}`)).toContain(
    "State associating",
  );
  expect(sentenceOf(check, node)).toBe(
    "It has no instance profile, and default host management is off in eu-west-1.",
  );
});
