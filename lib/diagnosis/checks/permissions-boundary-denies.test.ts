import { expect, test } from "vitest";
import type { Role } from "../../model/documents/role.ts";
import { aDocument, aGap, type WorldParts } from "../../testing/a-document.ts";
import {
  aNodeView,
  outcomeOf,
  type Refusals,
  type Surroundings,
  sentenceOf,
} from "../../testing/a-node-view.ts";
import { permissionsBoundaryDenies as check } from "./permissions-boundary-denies.ts";

const id = "i-0123456789abcdef0";
const arn = "arn:aws:iam::123456789012:role/node";
const boundary = { permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/edge" };
const by = "permissions-boundary" as const;

function aNode(
  refused: Refusals,
  changes: Partial<Role> = boundary,
  parts: WorldParts = {},
  around: Surroundings = {},
) {
  const profile = aDocument("instance-profile", "arn:aws:iam::123456789012:instance-profile/node");
  return aNodeView(
    id,
    {
      instance: [aDocument("instance", id)],
      "instance-profile": [profile],
      role: [aDocument("role", arn, changes)],
      ...parts,
    },
    { refuses: { node: refused }, ...around },
  );
}

test.each(["not-allowed", "explicitly-denied"] as const)(
  "fails where the boundary says %s, and blames the role",
  (decision) => {
    const node = aNode({ ssm: { by, decision }, ssmmessages: { by, decision } });
    expect(outcomeOf(check, node)).toBe(`fail permissions-boundary-denies role/${arn}`);
    expect(sentenceOf(check, node)).toContain("Permissions boundary edge of role node leaves out ssm:Update");
  },
);

test("passes without a boundary, and with one that is wide enough", () => {
  expect(sentenceOf(check, aNode({}, {}))).toBe("Role node has no permissions boundary.");
  expect(outcomeOf(check, aNode({}))).toBe("pass");
});

test("leaves to the role's policies what they refuse", () => {
  expect(outcomeOf(check, aNode({ ssm: { by: "none" } }))).toBe("pass");
});

test("is undecided where the boundary hangs on a condition", () => {
  expect(outcomeOf(check, aNode({ ssm: { by, decision: "undecided" } }))).toBe(
    `undecided permissions-boundary-denies role/${arn} (likely)`,
  );
});

test("is unknown where the role could not be read, and does not apply to a stopped instance", () => {
  const gaps = [aGap("role", "iam:GetRole", { resource: "node" })];
  expect(outcomeOf(check, aNode({}, {}, { role: [] }, { gaps }))).toBe("unknown iam:GetRole");
  const stopped = { instance: [aDocument("instance", id, { state: "stopped" })] };
  expect(outcomeOf(check, aNode({}, {}, stopped))).toBe("does not apply");
});
