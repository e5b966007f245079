import { expect, test } from "vitest";
import { aDocument, aGap, aSnapshot } from "../../testing/a-document.ts";
import { fingerprint, preconditionOf } from "./precondition.ts";

test("a document that says the same has the same fingerprint, whatever the order, and another one has not", () => {
  const group = aDocument("security-group", "sg-1", { tags: { a: "1", b: "2" } });
  expect(fingerprint({ ...group, tags: { b: "2", a: "1" } })).toBe(fingerprint(group));
  expect(fingerprint({ ...group, egress: [] })).not.toBe(fingerprint(group));
});

test("a ping is no change of a node's record", () => {
  const node = aDocument("managed-node", "i-1");
  expect(fingerprint({ ...node, lastPingAt: 1 })).toBe(fingerprint(node));
  expect(fingerprint({ ...node, pingStatus: "ConnectionLost" })).not.toBe(fingerprint(node));
});

test("that there was none is a fact as well, and that it was not read is none", () => {
  const table = aDocument("route-table", "rtb-1");
  const there = preconditionOf(aSnapshot({ "route-table": [table] }), "route-table", "rtb-1");
  const absent = preconditionOf(aSnapshot({}), "route-table", "rtb-1");
  expect(there).toEqual({ kind: "route-table", id: "rtb-1", fingerprint: fingerprint(table) });
  expect(absent.fingerprint).not.toBe(there.fingerprint);
  const unread = aSnapshot({}, { gaps: [aGap("route-table", "ec2:DescribeRouteTables")] });
  expect(() => preconditionOf(unread, "route-table", "rtb-1")).toThrow("ec2:DescribeRouteTables");
});
