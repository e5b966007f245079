import { expect, test } from "vitest";
import { identityScopeFor, identityTrailRegion } from "./trail-region.ts";

const ireland = { partition: "aws", account: "123456789012", region: "eu-west-1" };

test.each([
  ["aws", "eu-west-1", "us-east-1"],
  ["aws-cn", "cn-northwest-1", "cn-north-1"],
  ["aws-us-gov", "us-gov-east-1", "us-gov-west-1"],
  ["aws-new", "new-west-1", "new-west-1"],
])("in %s what was done to IAM from %s stands in %s", (partition, region, expected) => {
  expect(identityTrailRegion({ partition, region })).toBe(expected);
});

test("the first scope of an account asks for it where nobody reads its Region, and no other", () => {
  const home = { ...ireland, region: "us-east-1" };
  const stockholm = { ...ireland, region: "eu-north-1" };
  const keys = ["123456789012:eu-west-1", "123456789012:eu-north-1", "210987654321:us-east-1"] as const;
  expect(identityScopeFor(stockholm, keys)).toEqual(home);
  expect(identityScopeFor(ireland, keys)).toBeNull();
  expect(identityScopeFor(stockholm, [...keys, "123456789012:us-east-1"])).toBeNull();
  expect(identityScopeFor(home, ["123456789012:us-east-1"])).toBeNull();
});
