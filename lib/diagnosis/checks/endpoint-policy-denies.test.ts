import { expect, test } from "vitest";
import type { PathVerdict } from "../../network/path-verdict.ts";
import { aDocument, aGap, type WorldParts } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, type Surroundings, sentenceOf } from "../../testing/a-node-view.ts";
import { endpointPolicyDenies as check } from "./endpoint-policy-denies.ts";

const id = "i-0123456789abcdef0";
const through = (endpointId: string): Partial<PathVerdict> => ({ way: "endpoint", endpointId });
const paths = { ssm: through("vpce-ssm"), ssmmessages: through("vpce-messages") };
const refused = { by: "endpoint-policy" } as const;

function aNode(around: Surroundings, parts: WorldParts = {}) {
  const profile = aDocument("instance-profile", "arn:aws:iam::123456789012:instance-profile/node");
  return aNodeView(
    id,
    {
      instance: [aDocument("instance", id)],
      "instance-profile": [profile],
      role: [aDocument("role", "arn:aws:iam::123456789012:role/node")],
      "vpc-endpoint": [aDocument("vpc-endpoint", "vpce-ssm"), aDocument("vpc-endpoint", "vpce-messages")],
      ...parts,
    },
    { paths, ...around },
  );
}

test("passes where the endpoints let the role through", () => {
  expect(outcomeOf(check, aNode({}))).toBe("pass");
});

test("fails for the endpoint whose policy refuses the actions of its own service, and blames it", () => {
  const node = aNode({ endpointRefuses: { "vpce-messages": { ssmmessages: refused } } });
  expect(outcomeOf(check, node)).toBe("fail endpoint-policy-denies vpc-endpoint/vpce-messages");
  expect(sentenceOf(check, node)).toContain("the node looks online at best, sessions do not arrive");
});

test("asks an endpoint for nothing but its own service's actions", () => {
  const others = { "vpce-ssm": { ssmmessages: refused }, "vpce-messages": { ssm: refused } };
  expect(outcomeOf(check, aNode({ endpointRefuses: others }))).toBe("pass");
});

test("names every endpoint that refuses, the heartbeat's first", () => {
  const both = { "vpce-ssm": { ssm: refused }, "vpce-messages": { ssmmessages: refused } };
  expect(outcomeOf(check, aNode({ endpointRefuses: both }))).toBe(
    "fail endpoint-policy-denies vpc-endpoint/vpce-ssm endpoint-policy-denies vpc-endpoint/vpce-messages",
  );
});

test("is not applicable where the names lead elsewhere, and where there is no role", () => {
  expect(outcomeOf(check, aNode({ paths: {} }))).toBe("not-applicable");
  const bare = { instance: [aDocument("instance", id, { instanceProfileArn: null })] };
  expect(outcomeOf(check, aNode({}, bare))).toBe("not-applicable");
});

test("is undecided where the policy hangs on what nobody can know", () => {
  const open = { "vpce-ssm": { ssm: { by: "endpoint-policy", decision: "undecided" } } } as const;
  expect(outcomeOf(check, aNode({ endpointRefuses: open }))).toBe(
    "undecided endpoint-policy-denies vpc-endpoint/vpce-ssm (likely)",
  );
});

test("is unknown where the role could not be read, and does not apply to hybrid nodes", () => {
  const gaps = [aGap("role", "iam:GetRole", { resource: "node" })];
  expect(outcomeOf(check, aNode({ gaps }, { role: [] }))).toBe("unknown iam:GetRole");
  expect(outcomeOf(check, aNodeView("mi-0123456789abcdef0", {}))).toBe("does not apply");
});
