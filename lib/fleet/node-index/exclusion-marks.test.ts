import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { parseFilter } from "../../routes/filter.ts";
import { aNode } from "../../testing/a-node.ts";
import { listNodes } from "./list-nodes.ts";
import { NodeIndex } from "./node-index.ts";
import { summarise } from "./summarise.ts";

let now = 0;
let index: NodeIndex;

beforeEach(() => {
  now = 1_000;
  index = new NodeIndex({ now: () => now });
  index.apply([
    aNode({ id: "i-1", status: "lost", tags: { Env: "lab" } }),
    aNode({ id: "i-2", status: "lost", tags: { Env: "prod" } }),
    aNode({ id: "i-3", tags: { Env: "lab" } }),
  ]);
});

const excludeLab = (until = 2_000) =>
  index.exclude([{ id: "lab", filter: parseFilter("tag:Env=lab"), until }]);
const idsOf = (q: string) =>
  listNodes(index, { filter: parseFilter(q), sort: "id", limit: 200 }).items.map(({ id }) => id);

test("excluded nodes leave the counts of the headline, and are counted by themselves", () => {
  excludeLab();
  expect(summarise(index, [], now)).toMatchObject({
    total: 3,
    excluded: 2,
    shouldAnswer: 1,
    answer: 0,
    byStatus: { lost: 1, reachable: 0 },
  });
});

test("excluded nodes are listed by a term, as are all others", () => {
  expect([idsOf("excluded:yes"), idsOf("excluded:no")]).toEqual([[], ["i-1", "i-2", "i-3"]]);
  excludeLab();
  expect(idsOf("excluded:yes")).toEqual(["i-1", "i-3"]);
  expect(idsOf("excluded:no")).toEqual(["i-2"]);
  expect(idsOf("-excluded:yes")).toEqual(["i-2"]);
  expect(idsOf("excluded:lab status:lost")).toEqual(["i-1"]);
});

test("they come back by themselves at the moment when the exclusion ends", () => {
  excludeLab();
  now = 1_999;
  expect(idsOf("excluded:yes")).toHaveLength(2);
  now = 2_000;
  expect(idsOf("excluded:yes")).toEqual([]);
  expect(index.exclusionsOf({ scope: "123456789012:eu-west-1", id: "i-1" })).toEqual([]);
});

test("a node that comes to match later is excluded then, and one that ceases to is not", () => {
  excludeLab();
  expect(idsOf("excluded:yes")).toEqual(["i-1", "i-3"]);
  index.apply([aNode({ id: "i-1" }), aNode({ id: "i-4", tags: { Env: "lab", Team: "new" } })]);
  expect(idsOf("excluded:yes")).toEqual(["i-3", "i-4"]);
});

test("a node says which exclusions hold for it", () => {
  const filter = parseFilter("status:lost");
  index.exclude([
    { id: "lab", filter: parseFilter("tag:Env=lab"), until: 2_000 },
    { id: "lost", filter, until: 3_000 },
    { id: "ended", filter, until: 1_000 },
  ]);
  const of = (id: string) => index.exclusionsOf({ scope: "123456789012:eu-west-1", id });
  expect([of("i-1"), of("i-2"), of("i-9")]).toEqual([["lab", "lost"], ["lost"], []]);
});

test("a node that is starting is found as such for as long as it may be, and no longer", () => {
  index.apply([aNode({ id: "i-4", status: "unregistered", expectedUntil: 2_000 })]);
  expect([idsOf("starting:yes"), idsOf("starting:no").length]).toEqual([["i-4"], 3]);
  now = 2_000;
  expect([idsOf("starting:yes"), idsOf("-starting:yes").length]).toEqual([[], 4]);
  index.apply([aNode({ id: "i-4", status: "unregistered", expectedUntil: 3_000 })]);
  expect(idsOf("starting:yes")).toEqual(["i-4"]);
  index.apply([aNode({ id: "i-4" })]);
  expect(idsOf("starting:yes")).toEqual([]);
});

test("whatever changes in whatever order, the marks are those of an index that was filled at once", () => {
  const change = fc.record({
    id: fc.constantFrom("i-1", "i-2", "i-3", "i-4"),
    env: fc.constantFrom("lab", "prod", null),
    isAsked: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), fc.nat({ max: 12 }), (changes, excludedAt) => {
      const changed = new NodeIndex({ now: () => 0 });
      const envs = new Map<string, string>();
      changes.forEach(({ id, env, isAsked }, at) => {
        if (at === excludedAt) changed.exclude([{ id: "x", filter: parseFilter("tag:Env=lab"), until: 1 }]);
        if (env === null) changed.apply([], [{ scope: "123456789012:eu-west-1", id }]);
        else changed.apply([aNode({ id, tags: { Env: env } })]);
        if (env === null) envs.delete(id);
        else envs.set(id, env);
        if (isAsked) changed.match(parseFilter("excluded:yes"));
      });
      const isOn = excludedAt < changes.length;
      const found = listNodes(changed, { filter: parseFilter("excluded:yes"), sort: "id", limit: 200 });
      expect(found.items.map(({ id }) => id)).toEqual(
        isOn ? [...envs].flatMap(([id, env]) => (env === "lab" ? [id] : [])).sort() : [],
      );
    }),
  );
});
