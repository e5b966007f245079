import fc from "fast-check";
import { createSerializer } from "nuqs/server";
import { expect, test } from "vitest";
import { type FleetQuery, parseFleetQuery } from "../../lib/routes/fleet.ts";
import { fleetParsers } from "./use-fleet-query.ts";

const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });

test("what the browser writes into the address, the server reads", () => {
  const serialize = createSerializer(fleetParsers);
  const query: fc.Arbitrary<FleetQuery> = fc.record({
    q: fc.string({ unit: "grapheme" }),
    sort: text,
    peek: fc.option(text),
    tag: fc.option(text),
    view: fc.constantFrom("table" as const, "pivot" as const),
    columns: fc.option(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 6 })),
    at: fc.nat({ max: 200_000 }),
  });
  fc.assert(
    fc.property(query, (wanted) => {
      const address = new URL(serialize(wanted), "http://localhost/fleet");
      expect(parseFleetQuery(Object.fromEntries(address.searchParams))).toEqual(wanted);
    }),
  );
});
