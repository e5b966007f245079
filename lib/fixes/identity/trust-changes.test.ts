import { expect, test } from "vitest";
import { aRole } from "../../testing/a-role.ts";
import { trusting, trustOf } from "./trust-changes.ts";

test.each([
  ["aws", "ec2.amazonaws.com"],
  ["aws-us-gov", "ec2.amazonaws.com"],
  ["aws-cn", "ec2.amazonaws.com.cn"],
])(
  "in %s EC2 is trusted as %s, and Systems Manager by the name that it has everywhere",
  (partition, name) => {
    expect(trustOf({ partition }, "ec2", "ssm")).toEqual({
      ...{ Effect: "Allow", Action: "sts:AssumeRole" },
      Principal: { Service: [name, "ssm.amazonaws.com"] },
    });
  },
);

test("what a role trusts already stays word for word, and a role whose trust was not read gets none", () => {
  const own = { Sid: "Ours", Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "sts:AssumeRole" };
  const trustPolicy = JSON.stringify({ Version: "2012-10-17", Id: "kept", Statement: own });
  const scope = { partition: "aws" };
  expect(JSON.parse(trusting(scope, aRole([], { trustPolicy }), ["ec2"])!)).toEqual({
    ...{ Version: "2012-10-17", Id: "kept" },
    Statement: [own, trustOf(scope, "ec2")],
  });
  expect(trusting(scope, aRole([], { trustPolicy: null }), ["ec2"])).toBeNull();
});
