import { expect, test } from "vitest";
import type { ManagedNode } from "../../model/documents/managed-node.ts";
import { aDocument, aGap } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf } from "../../testing/a-node-view.ts";
import { anObstacle, blockedBy } from "../../testing/an-obstacle.ts";
import { legacyChannelOutOfReach as check } from "./legacy-channel-out-of-reach.ts";

const id = "i-0123456789abcdef0";
const instance = [aDocument("instance", id)];
const blocked = { paths: { ec2messages: blockedBy(anObstacle("endpoint-missing", "vpc-1", "endpoint")) } };

function aNode(record: Partial<ManagedNode> | null, around: Parameters<typeof aNodeView>[2] = blocked) {
  const records = record === null ? [] : [aDocument("managed-node", id, record)];
  return aNodeView(id, { instance, "managed-node": records }, around);
}

test("warns, and blames nothing, where nobody knows how old the agent is", () => {
  expect(outcomeOf(check, aNode(null))).toBe("warn");
  expect(outcomeOf(check, aNode({ agentVersion: null }))).toBe("warn");
});

test("passes where the old channel is in reach", () => {
  expect(outcomeOf(check, aNode(null, {}))).toBe("pass");
});

test("does not apply to an agent whose version is known: the checks of its ways ask then", () => {
  expect(outcomeOf(check, aNode({ agentVersion: "3.3.40.0" }))).toBe("not-applicable");
  expect(outcomeOf(check, aNode({ agentVersion: "3.1.0.0" }))).toBe("not-applicable");
});

test("does not apply to what does not run, and is unknown where SSM's records were not read", () => {
  const stopped = { instance: [aDocument("instance", id, { state: "stopped" })] };
  expect(outcomeOf(check, aNodeView(id, stopped, blocked))).toBe("does not apply");
  const gaps = [aGap("managed-node", "ssm:DescribeInstanceInformation")];
  expect(outcomeOf(check, aNodeView(id, { instance }, { ...blocked, gaps }))).toBe(
    "unknown ssm:DescribeInstanceInformation",
  );
});
