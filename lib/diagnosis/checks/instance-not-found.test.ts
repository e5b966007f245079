import { expect, test } from "vitest";
import { type Scope, type ScopeKey, scopeKey } from "../../model/scope.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { aDocument, aGap, aScope, aSnapshot, type WorldParts } from "../../testing/a-document.ts";
import { aScopeView, outcomeOf, sentenceOf } from "../../testing/a-node-view.ts";
import { NodeView } from "../node-view.ts";
import { instanceNotFound as check } from "./instance-not-found.ts";

const id = "i-0123456789abcdef0";
const hybridId = "mi-0123456789abcdef0";
const ireland: Scope = { ...aScope, region: "eu-central-1" };

function aNode(nodeId: string, parts: WorldParts, others: readonly [Scope, Snapshot][] = [], gaps = {}) {
  const view = aScopeView(parts, gaps);
  const snapshots = new Map<ScopeKey, Snapshot>([[scopeKey(aScope), view.snapshot]]);
  for (const [scope, snapshot] of others) snapshots.set(scopeKey(scope), snapshot);
  return new NodeView(nodeId, { ...view, world: { snapshots, changes: [] } });
}

test("passes where EC2, or of a hybrid node SSM, knows it here", () => {
  expect(outcomeOf(check, aNode(id, { instance: [aDocument("instance", id)] }))).toBe("pass");
  expect(outcomeOf(check, aNode(hybridId, { "managed-node": [aDocument("managed-node", hybridId)] }))).toBe(
    "pass",
  );
});

test("fails where nobody knows it, and says who names it all the same", () => {
  const association = aDocument("association", "assoc-1", {
    name: "nightly",
    targets: [{ key: "InstanceIds", values: [id] }],
  });
  const node = aNode(id, { association: [association] });
  expect(outcomeOf(check, node)).toBe(`fail instance-not-found instance/${id}`);
  expect(sentenceOf(check, node)).toBe(`${id} does not exist in this account and Region.`);
  const finding = check.examine(node).explain();
  expect(finding.evidence.map(({ sentence }) => sentence)).toContain("Association nightly names it.");
});

test("says so where SSM still lists what EC2 has forgotten", () => {
  const node = aNode(id, { "managed-node": [aDocument("managed-node", id)] });
  expect(sentenceOf(check, node)).toContain("SSM still lists it");
});

test("names the other scope that has it", () => {
  const node = aNode(id, {}, [[ireland, aSnapshot({ instance: [aDocument("instance", id)] })]]);
  expect(outcomeOf(check, node)).toBe(`fail instance-in-other-scope instance/${id}`);
  expect(sentenceOf(check, node)).toContain("123456789012:eu-central-1");
});

test.each([
  ["terminated", "was terminated"],
  ["shutting-down", "is being terminated"],
] as const)("says so where the other scope has it as %s", (state, words) => {
  const node = aNode(id, {}, [[ireland, aSnapshot({ instance: [aDocument("instance", id, { state })] })]]);
  expect(outcomeOf(check, node)).toBe(`fail instance-terminated instance/${id}`);
  expect(sentenceOf(check, node)).toContain(`${words} in 123456789012:eu-central-1`);
  expect(check.examine(node).explain().evidence.at(-1)).toMatchObject({ value: state });
});

test("is not sure that it is nowhere while another scope could not be read", () => {
  const unread = aSnapshot({}, { gaps: [aGap("instance", "ec2:DescribeInstances")] });
  expect(outcomeOf(check, aNode(id, {}, [[ireland, unread]]))).toBe(
    `fail instance-not-found instance/${id} (likely)`,
  );
});

test("is unknown where EC2 could not be asked", () => {
  const gaps = [aGap("instance", "ec2:DescribeInstances")];
  expect(outcomeOf(check, aNode(id, {}, [], { gaps }))).toBe("unknown ec2:DescribeInstances");
});
