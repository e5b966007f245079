import { expect, test } from "vitest";
import { allow, aPolicy, aRole } from "../../testing/a-role.ts";
import { hasRoomInline, haveRoom, sizeOf, trustPolicyQuota } from "./policy-quotas.ts";
import type { Rewrite } from "./policy-rewrites.ts";

const textOf = (size: number) => "x".repeat(size);
const role = aRole([allow()]);

test("white space is not counted", () => {
  expect(sizeOf(JSON.stringify({ Version: "2012-10-17", Statement: [] }, null, 4))).toBe(
    JSON.stringify({ Version: "2012-10-17", Statement: [] }).length,
  );
});

test("a trust policy above the default shows that the account may have more", () => {
  expect(trustPolicyQuota(textOf(2_048))).toBe(2_048);
  expect(trustPolicyQuota(textOf(2_049))).toBe(4_096);
});

test("all inline policies of a role have room together", () => {
  const standing = sizeOf(aPolicy([allow()]));
  expect(hasRoomInline(role, textOf(10_240 - standing))).toBe(true);
  expect(hasRoomInline(role, textOf(10_241 - standing))).toBe(false);
});

test.each([
  ["attached", 6_144, true],
  ["attached", 6_145, false],
  ["boundary", 6_144, true],
  ["boundary", 6_145, false],
  ["inline", 10_240, true],
  ["inline", 10_241, false],
] as const)("one that is %s and becomes %i long has room: %s", (kind, size, has) => {
  const rewrite: Rewrite = { kind, policy: "own", before: "", after: textOf(size), statements: [] };
  expect(haveRoom(role, [rewrite])).toBe(has);
});

test("what shrinks has room, however long it is, and what goes needs none", () => {
  const rewrite = { kind: "attached", policy: "p", before: textOf(9_000), statements: [] } as const;
  expect(haveRoom(role, [{ ...rewrite, after: textOf(8_999) }])).toBe(true);
  expect(haveRoom(role, [{ ...rewrite, after: null }])).toBe(true);
});
