import { expect, test } from "vitest";
import { consoleAt } from "./console.ts";

test("a step leads to the resource's page, and says the way in words", () => {
  expect(consoleAt("eu-west-1", { kind: "security-group", id: "sg-1" }, "Outbound rules")).toEqual({
    url: "https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#SecurityGroup:groupId=sg-1",
    path: "EC2 → Security Groups → sg-1 → Outbound rules",
  });
});

test.each([
  ["cn-north-1", "https://cn-north-1.console.amazonaws.cn/vpcconsole/home?region=cn-north-1#Endpoints:"],
  [
    "us-gov-west-1",
    "https://us-gov-west-1.console.amazonaws-us-gov.com/vpcconsole/home?region=us-gov-west-1#Endpoints:",
  ],
])("in %s it is that partition's console", (region, url) => {
  expect(consoleAt(region, { kind: "vpc-endpoint" }, "Create endpoint")).toEqual({
    url,
    path: "VPC → Endpoints → Create endpoint",
  });
});

test("what has no page of its own is found in the list of its kind", () => {
  const { url } = consoleAt("eu-west-1", { kind: "instance-profile", id: "arn:x" });
  expect(url).toBe("https://eu-west-1.console.aws.amazon.com/iam/home?region=eu-west-1#/roles");
});
