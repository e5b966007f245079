import { expect, test } from "vitest";
import { GapError, Snapshot } from "../model/snapshot.ts";
import { aDocument, aGap, aMoment, aScope, aSnapshot } from "../testing/a-document.ts";
import { findRole } from "./find-role.ts";

const arn = "arn:aws:iam::123456789012:role/service-role/HostManagement";
const role = aDocument("role", arn);

test.each([arn, "service-role/HostManagement", "HostManagement", "hostmanagement"])(
  "%s stands for the role",
  (reference) => {
    expect(findRole(aSnapshot({ role: [role] }), reference)).toBe(role);
  },
);

test("a role that AWS does not have is null", () => {
  expect(findRole(aSnapshot({ role: [role] }), "Other")).toBeNull();
  expect(findRole(aSnapshot({}), arn)).toBeNull();
});

test.each([arn, "HostManagement"])(
  "a role that could not be read is a gap by any of its names, though the gap goes by %s alone",
  (resource) => {
    const snapshot = aSnapshot({}, { gaps: [aGap("role", "iam:GetRole", { resource })] });
    for (const reference of [arn, "service-role/HostManagement", "HostManagement"]) {
      expect(() => findRole(snapshot, reference)).toThrow(GapError);
    }
    expect(findRole(snapshot, "Other")).toBeNull();
  },
);

test("a role that was read is found by any of its names, though not all roles were", () => {
  const gaps = [aGap("role", "ssm:DescribeActivations")];
  const documents = { role: [{ document: role, observedAt: aMoment }] };
  const snapshot = new Snapshot({ scope: aScope, at: aMoment, documents, gaps });
  for (const reference of [arn, "service-role/HostManagement", "HostManagement"])
    expect(findRole(snapshot, reference)).toBe(role);
  expect(() => findRole(snapshot, "Other")).toThrow(GapError);
  expect(() => findRole(snapshot, `${arn}2`)).toThrow(GapError);
});

test("a role is found by its name under whatever path", () => {
  const elsewhere = aDocument("role", "arn:aws:iam::123456789012:role/teams/web/Host");
  expect(findRole(aSnapshot({ role: [elsewhere] }), "Host")).toBe(elsewhere);
});
