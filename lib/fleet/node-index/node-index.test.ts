import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { Node } from "../../model/node.ts";
import { statuses } from "../../model/status.ts";
import { type Filter, parseFilter } from "../../routes/filter.ts";
import { aNode } from "../../testing/a-node.ts";
import { countFacets } from "./count-facets.ts";
import { allNodes, listNodes } from "./list-nodes.ts";
import { NodeIndex } from "./node-index.ts";
import { complete, pivot, summarise } from "./summarise.ts";

const fleet: Node[] = [
  aNode({ id: "i-1", name: "api-1", tags: { Env: "prod", Team: "web" } }),
  aNode({
    id: "i-2",
    name: "api-2",
    status: "lost",
    tags: { Env: "prod" },
    securityGroups: ["sg-a", "sg-b"],
  }),
  aNode({ id: "i-10", name: "api-10", status: "lost", tags: { Env: "staging" }, agentVersion: "3.30.1.0" }),
  aNode({
    id: "i-4",
    name: null,
    status: "off",
    state: "stopped",
    ping: null,
    lastPingAt: null,
    agentVersion: null,
    tags: {},
  }),
  aNode({
    id: "mi-5",
    name: "Rack 5",
    status: "degraded",
    vpc: null,
    securityGroups: [],
    scope: "210987654321:us-east-1",
    tags: { Env: "none" },
  }),
  aNode({ id: "i-6", name: "new", status: "unregistered", expectedUntil: 9_000, tags: { Env: "" } }),
];

let index: NodeIndex;
beforeEach(() => {
  index = new NodeIndex();
  index.apply(fleet);
});

const idsOf = (q: string, sort = "id") =>
  listNodes(index, { filter: parseFilter(q), sort, limit: 200 }).items.map(({ id }) => id);

describe("a filter", () => {
  test.each<[string, string[]]>([
    ["", ["i-1", "i-10", "i-2", "i-4", "i-6", "mi-5"]],
    ["status:lost", ["i-10", "i-2"]],
    ["status:LOST,off", ["i-10", "i-2", "i-4"]],
    ["-status:lost,off", ["i-1", "i-6", "mi-5"]],
    ["tag:Env=prod status:lost", ["i-2"]],
    ["tag:Env", ["i-1", "i-10", "i-2", "i-6", "mi-5"]],
    ["-tag:Env", ["i-4"]],
    ["tag:Env=none", ["mi-5"]],
    ["tag:Env=", ["i-6"]],
    ["tag:Nope", []],
    ["-tag:Nope status:off", ["i-4"]],
    ["group:sg-b", ["i-2"]],
    ["vpc:none", ["mi-5"]],
    ["agent:3.3", ["i-1", "i-2", "i-6", "mi-5"]],
    ["agent:3.3.1957.0 status:lost", ["i-2"]],
    ["agent:none", ["i-4"]],
    ["account:210987654321", ["mi-5"]],
    ["region:eu-west-1 status:degraded", []],
    ["node:api-10,i-1", ["i-1", "i-10"]],
    ["RACK", ["mi-5"]],
    ["10.0.0.1 staging", ["i-10"]],
    ["-api -new", ["i-4", "mi-5"]],
    ["failure:InvalidInstanceId", []],
  ])("%s finds %j", (q, ids) => {
    expect(idsOf(q)).toEqual(ids);
  });

  test("of too many terms is refused, and says how many there may be", () => {
    const filter = Array.from({ length: 31 }, () => parseFilter("api")[0]!);
    expect(() => index.match(filter)).toThrow(/30 terms/);
  });
});

describe("an order", () => {
  test("by name counts numbers as numbers, and puts nodes without one last either way", () => {
    expect(idsOf("", "name")).toEqual(["i-1", "i-2", "i-10", "i-6", "mi-5", "i-4"]);
    expect(idsOf("", "-name")).toEqual(["mi-5", "i-6", "i-10", "i-2", "i-1", "i-4"]);
  });

  test("by status puts trouble first", () => {
    expect(idsOf("", "status")).toEqual(["i-2", "i-10", "i-6", "mi-5", "i-1", "i-4"]);
  });
});

test("a newer ping moves its node in the order by ping, and nowhere else", () => {
  index.apply([aNode({ id: "i-7", name: "api-7", lastPingAt: 5_000 })]);
  expect(idsOf("", "-lastPingAt")[0]).toBe("i-7");
  index.pulse([{ scope: "123456789012:eu-west-1", id: "i-2", lastPingAt: 6_000, readAt: 6_000 }]);
  expect(idsOf("", "-lastPingAt").slice(0, 2)).toEqual(["i-2", "i-7"]);
  expect(idsOf("", "name")[0]).toBe("i-1");
});

describe("paging", () => {
  test("by cursor reads each node once, whatever the page size, the filter and the order", () => {
    const sorts = fc.constantFrom("status", "-name", "lastPingAt", "id");
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        sorts,
        fc.constantFrom("", "api", "-status:off"),
        (limit, sort, q) => {
          const query = { filter: parseFilter(q), sort, limit };
          const seen: string[] = [];
          let cursor: string | undefined;
          do {
            const page = listNodes(index, { ...query, cursor });
            seen.push(...page.items.map(({ id }) => id));
            cursor = page.next ?? undefined;
          } while (cursor !== undefined);
          expect(seen).toEqual([...allNodes(index, query.filter, sort)].map(({ id }) => id));
        },
      ),
    );
  });

  test("goes on after the last row although rows before it came, went and changed", () => {
    const query = { filter: parseFilter("-status:off"), sort: "name", limit: 2 };
    const first = listNodes(index, query);
    index.apply(
      [aNode({ id: "i-0", name: "api-0" }), aNode({ id: "i-2", name: "api-2", status: "off" })],
      [fleet[0]!],
    );
    expect(listNodes(index, { ...query, cursor: first.next! }).items.map(({ id }) => id)).toEqual([
      "i-10",
      "i-6",
    ]);
  });

  test("jumps to a rank", () => {
    expect(listNodes(index, { filter: [], sort: "id", limit: 2, at: 3 }).items.map(({ id }) => id)).toEqual([
      "i-4",
      "i-6",
    ]);
  });

  test("refuses a cursor of another filter or order, and one that is none", () => {
    const { next } = listNodes(index, { filter: [], sort: "id", limit: 2 });
    for (const cursor of [next!, "!", "bnVsbA"]) {
      expect(() => listNodes(index, { filter: [], sort: "name", limit: 2, cursor })).toThrow(
        /does not belong/,
      );
    }
  });
});

describe("facets", () => {
  const facet = (q: string, key: string, tag: string | null = null) =>
    Object.fromEntries(
      countFacets(index, parseFilter(q), tag)
        .facets.find((f) => f.key === key)
        ?.values.map((v) => [v.value, v.count]) ?? [],
    );

  test("leave their own terms out and heed all others", () => {
    expect(facet("tag:Env=prod status:lost", "tag:Env", "Env")).toEqual({ prod: 1, staging: 1 });
    const { statuses: counts } = countFacets(index, parseFilter("tag:Env=prod status:lost"), null);
    expect(Object.fromEntries(counts.map(({ value, count }) => [value, count]))).toMatchObject({
      reachable: 1,
      lost: 1,
      off: 0,
    });
  });

  test("count agents by their line of releases", () => {
    expect(facet("", "agent")).toEqual({ "3.3": 4, "3.30": 1, none: 1 });
  });

  test("count what a click on them then finds", () => {
    for (const { key, values } of countFacets(index, [], "Env").facets) {
      for (const { value, count } of values) {
        if (key.startsWith("tag:") && value === "none") continue;
        expect([
          key,
          value,
          idsOf(`${key.startsWith("tag:") ? `${key}=` : `${key}:`}"${value}"`).length,
        ]).toEqual([key, value, count]);
      }
    }
  });

  test("say how many nodes each term keeps out, where nothing matches", () => {
    expect(countFacets(index, parseFilter("status:lost tag:Team=web"), null).withoutTerm).toEqual([
      { term: "status:lost", total: 1 },
      { term: "tag:Team=web", total: 2 },
    ]);
    expect(countFacets(index, parseFilter("status:lost"), null).withoutTerm).toEqual([]);
  });
});

test("the summary counts a starting node neither as answering nor as one that should", () => {
  expect(summarise(index, [], 8_000)).toMatchObject({ total: 6, answer: 2, shouldAnswer: 4, starting: 1 });
  expect(summarise(index, [], 10_000)).toMatchObject({ shouldAnswer: 5, starting: 0 });
});

test("a pivot counts a tag's values by status, and nodes without the tag last", () => {
  expect(pivot(index, [], "Env").rows.map(({ value, total }) => [value, total])).toEqual([
    ["prod", 2],
    ["", 1],
    ["none", 1],
    ["staging", 1],
    [null, 1],
  ]);
});

test("completion offers keys, tag keys and values, those that start with what was typed first", () => {
  const values = (key: string | null, prefix: string) =>
    complete(index, key, prefix).items.map(({ value }) => value);
  expect(values(null, "s")[0]).toBe("scope");
  expect(values("tag", "")).toEqual(["Env", "Team"]);
  expect(values("tag:Env", "st")).toEqual(["staging"]);
  expect(values("status", "l")[0]).toBe("lost");
  expect(
    complete(index, "status", "silence", (value) => (value === "lost" ? "Silence" : null)).items,
  ).toEqual([{ value: "lost", label: "Silence", count: 2 }]);
});

const node: fc.Arbitrary<Node> = fc
  .record({
    id: fc.constantFrom("i-1", "i-2", "i-3", "i-4", "i-5"),
    status: fc.constantFrom(...statuses),
    env: fc.option(fc.constantFrom("prod", "staging")),
    groups: fc.subarray(["sg-a", "sg-b", "sg-c"]),
  })
  .map(({ id, status, env, groups }) =>
    aNode({ id, name: id, status, tags: env ? { Env: env } : {}, securityGroups: groups }),
  );

test("any sequence of changes leaves the index as if it had been filled at once", () => {
  const change = fc.record({
    put: fc.array(node, { maxLength: 4 }),
    remove: fc.subarray(["i-1", "i-2", "i-3", "i-4", "i-5"]),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
      const changed = new NodeIndex();
      const truth = new Map<string, Node>();
      for (const { put, remove } of changes) {
        changed.apply(
          put,
          remove.map((id) => ({ scope: "123456789012:eu-west-1", id })),
        );
        for (const id of remove) truth.delete(id);
        for (const row of put) truth.set(row.id, row);
      }
      const filters: Filter[] = [
        [],
        parseFilter("status:lost,off"),
        parseFilter("-tag:Env=prod"),
        parseFilter("group:sg-b"),
      ];
      const naive = [
        () => true,
        (row: Node) => row.status === "lost" || row.status === "off",
        (row: Node) => row.tags.Env !== "prod",
        (row: Node) => row.securityGroups.includes("sg-b"),
      ];
      filters.forEach((filter, at) => {
        const ids = listNodes(changed, { filter, sort: "id", limit: 200 }).items.map(({ id }) => id);
        expect(ids).toEqual(
          [...truth.values()]
            .filter(naive[at]!)
            .map(({ id }) => id)
            .sort(),
        );
      });
    }),
  );
});
