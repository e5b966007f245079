import { expect, test } from "vitest";
import type { Change } from "../../model/world.ts";
import { aDocument, aMoment } from "../../testing/a-document.ts";
import { aScopeView } from "../../testing/a-node-view.ts";
import { onceAllowedHeartbeat } from "./once-allowed.ts";

const role = aDocument("role", "arn:aws:iam::123456789012:role/node");

function lost(from: unknown, to: unknown, changes: Partial<Change> = {}) {
  const change: Change = {
    scope: "123456789012:eu-west-1",
    kind: "role",
    ...{ id: role.id, field: "RolePolicies", at: aMoment, by: null },
    ...{ from, to },
    ...changes,
  };
  return onceAllowedHeartbeat(aScopeView({}, { changes: [change] }), role) !== undefined;
}

const allows = (Action: string | string[]) => JSON.stringify({ Statement: [{ Effect: "Allow", Action }] });

test.each([
  ["the very action", allows("ssm:UpdateInstanceInformation")],
  ["the action in other letters", allows("SSM:updateinstanceinformation")],
  ["a wildcard", allows(["s3:GetObject", "ssm:Update*"])],
  ["all of the service", allows("ssm:*")],
  ["a policy as the API sends it", encodeURIComponent(allows("ssm:*"))],
  ["a managed policy by its ARN", [{ PolicyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" }]],
])("%s that went is the heartbeat's loss", (_, from) => {
  expect(lost(from, [])).toBe(true);
});

test.each([
  ["another action", allows("ssm:GetParameter"), []],
  ["another service", allows("ssmmessages:*"), []],
  ["what is still there", allows("ssm:*"), allows("ssm:Update*")],
  ["what came", [], allows("ssm:*")],
  ["nothing", null, undefined],
  ["a text that is no policy", "%7B%zz", 7],
])("%s is not", (_, from, to) => {
  expect(lost(from, to)).toBe(false);
});

test("another document's change is not this role's", () => {
  expect(lost(allows("ssm:*"), [], { id: "arn:aws:iam::123456789012:role/other" })).toBe(false);
  expect(lost(allows("ssm:*"), [], { kind: "instance-profile" })).toBe(false);
});
