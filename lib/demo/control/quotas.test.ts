import { expect, test } from "vitest";
import { type QuotaCall, takeToken } from "./quotas.ts";

const call = (action: string, changes: Partial<QuotaCall> = {}): QuotaCall => ({
  action,
  account: "1",
  region: "eu-west-1",
  mutates: false,
  isUnpaged: false,
  ...changes,
});

function allowedAtOnce(asked: QuotaCall): number {
  const buckets = new Map();
  let count = 0;
  while (takeToken(buckets, asked, 0, 1)) count++;
  return count;
}

test.each([
  [call("ec2:DescribeInstances"), 100],
  [call("ec2:DescribeInstances", { isUnpaged: true }), 50],
  [call("ec2:CreateRoute", { mutates: true }), 50],
  [call("ec2:CreateVpcEndpoint", { mutates: true }), 4],
  [call("ssm:GetConnectionStatus"), 50],
  [call("cloudtrail:LookupEvents"), 2],
])("$action has the bucket that AWS documents", (asked, bucket) => {
  expect(allowedAtOnce(asked)).toBe(bucket);
});

test("an empty bucket fills at its rate, and no other scope notices", () => {
  const buckets = new Map();
  const asked = call("cloudtrail:LookupEvents");
  for (let number = 0; number < 2; number++) expect(takeToken(buckets, asked, 0, 1)).toBe(true);
  expect(takeToken(buckets, asked, 400, 1)).toBe(false);
  expect(takeToken(buckets, asked, 500, 1)).toBe(true);
  expect(takeToken(buckets, asked, 500, 1)).toBe(false);
  expect(takeToken(buckets, { ...asked, region: "us-east-1" }, 500, 1)).toBe(true);
});
