import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type FleetQuery,
  fleetDefaults,
  fleetHref,
  nodeHref,
  nodeKey,
  parseFleetQuery,
  parseFleetSearch,
  parseNodeKey,
  toViewParameters,
} from "./fleet.ts";

const text = fc.string({ unit: "grapheme", minLength: 1 });
const column = fc.stringMatching(/^[a-z][a-zA-Z]{0,11}$/);
const anyQuery: fc.Arbitrary<FleetQuery> = fc.record({
  q: fc.string({ unit: "grapheme" }),
  sort: text,
  peek: fc.option(text),
  tag: fc.option(text),
  view: fc.constantFrom("table" as const, "pivot" as const),
  columns: fc.option(fc.uniqueArray(column, { minLength: 1, maxLength: 6 })),
  at: fc.nat({ max: 200_000 }),
});

function parametersOf(address: string) {
  return Object.fromEntries(new URL(address, "http://localhost").searchParams);
}

test("defaults never appear in the address", () => {
  expect(fleetHref()).toBe("/fleet");
  expect(fleetHref(fleetDefaults)).toBe("/fleet");
});

test("a filter can be read in the address", () => {
  expect(fleetHref({ q: "status:lost,off tag:Env=prod", columns: ["node", "why"] })).toBe(
    "/fleet?q=status:lost,off+tag:Env=prod&columns=node,why",
  );
});

test("a query comes back from its own address", () => {
  fc.assert(
    fc.property(anyQuery, (wanted) => {
      expect(parseFleetQuery(parametersOf(fleetHref(wanted)))).toEqual(wanted);
    }),
  );
});

test("the browser reads an address as the server does", () => {
  fc.assert(
    fc.property(anyQuery, (wanted) => {
      const { search } = new URL(fleetHref(wanted), "http://localhost");
      expect(parseFleetSearch(search)).toEqual(wanted);
    }),
  );
  expect(parseFleetSearch("?q=status%3Alost&q=status%3Aoff").q).toBe("status:lost");
});

test("an address that makes no sense shows the fleet from its start", () => {
  expect(parseFleetQuery({ sort: "", view: "3d", at: "-4", columns: ",," })).toEqual(fleetDefaults);
  expect(parseFleetQuery({ q: ["status:lost", "status:off"], at: "1e3" }).q).toBe("status:lost");
});

test("a saved view keeps the question and not the place in the answer", () => {
  const query: FleetQuery = { ...fleetDefaults, q: "status:lost", sort: "name", peek: "1:r/i-1", at: 400 };
  expect(toViewParameters(query)).toBe("q=status%3Alost&sort=name");
});

test("a node's address keeps its scope and id apart", () => {
  expect(nodeHref("123456789012:eu-west-1", "i-0123456789abcdef0")).toBe(
    "/nodes/123456789012%3Aeu-west-1/i-0123456789abcdef0",
  );
});

test("a node's key is read back, and other text is refused", () => {
  const node = { scope: "123456789012:eu-west-1", id: "i-0123456789abcdef0" };
  expect(parseNodeKey(nodeKey(node))).toEqual(node);
  for (const wrong of ["", "i-1", "/i-1", "scope/"]) expect(parseNodeKey(wrong)).toBeUndefined();
});
