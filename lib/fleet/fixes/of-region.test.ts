import { expect, test } from "vitest";
import { idOfWalkthrough, regionOf, sentenceOfRegion } from "./of-region.ts";

const scope = "123456789012:eu-west-1";
const setting = `${scope}:/ssm/managed-instance/default-ec2-instance-management-role`;
const ofNode = { code: "instance-profile-missing", key: `${scope}:i-1` } as const;

test("a fix that makes one setting for a Region has one walkthrough there, whichever node it was asked for", () => {
  const id = `turn-on-default-host-management~instance-profile-missing~${setting}`;
  expect(idOfWalkthrough({ fixId: "turn-on-default-host-management", ...ofNode })).toBe(id);
  expect(idOfWalkthrough({ fixId: "turn-on-default-host-management", ...ofNode, key: setting })).toBe(id);
  expect(idOfWalkthrough({ fixId: "create-instance-profile", ...ofNode })).toContain(":i-1");
});

test("such a key is told from that of a cause with a subject of its own", () => {
  expect(regionOf({ ...ofNode, key: setting })).toBe(scope);
  expect(regionOf(ofNode)).toBeUndefined();
  // Of this one the setting itself is to blame.
  expect(regionOf({ code: "default-host-management-broken", key: setting })).toBeUndefined();
  expect(regionOf({ ...ofNode, key: "arn:aws:iam::123456789012:role/x" })).toBeUndefined();
});

test("its nodes are told by their number", () => {
  expect(sentenceOfRegion("instance-profile-missing", scope, 12)).toBe(
    "Instance profile missing: 12 nodes of eu-west-1.",
  );
});
