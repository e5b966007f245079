import { expect, test } from "vitest";
import { canonicalCidr, containsCidr } from "./cidr.ts";

test.each([
  ["100.68.0.18/18", 4, "100.68.0.0/18"],
  ["255.255.255.255/32", 4, "255.255.255.255/32"],
  ["203.0.113.9/0", 4, "0.0.0.0/0"],
  ["10.0.0.0", 4, null],
  ["10.0.0/8", 4, null],
  ["10.0.0.0/-1", 4, null],
  ["2001:db8::/32", 6, "2001:db8::/32"],
  ["2001:db8::/129", 6, null],
  ["2001:db8::/32", 4, null],
] as const)("the block %s of IPv%d is kept as %s", (value, family, kept) => {
  expect(canonicalCidr(value, family)).toBe(kept);
});

test.each([
  ["10.0.0.0/16", "10.0.0.0/16", true],
  ["10.0.0.0/16", "10.0.255.0/24", true],
  ["10.0.0.0/16", "10.0.0.0/15", false],
  ["10.0.0.0/16", "10.1.0.0/24", false],
  ["0.0.0.0/0", "10.1.0.0/24", true],
  ["2001:db8::/32", "10.1.0.0/24", false],
])("%s contains %s: %s", (whole, part, isContained) => {
  expect(containsCidr(whole, part)).toBe(isContained);
});
