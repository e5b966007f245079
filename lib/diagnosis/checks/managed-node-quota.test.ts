import { expect, test } from "vitest";
import { aDocument, aGap } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf } from "../../testing/a-node-view.ts";
import { managedNodeQuota as check } from "./managed-node-quota.ts";

const ids = ["i-0123456789abcdef0", "i-0123456789abcdef1"];
const [id = ""] = ids;
const parts = { "managed-node": ids.map((each) => aDocument("managed-node", each)) };

test("warns above the quota, and blames the scope", () => {
  expect(outcomeOf(check, aNodeView(id, parts, { managedNodeQuota: 1 }))).toBe(
    "warn managed-node-quota scope/123456789012:eu-west-1 (likely)",
  );
});

test("passes up to the quota", () => {
  expect(outcomeOf(check, aNodeView(id, parts, { managedNodeQuota: 2 }))).toBe("pass");
});

test("counts all of the scope's nodes where only some of them are at hand", () => {
  const around = { managedNodeQuota: 2, managedNodeCount: 3 };
  expect(outcomeOf(check, aNodeView(id, parts, around))).toMatch(/^warn/);
});

test("does not apply to what is not managed, and is unknown where that was not read", () => {
  expect(outcomeOf(check, aNodeView("i-0123456789abcdef9", parts))).toBe("does not apply");
  const gaps = [aGap("managed-node", "ssm:DescribeInstanceInformation")];
  expect(outcomeOf(check, aNodeView(id, {}, { gaps }))).toBe("unknown ssm:DescribeInstanceInformation");
});
