import { describe, expect, test } from "vitest";
import { aDocument, aGap, type WorldParts } from "../../testing/a-document.ts";
import { aNodeView, type Surroundings } from "../../testing/a-node-view.ts";
import { credentialsOf, signingRole } from "./credentials.ts";
import { hostManagementSettingId } from "./host-management.ts";

const id = "i-0123456789abcdef0";
const profileArn = "arn:aws:iam::123456789012:instance-profile/node";
const profile = aDocument("instance-profile", profileArn);
const role = aDocument("role", "arn:aws:iam::123456789012:role/node");
const hostRole = aDocument("role", "arn:aws:iam::123456789012:role/service-role/Default");

function aNode(isHostManagementOn: boolean, parts: WorldParts = {}, around: Surroundings = {}) {
  const value = isHostManagementOn ? "service-role/Default" : "$None";
  return aNodeView(
    id,
    {
      instance: [aDocument("instance", id)],
      "instance-profile": [profile],
      role: [role, hostRole],
      "service-setting": [aDocument("service-setting", hostManagementSettingId, { value })],
      ...parts,
    },
    around,
  );
}

const refused = { refuses: { node: { "ssm:UpdateInstanceInformation": { by: "none" as const } } } };

/** Each way in which a profile gives the agent nothing, in the order in which the agent comes to it. */
const faults: readonly [what: string, parts: WorldParts, around: Surroundings][] = [
  ["no-profile", { instance: [aDocument("instance", id, { instanceProfileArn: null })] }, {}],
  ["profile-gone", { "instance-profile": [] }, {}],
  ["profile-empty", { "instance-profile": [{ ...profile, roles: [] }] }, {}],
  ["role-gone", { role: [hostRole] }, {}],
  ["trust-refused", {}, { distrusts: { node: "ec2" } }],
  ["heartbeat-refused", {}, refused],
];

describe("an agent", () => {
  test("signs with its profile while that is allowed the heartbeat, whatever else it lacks", () => {
    const around = { refuses: { node: { ssmmessages: { by: "none" as const } } } };
    for (const isOn of [true, false]) {
      const node = aNode(isOn, {}, around);
      const credentials = credentialsOf(node);
      expect(credentials).toMatchObject({ from: "instance-profile", role });
      expect(credentials && signingRole(node, credentials)).toBe(role);
    }
  });

  test("signs with its profile as long as its heartbeat is not known to be refused", () => {
    const open = { by: "identity-policy", decision: "undecided" } as const;
    const around = { refuses: { node: { "ssm:UpdateInstanceInformation": open } } };
    expect(credentialsOf(aNode(true, {}, around))?.from).toBe("instance-profile");
  });

  test.each(faults)(
    "with %s has nothing to sign with, or default host management's role",
    (what, parts, around) => {
      expect(credentialsOf(aNode(false, parts, around))).toMatchObject({
        from: "nowhere",
        because: { what },
      });
      const node = aNode(true, parts, around);
      const credentials = credentialsOf(node);
      expect(credentials).toMatchObject({ from: "host-management", instead: { what } });
      expect(credentials && signingRole(node, credentials)).toBe(hostRole);
    },
  );

  test.each(faults)("with %s is not judged where the Region's setting was not read", (_, parts, around) => {
    const gaps = [aGap("service-setting", "ssm:GetServiceSetting")];
    expect(() => credentialsOf(aNode(false, parts, { ...around, gaps }))).toThrow("ssm:GetServiceSetting");
  });

  test("with a good profile needs no setting", () => {
    const gaps = [aGap("service-setting", "ssm:GetServiceSetting")];
    expect(credentialsOf(aNode(false, {}, { gaps }))?.from).toBe("instance-profile");
  });
});

test.each(faults)(
  "a known older agent with %s turns to default host management only where it has no profile",
  (what, parts, around) => {
    const record = aDocument("managed-node", id, { agentVersion: "3.1.821.0" });
    const from = what === "no-profile" ? "host-management" : "nowhere";
    expect(credentialsOf(aNode(true, { ...parts, "managed-node": [record] }, around))?.from).toBe(from);
  },
);

test("nobody is asked of an instance that does not run, and of a hybrid node without a record", () => {
  const stopped = { instance: [aDocument("instance", id, { state: "stopped" })] };
  expect(credentialsOf(aNode(true, stopped))).toBeNull();
  expect(credentialsOf(aNodeView("mi-0123456789abcdef0", {}))).toBeNull();
});
