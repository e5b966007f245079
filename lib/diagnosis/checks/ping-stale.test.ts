import { expect, test } from "vitest";
import type { ManagedNode } from "../../model/documents/managed-node.ts";
import { aDocument, aGap, aMoment } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, sentenceOf } from "../../testing/a-node-view.ts";
import { pingStale as check } from "./ping-stale.ts";

const id = "i-0123456789abcdef0";
const instance = [aDocument("instance", id)];
const minute = 60_000;
const aNode = (record: Partial<ManagedNode>) =>
  aNodeView(id, { instance, "managed-node": [aDocument("managed-node", id, record)] });

test("fails once the last ping is older than a quarter of an hour", () => {
  const node = aNode({ lastPingAt: aMoment - 16 * minute });
  expect(outcomeOf(check, node)).toBe(`fail agent-silent instance/${id} (likely)`);
  expect(sentenceOf(check, node)).toContain("16 minutes old");
  expect(outcomeOf(check, aNode({ lastPingAt: aMoment - 15 * minute }))).toBe("pass");
});

test("holds nothing against a record that does not tell when it last pinged", () => {
  expect(outcomeOf(check, aNode({ lastPingAt: null }))).toBe("pass");
});

test("does not apply to what SSM itself calls lost, or does not know", () => {
  expect(outcomeOf(check, aNode({ pingStatus: "ConnectionLost" }))).toBe("not-applicable");
  expect(outcomeOf(check, aNodeView(id, { instance }))).toBe("not-applicable");
});

test("is unknown where SSM's records could not be read", () => {
  const gaps = [aGap("managed-node", "ssm:DescribeInstanceInformation")];
  expect(outcomeOf(check, aNodeView(id, { instance }, { gaps }))).toBe(
    "unknown ssm:DescribeInstanceInformation",
  );
});
