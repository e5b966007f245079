import { expect, test } from "vitest";
import type { ManagedNode } from "../../model/documents/managed-node.ts";
import { aDocument, aGap } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf } from "../../testing/a-node-view.ts";
import { pingLost as check } from "./ping-lost.ts";

const id = "i-0123456789abcdef0";
const instance = [aDocument("instance", id)];
const aNode = (record: Partial<ManagedNode>) =>
  aNodeView(id, { instance, "managed-node": [aDocument("managed-node", id, record)] });

test.each(["ConnectionLost", "Inactive"] as const)("fails for %s", (pingStatus) => {
  expect(outcomeOf(check, aNode({ pingStatus }))).toBe(`fail agent-silent instance/${id} (likely)`);
});

test("passes for Online, and does not apply without a record", () => {
  expect(outcomeOf(check, aNode({}))).toBe("pass");
  expect(outcomeOf(check, aNodeView(id, { instance }))).toBe("not-applicable");
});

test("does not apply to a stopped instance, whatever record is left of it", () => {
  const stopped = [aDocument("instance", id, { state: "stopped" })];
  const record = [aDocument("managed-node", id, { pingStatus: "ConnectionLost" })];
  expect(outcomeOf(check, aNodeView(id, { instance: stopped, "managed-node": record }))).toBe(
    "does not apply",
  );
});

test("is unknown where SSM's records could not be read", () => {
  const gaps = [aGap("managed-node", "ssm:DescribeInstanceInformation")];
  expect(outcomeOf(check, aNodeView(id, { instance }, { gaps }))).toBe(
    "unknown ssm:DescribeInstanceInformation",
  );
});
