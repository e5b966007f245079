import { describe, expect, test } from "vitest";
import { type TrailParts, toldOf } from "../../testing/a-trail-event.ts";
import { changingCalls, toTrailChanges } from "./index.ts";

const scope = { partition: "aws", account: "123456789012", region: "eu-west-1" };

const https = {
  items: [
    {
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      groups: { items: [{ groupId: "sg-2", userId: "123456789012" }] },
      ipRanges: { items: [{ cidrIp: "0.0.0.0/0", description: "out" }] },
      ipv6Ranges: {},
      prefixListIds: {},
    },
  ],
};
describe("nothing is made of a call that changed nothing", () => {
  const request = { groupId: "sg-1", ipPermissions: https };
  test.each([
    ["was refused", { more: { errorCode: "Client.UnauthorizedOperation" } }],
    ["was a dry run", { more: { errorCode: "Client.DryRunOperation" } }],
    ["asked for a dry run", { request: { ...request, dryRun: true } }],
    ["was answered with an error", { response: { errorCode: "InvalidGroup.NotFound" } }],
    ["was answered with false", { response: { _return: false } }],
    ["is another service's", { source: "lambda" }],
    ["names no document", { request: { ipPermissions: https } }],
    ["has no parameters left", { request: null }],
  ] satisfies [string, TrailParts][])("because it %s", (_, parts) => {
    expect(toldOf("AuthorizeSecurityGroupEgress", { request, ...parts })).toEqual([]);
  });

  test("or of an event that is not about anything that a diagnosis reads", () => {
    expect(toldOf("CreateBucket", { source: "s3" })).toEqual([]);
    expect(toTrailChanges(scope, { EventName: "CreateRoute", CloudTrailEvent: "not json" })).toEqual([]);
    expect(toTrailChanges(scope, {})).toEqual([]);
  });
});

test("no call throws for parameters of a shape that nobody has seen", () => {
  const shapes: unknown[] = [{}, [], "text", 7, { items: 1 }, { groupId: {}, roleName: [], instancesSet: 3 }];
  for (const name of changingCalls)
    for (const shape of shapes)
      for (const source of ["ec2", "iam", "ssm"])
        expect(() => toldOf(name, { request: shape, response: shape, source })).not.toThrow();
});

test("what a policy or a setting says in full is not kept", () => {
  const secret = "NOT-TO-BE-KEPT";
  const request = {
    roleName: "r",
    policyName: "p",
    policyDocument: secret,
    VpcEndpointId: "vpce-1",
    PolicyDocument: secret,
  };
  for (const [name, source] of [
    ["PutRolePolicy", "iam"],
    ["UpdateAssumeRolePolicy", "iam"],
    ["ModifyVpcEndpoint", "ec2"],
  ] as const)
    expect(JSON.stringify(toldOf(name, { request, source }))).not.toContain(secret);
});
