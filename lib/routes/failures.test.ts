import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type FailuresQuery,
  failureFilter,
  failureFilterKeys,
  failuresDefaults,
  failuresHref,
  parseFailuresQuery,
  parseMoment,
} from "./failures.ts";
import { type FilterTerm, printFilter } from "./filter.ts";

const text = fc.string({ unit: "grapheme", minLength: 1 });
const anyQuery: fc.Arbitrary<FailuresQuery> = fc.record({
  q: fc.string({ unit: "grapheme" }),
  tab: fc.constantFrom("failures" as const, "silent" as const, "stale" as const),
  since: fc.option(text),
  until: fc.option(text),
  sort: text,
  open: fc.option(text),
  failure: fc.option(text),
  figures: fc.constantFrom("chart" as const, "table" as const),
});

describe("the address of the failures page", () => {
  test("is read back as it was, whatever it says", () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        const { searchParams } = new URL(failuresHref(query), "http://localhost");
        expect(parseFailuresQuery(Object.fromEntries(searchParams))).toEqual(query);
      }),
    );
  });

  test("holds no defaults, and can be read", () => {
    expect(failuresHref(failuresDefaults)).toBe("/failures");
    expect(failuresHref({ q: "kind:InvalidTarget,InvalidInstanceId", since: "7d" })).toBe(
      "/failures?q=kind:InvalidTarget,InvalidInstanceId&since=7d",
    );
  });

  test("with a tab that there is not leads to the first one", () => {
    expect(parseFailuresQuery({ tab: "no-such" }).tab).toBe("failures");
  });
});

describe("the filter of failures", () => {
  const anyTerm: fc.Arbitrary<FilterTerm<(typeof failureFilterKeys)[number]>> = fc.oneof(
    fc.record({
      key: fc.constantFrom(...failureFilterKeys),
      values: fc.array(text, { minLength: 1, maxLength: 3 }),
      negated: fc.boolean(),
    }),
    fc.record({ key: fc.constant("text" as const), values: fc.tuple(text), negated: fc.boolean() }),
  );

  test("is read back as it was printed", () => {
    fc.assert(
      fc.property(fc.array(anyTerm, { maxLength: 5 }), (filter) => {
        expect(failureFilter.parse(failureFilter.print(filter))).toEqual(filter);
      }),
    );
  });

  test("knows other keys than the fleet's: what is a key there is text here", () => {
    expect(failureFilter.parse("kind:InvalidTarget vpc:vpc-1")).toEqual([
      { key: "kind", values: ["InvalidTarget"], negated: false },
      { key: "text", values: ["vpc:vpc-1"], negated: false },
    ]);
    expect(printFilter([{ key: "text", values: ["kind:InvalidTarget"], negated: false }])).toBe(
      "kind:InvalidTarget",
    );
  });
});

describe("parseMoment", () => {
  const now = Date.UTC(2026, 10, 25, 12);
  test.each([
    ["1700000000000", 1_700_000_000_000],
    ["7d", now - 7 * 86_400_000],
    ["90m", now - 90 * 60_000],
    ["2026-11-01", Date.UTC(2026, 10, 1)],
    ["2026-11-01T06:00:00Z", Date.UTC(2026, 10, 1, 6)],
    ["2026-11-01T06:00:00", Date.UTC(2026, 10, 1, 6)],
    ["2026-11-01T06:00:00+02:00", Date.UTC(2026, 10, 1, 4)],
    ["yesterday", undefined],
    ["7", 7],
    ["2026-13-99", undefined],
  ])("reads %s", (words, moment) => {
    expect(parseMoment(words, now)).toBe(moment);
  });
});
