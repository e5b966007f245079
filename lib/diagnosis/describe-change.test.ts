import { expect, test } from "vitest";
import type { Change } from "../model/world.ts";
import { describeChange, principalName } from "./describe-change.ts";

const sts = "arn:aws:sts::123456789012:assumed-role";

test.each([
  [`${sts}/terraform-ci/gh-run-1`, "role/terraform-ci"],
  ["arn:aws:iam::123456789012:user/ops/maya", "user/ops/maya"],
  ["arn:aws-cn:iam::123456789012:root", "root"],
  ["autoscaling.amazonaws.com", "autoscaling.amazonaws.com"],
])("%s is called %s", (caller, name) => {
  expect(principalName(caller)).toBe(name);
});

test.each([
  [{ event: "RevokeSecurityGroupEgress" }, "An outbound rule of sg-1 was revoked by role/terraform-ci."],
  [{ event: "DeleteVpcEndpoints", field: "*", id: "vpce-1" }, "vpce-1 was deleted by role/terraform-ci."],
  [
    { event: "ModifyVpcAttribute", field: "EnableDnsSupport" },
    "EnableDnsSupport of sg-1 was changed by role/terraform-ci.",
  ],
  [{ by: null }, "An outbound rule of sg-1 was changed."],
] satisfies [Partial<Change>, string][])("%j is told as: %s", (parts, sentence) => {
  const change: Change = {
    ...{ scope: "123456789012:eu-west-1", kind: "security-group", id: "sg-1", field: "IpPermissionsEgress" },
    ...{ from: undefined, to: [], at: 0, by: `${sts}/terraform-ci/gh-run-1` },
    ...parts,
  };
  expect(describeChange(change)).toBe(sentence);
});
