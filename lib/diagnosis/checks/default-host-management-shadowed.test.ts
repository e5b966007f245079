import { expect, test } from "vitest";
import type { Change } from "../../model/world.ts";
import { aDocument, aGap, aMoment, type WorldParts } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, type Surroundings, sentenceOf } from "../../testing/a-node-view.ts";
import { hostManagementSettingId } from "../identity/host-management.ts";
import { defaultHostManagementShadowed as check } from "./default-host-management-shadowed.ts";

const id = "i-0123456789abcdef0";
const arn = "arn:aws:iam::123456789012:role/node";
const failed = `fail default-host-management-shadowed role/${arn}`;
const missing = { by: "none" } as const;

function aNode(
  around: Surroundings,
  parts: WorldParts = {},
  setting: string | null = "service-role/Default",
) {
  const profile = aDocument("instance-profile", "arn:aws:iam::123456789012:instance-profile/node");
  return aNodeView(
    id,
    {
      instance: [aDocument("instance", id)],
      "instance-profile": [profile],
      role: [
        aDocument("role", arn),
        aDocument("role", "arn:aws:iam::123456789012:role/service-role/Default"),
      ],
      "service-setting": [aDocument("service-setting", hostManagementSettingId, { value: setting })],
      ...parts,
    },
    around,
  );
}

test("fails for a role that allows the heartbeat and not the channel, while default host management is on", () => {
  const node = aNode({ refuses: { node: { ssmmessages: missing } } });
  expect(outcomeOf(check, node)).toBe(failed);
  expect(sentenceOf(check, node)).toContain("so the agent never turns to default host management");
});

test("is not applicable where default host management is off", () => {
  expect(outcomeOf(check, aNode({ refuses: { node: { ssmmessages: missing } } }, {}, "$None"))).toBe(
    "not-applicable",
  );
});

test("passes for a role that has everything, and for one that has nothing", () => {
  expect(outcomeOf(check, aNode({}))).toBe("pass");
  expect(outcomeOf(check, aNode({ refuses: { node: { ssm: missing, ssmmessages: missing } } }))).toBe("pass");
});

test.each(["permissions-boundary", "organization-policy"] as const)(
  "leaves a channel that the %s refuses to the check of that",
  (by) => {
    expect(outcomeOf(check, aNode({ refuses: { node: { ssmmessages: { by } } } }))).toBe("pass");
  },
);

test("is nothing to an agent that is known to be too old for default host management", () => {
  const old = { "managed-node": [aDocument("managed-node", id, { agentVersion: "3.1.501.0" })] };
  expect(outcomeOf(check, aNode({ refuses: { node: { ssmmessages: missing } } }, old))).toBe("pass");
});

test("is unknown where the Region's setting could not be read and would matter", () => {
  const gaps = [aGap("service-setting", "ssm:GetServiceSetting")];
  const half = { node: { ssmmessages: missing } };
  expect(outcomeOf(check, aNode({ gaps, refuses: half }))).toBe("unknown ssm:GetServiceSetting");
  expect(outcomeOf(check, aNode({ gaps }))).toBe("pass");
});

const core = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";

function aChange(from: unknown, to: unknown): Change {
  return {
    scope: "123456789012:eu-west-1",
    ...{ kind: "role", id: arn, field: "AttachedPolicies", from, to },
    ...{ at: aMoment - 3_600_000, by: "arn:aws:iam::123456789012:user/kim" },
  };
}

const refuses = { node: { ssm: missing, ssmmessages: missing } };
const lost = { "managed-node": [aDocument("managed-node", id, { pingStatus: "ConnectionLost" })] };

test.each([
  ["a managed policy was detached", [{ PolicyArn: core }], []],
  [
    "a statement was taken out",
    { Document: '{"Action":["ssm:Update*"]}' },
    { Document: '{"Action":["s3:*"]}' },
  ],
  ["a policy was deleted", ["ssm:*"], null],
])("is likely for a lost node whose role allowed the heartbeat before %s", (_, from, to) => {
  expect(outcomeOf(check, aNode({ refuses, changes: [aChange(from, to)] }, lost))).toBe(`${failed} (likely)`);
});

test("passes where the change took nothing of it, where there is no history, and where the node is heard", () => {
  const harmless = [aChange([{ PolicyArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" }], [])];
  expect(outcomeOf(check, aNode({ refuses, changes: harmless }, lost))).toBe("pass");
  expect(outcomeOf(check, aNode({ refuses }, lost))).toBe("pass");
  const heard = { "managed-node": [aDocument("managed-node", id)] };
  const changes = [aChange([{ PolicyArn: core }], [])];
  expect(outcomeOf(check, aNode({ refuses, changes }, heard))).toBe("pass");
});
