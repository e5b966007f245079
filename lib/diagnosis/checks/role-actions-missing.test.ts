import { describe, expect, test } from "vitest";
import type { ManagedNode } from "../../model/documents/managed-node.ts";
import { aDocument, aGap, type WorldParts } from "../../testing/a-document.ts";
import {
  aNodeView,
  outcomeOf,
  type Refusals,
  type Surroundings,
  sentenceOf,
} from "../../testing/a-node-view.ts";
import { hostManagementSettingId } from "../identity/host-management.ts";
import { permissionsBoundaryDenies } from "./permissions-boundary-denies.ts";
import { roleActionsDenied } from "./role-actions-denied.ts";
import { roleActionsMissing as check } from "./role-actions-missing.ts";

const id = "i-0123456789abcdef0";
const arn = "arn:aws:iam::123456789012:role/node";
const failed = `fail role-actions-missing role/${arn}`;
const on = {
  "service-setting": [
    aDocument("service-setting", hostManagementSettingId, { value: "service-role/Default" }),
  ],
  role: [aDocument("role", arn), aDocument("role", "arn:aws:iam::123456789012:role/service-role/Default")],
};

function aNode(refused: Refusals, parts: WorldParts = {}, around: Surroundings = {}) {
  const profile = aDocument("instance-profile", "arn:aws:iam::123456789012:instance-profile/node");
  return aNodeView(
    id,
    {
      instance: [aDocument("instance", id)],
      "instance-profile": [profile],
      role: [aDocument("role", arn)],
      ...parts,
    },
    { refuses: { node: refused }, ...around },
  );
}

const missing = { by: "none" } as const;

test("passes for a role that allows what a node needs, by whatever policy", () => {
  expect(outcomeOf(check, aNode({}))).toBe("pass");
});

test("fails without the heartbeat, and says that the node is never heard of", () => {
  const node = aNode({ ssm: missing, ssmmessages: missing });
  expect(outcomeOf(check, node)).toBe(failed);
  expect(sentenceOf(check, node)).toBe(
    "Role node does not allow ssm:UpdateInstanceInformation and the four actions of ssmmessages: Systems Manager never hears from the node.",
  );
});

test("fails without the session channel, and says that the node looks online", () => {
  const node = aNode({ ssmmessages: missing, ec2messages: missing });
  expect(outcomeOf(check, node)).toBe(failed);
  expect(sentenceOf(check, node)).toContain("looks online at best, and neither commands nor sessions arrive");
});

test("does not say that commands fail where the role has the older channel for them", () => {
  const node = aNode({ ssmmessages: missing });
  expect(outcomeOf(check, node)).toBe(failed);
  expect(sentenceOf(check, node)).toContain("commands only over the older ec2messages");
});

test("fails without the data channel alone, which sessions need and commands do not", () => {
  const node = aNode({ "ssmmessages:OpenDataChannel": missing });
  expect(outcomeOf(check, node)).toBe(failed);
  expect(sentenceOf(check, node)).toContain("commands arrive, and sessions do not");
});

test("is likely where only the simulator says so", () => {
  expect(outcomeOf(check, aNode({ ssm: missing }, {}, { source: "simulation" }))).toBe(`${failed} (likely)`);
});

test.each(["permissions-boundary", "organization-policy"] as const)(
  "leaves what the %s refuses to its own check",
  (by) => {
    expect(outcomeOf(check, aNode({ ssm: { by } }))).toBe("pass");
  },
);

test("leaves what a policy denies to its own check, decided or not", () => {
  const by = "identity-policy" as const;
  expect(outcomeOf(check, aNode({ ssm: { by, decision: "explicitly-denied" } }))).toBe("pass");
  expect(outcomeOf(check, aNode({ ssm: { by, decision: "undecided", effect: "Deny" } }))).toBe("pass");
});

test("is undecided where what allows it hangs on a condition", () => {
  const refusal = { by: "identity-policy", decision: "undecided", effect: "Allow" } as const;
  expect(outcomeOf(check, aNode({ ssm: refusal }))).toBe(
    `undecided role-actions-missing role/${arn} (likely)`,
  );
});

describe("with default host management on", () => {
  test("does not speak of a role without the heartbeat, as the agent signs with another", () => {
    expect(outcomeOf(check, aNode({ ssm: missing }, on))).toBe("not-applicable");
  });

  test("leaves a role that shadows it to the check of that, so that one fault has one name", () => {
    expect(outcomeOf(check, aNode({ ssmmessages: missing }, on))).toBe("warn");
  });

  test("fails where its setting is unread and the heartbeat is allowed: the role lacks the channel either way", () => {
    const gaps = [aGap("service-setting", "ssm:GetServiceSetting")];
    expect(outcomeOf(check, aNode({ ssmmessages: missing }, {}, { gaps }))).toBe(failed);
  });

  test("is unknown where its setting is unread and the heartbeat is refused: another role may sign", () => {
    const gaps = [aGap("service-setting", "ssm:GetServiceSetting")];
    expect(outcomeOf(check, aNode({ ssm: missing }, {}, { gaps }))).toBe("unknown ssm:GetServiceSetting");
  });
});

describe("the older channel of commands", () => {
  const registered = (changes: Partial<ManagedNode>) => ({
    "managed-node": [aDocument("managed-node", id, changes)],
  });
  const refused = { ec2messages: missing };

  test.each(["3.3.40.0", "3.3.1957.0", null])("is nothing to agent %s", (agentVersion) => {
    expect(outcomeOf(check, aNode(refused, registered({ agentVersion })))).toBe("pass");
  });

  test("is what a known older agent falls back to", () => {
    expect(outcomeOf(check, aNode(refused, registered({ agentVersion: "3.2.582.0" })))).toBe("warn");
  });

  test("is all that an agent before 3.1.821.0 gets commands by", () => {
    const node = aNode(refused, registered({ agentVersion: "3.1.804.0" }));
    expect(outcomeOf(check, node)).toBe(failed);
    expect(sentenceOf(check, node)).toBe(
      "Role node does not allow the six actions of ec2messages: commands do not arrive at so old an agent.",
    );
  });

  test.each([
    ["a boundary", { by: "permissions-boundary" }, permissionsBoundaryDenies],
    ["a statement", { by: "identity-policy", decision: "explicitly-denied" }, roleActionsDenied],
  ] as const)("that %s refuses is not missing, and its own check says so", (_, refusal, own) => {
    const node = aNode({ ec2messages: refusal }, registered({ agentVersion: "3.1.804.0" }));
    expect(outcomeOf(check, node)).toBe("pass");
    expect(outcomeOf(own, node)).toBe(`fail ${own.id} role/${arn}`);
  });
});

test("asks for a hybrid node's own role", () => {
  const hybrid = "mi-0123456789abcdef0";
  const registration = aDocument("managed-node", hybrid, { iamRole: "service-role/hybrid" });
  const role = aDocument("role", "arn:aws:iam::123456789012:role/service-role/hybrid");
  const parts = { "managed-node": [registration], role: [role] };
  const node = aNodeView(hybrid, parts, { refuses: { hybrid: { ssmmessages: missing } } });
  expect(outcomeOf(check, node)).toBe(`fail role-actions-missing role/${role.id}`);
});
