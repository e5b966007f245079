import fc from "fast-check";
import { expect, test } from "vitest";
import {
  failureGroupListQuerySchema,
  failureHistogramQuerySchema,
  failureListQuerySchema,
  failureQuerySchema,
} from "../../api/failure.ts";
import type { Failure } from "../../model/failure.ts";
import { aContext } from "../../testing/a-context.ts";
import { aFailure, anExplanation } from "../../testing/a-failure.ts";
import { aNode } from "../../testing/a-node.ts";
import type { OpenContext } from "../open-context.ts";
import { countFailureFacets } from "./count-failure-facets.ts";
import { countFailureHistogram } from "./count-failure-histogram.ts";
import { listFailureGroups } from "./list-failure-groups.ts";
import { exportFailures, listFailures } from "./list-failures.ts";

const scope = "123456789012:eu-west-1";
const now = Date.UTC(2026, 10, 25, 12);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const [first, second] = ["i-0a1b2c3d4e5f60001", "i-0a1b2c3d4e5f60002"] as const;
const group = { kind: "security-group", id: "sg-0c41" };
const cause = { code: "security-group-egress-blocks", subject: group } as const;

const nodes = [
  aNode({ scope, id: first, name: "api-1", status: "lost", cause, tags: { Env: "prod" } }),
  aNode({ scope, id: second, name: "api-2", status: "reachable", tags: { Env: "lab" } }),
];

async function contextWith(failures: readonly Failure[]): Promise<OpenContext> {
  const context = await aContext({ nodes });
  await save(context, failures);
  return context;
}

function save({ store }: OpenContext, failures: readonly Failure[]): Promise<void> {
  return store.saveFailurePage({
    ...{ scope, source: "cloudtrail", failures, links: [], gaps: [], checkpoint: {}, at: now },
  });
}

const groupsOf = (context: OpenContext, query: Record<string, unknown> = {}) =>
  listFailureGroups(context, failureGroupListQuerySchema.parse(query));
const listOf = (context: OpenContext, query: Record<string, unknown> = {}) =>
  listFailures(context, failureListQuerySchema.parse(query));

const blocked = (id: string, at: number, targets: string[] = [first]) =>
  aFailure({
    ...{ id, at, kind: "DeliveryTimedOut", source: "run-command", operation: "SendCommand", targets },
    ...{ documentName: "AWS-GatherSoftwareInventory", caller: null, requestId: null },
    explanation: anExplanation("security-group-egress-blocks", group, targets),
  });

test("a group counts its failures and nodes, and says how they were then and are now", async () => {
  const context = await contextWith([
    blocked("a", now - hourMs, [first, second]),
    blocked("b", now - 25 * hourMs),
    blocked("c", now - 49 * hourMs, ["i-0a1b2c3d4e5f60009"]),
  ]);
  const { items, total, failures, silent, byWeight } = await groupsOf(context);
  expect(total).toBe(1);
  expect(items[0]).toMatchObject({
    ...{ kind: "DeliveryTimedOut", count: 3, nodes: 3, firstSeen: now - 49 * hourMs, lastSeen: now - hourMs },
    now: { byStatus: { lost: 1, reachable: 1 }, unknownNodes: 1 },
    ...{ isOpen: true, isRecurring: true, isOver: false },
    cause: { code: "security-group-egress-blocks", subject: group, isInferred: false },
  });
  expect(items[0]?.trend).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1]);
  expect({ failures, silent, byWeight }).toEqual({
    ...{ failures: 3, silent: 0 },
    byWeight: { openCauses: { causes: 1, failures: 3 }, absent: 0, unexplained: 0 },
  });
});

test("a group that came once, long ago, is over", async () => {
  const context = await contextWith([blocked("a", now - 5 * dayMs)]);
  expect((await groupsOf(context)).items[0]).toMatchObject({ isOver: true, isRecurring: false });
});

test("silent misses are a tab of their own, and in both counts", async () => {
  const context = await contextWith([
    blocked("a", now - hourMs),
    { ...blocked("b", now - hourMs), isSilent: true },
  ]);
  expect((await groupsOf(context)).items).toHaveLength(1);
  const silent = await groupsOf(context, { tab: "silent" });
  expect(silent).toMatchObject({ failures: 1, silent: 1, items: [{ count: 1, silent: 1 }] });
});

test("what is saved is in the next answer", async () => {
  const context = await contextWith([blocked("a", now - hourMs)]);
  expect((await groupsOf(context)).items[0]).toMatchObject({ count: 1, nodes: 1 });
  await save(context, [blocked("b", now - hourMs, [second])]);
  expect((await groupsOf(context)).items[0]).toMatchObject({ count: 2, nodes: 2 });
});

test("a failure tells why each target failed and how it stands now", async () => {
  const context = await contextWith([blocked("a", now - hourMs, [first, "i-0a1b2c3d4e5f60009"])]);
  const { items } = await listOf(context);
  expect(items[0]?.targets).toMatchObject([
    { id: first, cause: { code: "security-group-egress-blocks" }, now: { name: "api-1", status: "lost" } },
    { id: "i-0a1b2c3d4e5f60009", now: null },
  ]);
  const key = items[0]!.group;
  expect((await groupsOf(context, { group: key })).items.map((each) => each.key)).toEqual([key]);
  expect((await listOf(context, { group: key })).total).toBe(1);
  expect((await listOf(context, { group: "no-such" })).total).toBe(0);
});

const several = () => [
  aFailure({
    ...{ id: "gone", at: now - hourMs, requestId: "1b2c3d4e-0000", targets: ["i-0a1b2c3d4e5f60009"] },
    explanation: anExplanation("instance-terminated", null, ["i-0a1b2c3d4e5f60009"]),
  }),
  blocked("prod", now - 2 * hourMs, [first]),
  blocked("lab", now - 3 * hourMs, [second]),
  aFailure({
    ...{ id: "batch", at: now - 40 * dayMs, kind: "NoInstancesInTag", targets: ["tag:Role=batch"] },
    ...{ source: "run-command", caller: "arn:aws:iam::123456789012:user/maya", isSilent: true },
    explanation: anExplanation("target-matches-nothing", null),
  }),
];

test.each([
  ["", ["gone", "prod", "lab"]],
  ["kind:deliverytimedout", ["prod", "lab"]],
  ["-kind:DeliveryTimedOut", ["gone"]],
  ["source:cloudtrail", ["gone"]],
  ["document:AWS-RunShellScript", ["gone"]],
  ["caller:deploy", ["gone"]],
  ["caller:role/deploy", ["gone"]],
  ["caller:none", ["prod", "lab"]],
  ["cause:instance-terminated", ["gone"]],
  ["subject:sg-0c41", ["prod", "lab"]],
  ["node:api-1", ["prod"]],
  ["node:i-0a1b2c3d4e5f60009", ["gone"]],
  ["-node:api-1", ["gone", "lab"]],
  ["tag:Env=prod", ["prod"]],
  ["tag:Env", ["prod", "lab"]],
  ["status:reachable", ["lab"]],
  ["account:123456789012 region:eu-west-1", ["gone", "prod", "lab"]],
  ["region:us-east-1", []],
  ["inventory", ["prod", "lab"]],
  ["api-2", ["lab"]],
  ["1b2c3d4e-0000", ["gone"]],
  ["i-0a1b2c3d4e5f60009", ["gone"]],
  ["-1b2c3d4e-0000", ["prod", "lab"]],
])(
  "the filter %j finds the same in the list, the groups, the histogram, the facets and the export",
  async (q, ids) => {
    const context = await contextWith(several());
    const { items, total } = await listOf(context, { q });
    expect(items.map(({ id }) => id)).toEqual(ids);
    expect(total).toBe(ids.length);
    const groups = await groupsOf(context, { q });
    expect(groups.items.reduce((sum, { count }) => sum + count, 0)).toBe(ids.length);
    expect(groups.failures).toBe(ids.length);
    const histogram = await countFailureHistogram(context, failureHistogramQuerySchema.parse({ q }));
    expect(histogram.total).toBe(ids.length);
    const facets = await countFailureFacets(context, failureQuerySchema.parse({ q }));
    expect(facets.total).toBe(ids.length);
    const exported = await exportFailures(context, { q, after: null });
    expect(exported.items.map(({ id }) => id)).toEqual(ids);
  },
);

test("a facet's own terms are left out of its counts, and where nothing matches each term says what it hides", async () => {
  const context = await contextWith(several());
  const counted = await countFailureFacets(context, failureQuerySchema.parse({ q: "kind:DeliveryTimedOut" }));
  const kinds = counted.facets.find(({ key }) => key === "kind")?.values;
  expect(kinds?.map(({ value, count }) => [value, count])).toEqual([
    ["DeliveryTimedOut", 2],
    ["InvalidInstanceId", 1],
  ]);
  const nothing = await countFailureFacets(
    context,
    failureQuerySchema.parse({ q: "kind:InvalidInstanceId tag:Env=prod" }),
  );
  expect(nothing.withoutTerm).toEqual([
    { term: "kind:InvalidInstanceId", total: 1 },
    { term: "tag:Env=prod", total: 1 },
  ]);
});

test("a time that is no time, and a cursor of another list, are refused by name", async () => {
  const context = await contextWith(several());
  await expect(listOf(context, { since: "yesterday" })).rejects.toMatchObject({ field: "since" });
  const { next } = await listOf(context, { limit: 1 });
  await expect(listOf(context, { limit: 1, q: "kind:x", cursor: next })).rejects.toMatchObject({
    field: "cursor",
  });
});

test("pages of groups and of failures neither repeat nor miss", async () => {
  const failures = Array.from({ length: 23 }, (_, index) =>
    aFailure({ id: `f-${index}`, at: now - index * hourMs, operation: `Op${index % 11}` }),
  );
  const context = await contextWith(failures);
  for (const ask of [groupsOf, listOf]) {
    const seen: unknown[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: { items: object[]; next: string | null } = await ask(context, {
        limit: 4,
        ...(cursor === "" ? {} : { cursor }),
      });
      seen.push(...page.items.map((item) => ("key" in item ? item.key : "id" in item && item.id)));
      cursor = page.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(ask === groupsOf ? 11 : 23);
  }
});

test("groups, histogram and list count the same in any time, however it is cut", async () => {
  const anyFailure = fc.record({
    at: fc.integer({ min: 0, max: 10 * 24 }).map((hours) => now - hours * hourMs - 1),
    kind: fc.constantFrom("Undeliverable", "InvalidTarget"),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyFailure, { maxLength: 12 }),
      fc.integer({ min: 0, max: 10 * dayMs }),
      fc.integer({ min: 0, max: 10 * dayMs }),
      fc.constantFrom("", "node:api-1"),
      async (changes, one, other, q) => {
        const context = await contextWith(
          changes.map((change, at) => aFailure({ ...change, id: `f-${at}`, targets: [first] })),
        );
        const [since, until] = [now - Math.max(one, other), now - Math.min(one, other)];
        const query = { q, since: String(since), until: String(until) };
        const meant = changes.filter(({ at }) => at >= since && at < until).length;
        const { items, total } = await listOf(context, query);
        expect([items.length, total]).toEqual([meant, meant]);
        const groups = await groupsOf(context, query);
        expect(groups.items.reduce((sum, { count }) => sum + count, 0)).toBe(meant);
        const nodesOf = groups.items.map((each) => each.nodes);
        expect(nodesOf).toEqual(groups.items.map(() => 1));
        const histogram = await countFailureHistogram(context, failureHistogramQuerySchema.parse(query));
        expect(histogram.total).toBe(meant);
      },
    ),
    { numRuns: 40 },
  );
}, 30_000);

test("what matched nothing is a group for each expression, and names no node", async () => {
  const empty = (id: string, expression: string) =>
    aFailure({
      ...{ id, at: now - hourMs, kind: "NoInstancesInTag", source: "run-command", targets: [expression] },
      explanation: anExplanation("target-matches-nothing", { kind: "expression", id: expression }, [
        expression,
      ]),
    });
  const context = await contextWith([
    empty("a", "tag:Role=batch"),
    empty("b", "tag:Role=batch"),
    empty("c", "tag:Tier=legacy"),
  ]);
  const { items } = await groupsOf(context);
  expect(items.map(({ count, nodes: many, cause: { subject } }) => [count, many, subject?.id])).toEqual([
    [2, 0, "tag:Role=batch"],
    [1, 0, "tag:Tier=legacy"],
  ]);
});
