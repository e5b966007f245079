import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Filter,
  type FilterTerm,
  filterKeys,
  parseFilter,
  printFilter,
  toggleValue,
  valuesOf,
  withValues,
} from "./filter.ts";

const text = (value: string, negated = false): FilterTerm => ({ key: "text", values: [value], negated });

const table: [string, Filter][] = [
  ["", []],
  ["   ", []],
  ["status:lost", [{ key: "status", values: ["lost"], negated: false }]],
  ["Status:lost,off", [{ key: "status", values: ["lost", "off"], negated: false }]],
  ["status:lost,,off,", [{ key: "status", values: ["lost", "off"], negated: false }]],
  ["-state:stopped", [{ key: "state", values: ["stopped"], negated: true }]],
  ["tag:Env=prod", [{ key: "tag", tagKey: "Env", values: ["prod"], negated: false }]],
  ["tag:Env=prod,staging", [{ key: "tag", tagKey: "Env", values: ["prod", "staging"], negated: false }]],
  ["tag:Env", [{ key: "tag", tagKey: "Env", values: [], negated: false }]],
  ["-tag:Owner", [{ key: "tag", tagKey: "Owner", values: [], negated: true }]],
  ["tag:Note=", [{ key: "tag", tagKey: "Note", values: [""], negated: false }]],
  [
    "tag:aws:autoscaling:groupName=api",
    [{ key: "tag", tagKey: "aws:autoscaling:groupName", values: ["api"], negated: false }],
  ],
  ['tag:Name="api 7"', [{ key: "tag", tagKey: "Name", values: ["api 7"], negated: false }]],
  ['tag:Name="a,b",c', [{ key: "tag", tagKey: "Name", values: ["a,b", "c"], negated: false }]],
  ["api-7", [text("api-7")]],
  ['"api 7"', [text("api 7")]],
  ["-api", [text("api", true)]],
  ["-", [text("-")]],
  ['"-api"', [text("-api")]],
  ["status:", [text("status:")]],
  ["arn:aws:iam::123456789012:role/app", [text("arn:aws:iam::123456789012:role/app")]],
  ['"status:lost"', [text("status:lost")]],
  ["scope:123456789012:eu-west-1", [{ key: "scope", values: ["123456789012:eu-west-1"], negated: false }]],
  ['open "quote', [text("open"), text("quote")]],
  [
    "status:lost tag:Env=prod api",
    [
      { key: "status", values: ["lost"], negated: false },
      { key: "tag", tagKey: "Env", values: ["prod"], negated: false },
      text("api"),
    ],
  ],
];

describe("parseFilter", () => {
  test.each(table)("reads %j", (input, filter) => {
    expect(parseFilter(input)).toEqual(filter);
  });

  test("accepts every input", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (input) => Array.isArray(parseFilter(input))));
  });
});

const value = fc.string({ minLength: 1, maxLength: 12 });
const term = fc.oneof(
  fc.record({
    key: fc.constantFrom(...filterKeys),
    values: fc.array(value, { minLength: 1, maxLength: 3 }),
    negated: fc.boolean(),
  }),
  fc.record({
    key: fc.constant("tag" as const),
    tagKey: value,
    values: fc.array(value, { maxLength: 3 }),
    negated: fc.boolean(),
  }),
  fc.record({ key: fc.constant("text" as const), values: fc.tuple(value), negated: fc.boolean() }),
);

test("what is printed is read back as the same filter", () => {
  fc.assert(
    fc.property(fc.array(term, { maxLength: 5 }), (filter) => {
      expect(parseFilter(printFilter(filter as Filter))).toEqual(filter);
    }),
  );
});

describe("a facet's values", () => {
  test("replace those that the filter had, in the same place", () => {
    const filter = parseFilter("status:lost api tag:Env=prod");
    expect(printFilter(withValues(filter, "status", ["off"]))).toBe("status:off api tag:Env=prod");
    expect(printFilter(withValues(filter, "tag:Env", []))).toBe("status:lost api");
    expect(printFilter(withValues(filter, "tag:Team", ["web"]))).toBe(
      "status:lost api tag:Env=prod tag:Team=web",
    );
  });

  test("toggle one at a time, and the last one takes the term away", () => {
    const one = toggleValue([], "status", "lost");
    const two = toggleValue(one, "status", "off");
    expect(valuesOf(two, "status")).toEqual(["lost", "off"]);
    expect(toggleValue(toggleValue(two, "status", "lost"), "status", "off")).toEqual([]);
  });

  test("leave negated terms alone", () => {
    expect(printFilter(withValues(parseFilter("-status:gone"), "status", ["lost"]))).toBe(
      "-status:gone status:lost",
    );
  });
});

test("every key stands in docs/filter-language.md", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/filter-language.md"), "utf8");
  for (const key of [...filterKeys, "tag"]) expect(page).toContain(`\`${key}\``);
});
