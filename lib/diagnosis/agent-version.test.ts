import { expect, test } from "vitest";
import { compareAgentVersions, isKnownOlder } from "./agent-version.ts";

test.each([
  ["3.3.40.0", "3.3.40.0", 0],
  ["3.3.40", "3.3.40.0", 0],
  ["3.2.1041.0", "3.2.582.0", 1],
  ["3.3.987.0", "3.3.3270.0", -1],
  ["2.3.1319.0", "3.0.413.0", -1],
  ["10.0.0.0", "9.9.9.9", 1],
])("%s against %s is by number, part by part, and not by letter", (version, other, sign) => {
  expect(Math.sign(compareAgentVersions(version, other) ?? Number.NaN)).toBe(sign);
});

test.each(["", "latest", "3.3.x", "-1.0"])("%j is no version, and so older than nothing", (version) => {
  expect(compareAgentVersions(version, "3.0.0.0")).toBeNull();
  expect(isKnownOlder(version, "hostManagement")).toBe(false);
});

test("an unknown version is not known to be older", () => {
  expect(isKnownOlder(null, "sessionChannel")).toBe(false);
  expect(isKnownOlder("2.2.619.0", "sessionChannel")).toBe(true);
  expect(isKnownOlder("2.3.68.0", "sessionChannel")).toBe(false);
});
