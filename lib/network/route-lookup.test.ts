import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Route } from "../model/documents/route-table.ts";
import { aDocument } from "../testing/a-document.ts";
import { localRoute, route } from "../testing/documented-vpcs.ts";
import { parseAddress, parseBlock } from "./address.ts";
import type { PrefixList } from "./prefix-list.ts";
import { compileTable, routeParts } from "./route-lookup.ts";
import { targetName } from "./route-words.ts";

const nat = { kind: "nat-gateway", id: "nat-1" } as const;
const tgw = { kind: "transit-gateway", id: "tgw-1" } as const;
const vgw = { kind: "virtual-private-gateway", id: "vgw-1" } as const;
const igw = { kind: "internet-gateway", id: "igw-1" } as const;

const listOf = (id: string): PrefixList => {
  if (id === "pl-unread") return { isKnown: false, gap: null, service: null };
  const block = parseBlock("52.94.0.0/16")!;
  return { isKnown: true, blocks: { 4: [block], 6: [] }, addresses: { 4: [block.interval], 6: [] } };
};

function partsOf(routes: Route[], from: string, to = from) {
  const { family, value } = parseAddress(from)!;
  const table = compileTable(aDocument("route-table", "rtb-1", { routes }), family, listOf);
  return routeParts(table, [[value, parseAddress(to)!.value]]);
}

function targetOf(routes: Route[], address: string): string | undefined {
  const [part] = partsOf(routes, address);
  return part?.route && targetName(part.route.target);
}

const propagated = (each: Route): Route => ({ ...each, origin: "EnableVgwRoutePropagation" });

describe("a route is chosen", () => {
  test.each<[string, Route[], string, string | undefined]>([
    ["none where none covers it", [localRoute], "52.94.1.1", undefined],
    ["by the longest prefix", [route("0.0.0.0/0", nat), route("52.94.0.0/16", tgw)], "52.94.1.1", "tgw-1"],
    [
      "by the longest prefix, in any order",
      [route("52.94.0.0/16", tgw), route("0.0.0.0/0", nat)],
      "52.94.1.1",
      "tgw-1",
    ],
    ["in half a default route", [route("0.0.0.0/1", nat), route("128.0.0.0/1", tgw)], "52.94.1.1", "nat-1"],
    [
      "static before a prefix list's",
      [route("pl-aws", tgw), route("52.94.0.0/16", nat)],
      "52.94.1.1",
      "nat-1",
    ],
    [
      "a prefix list's before propagated",
      [propagated(route("52.94.0.0/16", vgw)), route("pl-aws", tgw)],
      "52.94.1.1",
      "tgw-1",
    ],
    [
      "a prefix list's before a default route",
      [route("0.0.0.0/0", nat), route("pl-aws", tgw)],
      "52.94.1.1",
      "tgw-1",
    ],
    [
      "local before a propagated one that is more specific",
      [localRoute, propagated(route("10.0.1.0/24", vgw))],
      "10.0.1.5",
      "local",
    ],
    [
      "more specific than local where somebody made it",
      [localRoute, route("10.0.1.0/24", nat)],
      "10.0.1.5",
      "nat-1",
    ],
    ["in its own family", [route("::/0", igw)], "52.94.1.1", undefined],
    ["of IPv6", [route("0.0.0.0/0", nat), route("::/0", igw)], "2600:1f00::1", "igw-1"],
  ])("%s", (_, routes, address, expected) => {
    expect(targetOf(routes, address)).toBe(expected);
  });

  test("though it is a blackhole: there is no fall back to a shorter prefix", () => {
    const [part] = partsOf([route("0.0.0.0/0", nat), route("52.94.0.0/16", tgw, "blackhole")], "52.94.1.1");
    expect(part?.route).toMatchObject({ state: "blackhole" });
  });
});

test("addresses are split by the route that takes them, and two halves with one target are one", () => {
  const routes = [route("0.0.0.0/1", nat), route("128.0.0.0/1", nat), route("52.94.0.0/16", tgw)];
  const parts = partsOf(routes, "0.0.0.0", "255.255.255.255");
  expect(parts.map(({ route: taken }) => taken && targetName(taken.target)).sort()).toEqual([
    "nat-1",
    "tgw-1",
  ]);
});

test("two prefix lists with one block and different targets are rivals", () => {
  expect(partsOf([route("pl-1", tgw), route("pl-2", vgw)], "52.94.1.1")[0]?.rival).toBeDefined();
  expect(partsOf([route("pl-1", tgw), route("pl-2", tgw)], "52.94.1.1")[0]?.rival).toBeUndefined();
});

test("a route whose list is not known, or whose destination Muster does not know, is kept apart", () => {
  const odd: Route = { ...route("0.0.0.0/0", nat), destination: { kind: "unrecognised", raw: {} } };
  const table = compileTable(
    aDocument("route-table", "rtb-1", { routes: [route("pl-unread", tgw), odd] }),
    4,
    listOf,
  );
  expect(table.unknownRoutes).toHaveLength(2);
});

test("the few routes that are put in order for a question answer it as all of them would", () => {
  const inside = parseBlock("10.0.0.0/16")!.set;
  const destinations = [
    ...["0.0.0.0/0", "0.0.0.0/1", "10.0.0.0/8", "10.0.0.0/16", "10.0.1.0/24", "10.1.0.0/16"],
    ...["172.16.0.0/12", "100.64.0.0/10", "52.94.0.0/16", "52.94.1.0/24", "pl-1"],
  ];
  const routes = fc.array(
    fc.record({
      to: fc.constantFrom(...destinations),
      target: fc.constantFrom(nat, tgw, vgw, igw),
      isPropagated: fc.boolean(),
    }),
    { maxLength: 8 },
  );
  const blocks = fc.constantFrom("10.0.1.7/32", "10.0.0.0/23", "10.0.0.0/15", "52.94.0.0/15", "0.0.0.0/0");
  fc.assert(
    fc.property(routes, blocks, (drawn, block) => {
      const given = drawn.map(({ to, target, isPropagated }) =>
        isPropagated ? propagated(route(to, target)) : route(to, target),
      );
      const document = aDocument("route-table", "rtb-1", { routes: [localRoute, ...given] });
      const table = compileTable(document, 4, listOf, inside);
      const whole = { ...table, insideRoutes: table.routes, publicRoutes: table.routes };
      const { set } = parseBlock(block)!;
      expect(routeParts(table, set)).toEqual(routeParts(whole, set));
    }),
  );
});
