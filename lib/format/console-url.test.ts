import { expect, test } from "vitest";
import { listConsoleUrl, resourceConsoleUrl } from "./console-url.ts";

test.each([
  [
    "eu-west-1",
    { kind: "security-group", id: "sg-1" },
    "https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#SecurityGroup:groupId=sg-1",
  ],
  [
    "cn-north-1",
    { kind: "vpc", id: "vpc-1" },
    "https://cn-north-1.console.amazonaws.cn/vpcconsole/home?region=cn-north-1#VpcDetails:VpcId=vpc-1",
  ],
  [
    "us-gov-west-1",
    { kind: "managed-node", id: "mi-1" },
    "https://us-gov-west-1.console.amazonaws-us-gov.com/systems-manager/fleet-manager/managed-nodes/mi-1/general?region=us-gov-west-1",
  ],
  [
    "us-east-1",
    { kind: "role", id: "arn:aws:iam::123456789012:role/app/worker" },
    "https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/roles/details/worker",
  ],
  [
    "eu-west-1",
    { kind: "vpc", id: "vpc-1", scope: "210987654321:us-east-1" as const },
    "https://us-east-1.console.aws.amazon.com/vpcconsole/home?region=us-east-1#VpcDetails:VpcId=vpc-1",
  ],
])("in %s %o is at its own page", (region, subject, url) => {
  expect(resourceConsoleUrl(region, subject)).toBe(url);
});

test("what has no page, or no console that we know, has no link rather than a wrong one", () => {
  expect(resourceConsoleUrl("eu-west-1", { kind: "organization", id: "o-1" })).toBeNull();
  expect(resourceConsoleUrl("us-iso-east-1", { kind: "vpc", id: "vpc-1" })).toBeNull();
  expect(resourceConsoleUrl("us-isob-east-1", { kind: "vpc", id: "vpc-1" })).toBeNull();
  expect(resourceConsoleUrl("eu-isoe-west-1", { kind: "vpc", id: "vpc-1" })).toBeNull();
});

test("an id from AWS never changes where a link leads", () => {
  expect(resourceConsoleUrl("eu-west-1", { kind: "vpc", id: "$&/../x?y#z" })).toBe(
    "https://eu-west-1.console.aws.amazon.com/vpcconsole/home?region=eu-west-1#VpcDetails:VpcId=%24%26%2F..%2Fx%3Fy%23z",
  );
});

test("what is still to be made is made where its kind is listed", () => {
  expect(listConsoleUrl("eu-west-1", "vpc-endpoint")).toBe(
    "https://eu-west-1.console.aws.amazon.com/vpcconsole/home?region=eu-west-1#Endpoints:",
  );
  expect(listConsoleUrl("us-iso-east-1", "vpc-endpoint")).toBeNull();
});
