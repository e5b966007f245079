import { expect, test } from "vitest";
import { aNodeSummary } from "../fleet/a-node-summary.ts";
import { platformOf, profileNameOf, sortedTags } from "./node-facts.ts";

test("a platform is said as exactly as it is known", () => {
  expect(platformOf(aNodeSummary({ platformName: "Amazon Linux 2023" }))).toBe("Amazon Linux 2023");
  expect(platformOf(aNodeSummary({ platformName: null, platform: "windows" }))).toBe("Windows");
  expect(platformOf(aNodeSummary({ platformName: null, platform: null }))).toBeNull();
});

test("a profile is called by its name, whatever its path", () => {
  expect(profileNameOf("arn:aws:iam::123456789012:instance-profile/apps/api")).toBe("api");
});

test("people's tags come before those of AWS", () => {
  const tags = { "aws:autoscaling:groupName": "api", Owner: "web", Env: "prod", Name: "api-7" };
  expect(sortedTags(tags).map(([key]) => key)).toEqual(["Name", "Env", "Owner", "aws:autoscaling:groupName"]);
});
