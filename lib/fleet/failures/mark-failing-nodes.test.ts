import { expect, test } from "vitest";
import type { Failure } from "../../model/failure.ts";
import { aContext } from "../../testing/a-context.ts";
import { aFailure, anExplanation } from "../../testing/a-failure.ts";
import { aNode } from "../../testing/a-node.ts";
import { countFacets } from "../count-facets.ts";
import { listNodes } from "../list-nodes.ts";
import type { OpenContext } from "../open-context.ts";
import { markFailingNodes } from "./mark-failing-nodes.ts";

const scope = "123456789012:eu-west-1";
const now = Date.UTC(2026, 10, 25, 12);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const [first, second] = ["i-0a1b2c3d4e5f60001", "i-0a1b2c3d4e5f60002"] as const;
const nodes = [aNode({ scope, id: first }), aNode({ scope, id: second })];

const failed = (id: string, at: number, { targets = [first] as string[], kind = "DeliveryTimedOut" } = {}) =>
  aFailure({ id, at, kind, targets, explanation: anExplanation("agent-silent", null, targets) });

const save = ({ store }: OpenContext, failures: readonly Failure[]) =>
  store.saveFailurePage({
    ...{ scope, source: "cloudtrail", failures, links: [], gaps: [], checkpoint: {}, at: now },
  });

test("a page of nodes tells of those that failed when that was, and of no others", async () => {
  const context = await aContext({
    nodes: nodes.map((node) => ({ ...node, failures: node.id === first ? 3 : 0 })),
  });
  await save(context, [
    failed("a", now - hourMs),
    failed("b", now - 2 * hourMs),
    failed("c", now - 29 * dayMs),
  ]);
  const { items } = await listNodes(context, { q: "", sort: "id", limit: 9 });
  expect(items.map(({ failureTrend }) => failureTrend)).toEqual([[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2], null]);
});

test("nodes are filtered and counted by how they failed of late, also those that come later", async () => {
  const context = await aContext({ nodes: nodes.slice(0, 1) });
  await save(context, [
    failed("a", now - hourMs, { targets: [first, second] }),
    failed("b", now - hourMs, { kind: "TargetNotConnected" }),
    failed("c", now - 31 * dayMs, { kind: "InvalidTarget" }),
  ]);
  const found = async (q: string) =>
    (await listNodes(context, { q, sort: "id", limit: 9 })).items.map(({ id }) => id);
  expect(await found("failure:DeliveryTimedOut")).toEqual([]);
  expect(await markFailingNodes(context)).toBe(true);
  expect(await markFailingNodes(context)).toBe(false);
  expect(await found("failure:DeliveryTimedOut,TargetNotConnected")).toEqual([first]);
  expect(await found("failure:InvalidTarget")).toEqual([]);
  await context.store.saveNodes(scope, nodes, now);
  await context.catchUp();
  expect(await found("failure:DeliveryTimedOut -failure:TargetNotConnected")).toEqual([second]);
  const facet = (await countFacets(context, { q: "" })).facets.find(({ key }) => key === "failure");
  expect(facet?.values.map(({ value, count }) => [value, count])).toEqual([
    ["DeliveryTimedOut", 2],
    ["TargetNotConnected", 1],
  ]);
});
