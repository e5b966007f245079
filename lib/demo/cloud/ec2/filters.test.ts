import { expect, test } from "vitest";
import { at, compileFilters, type FilterTable } from "./filters.ts";

type Thing = { name?: string; ports: number[]; Tags?: { Key: string; Value: string }[] };
const table: FilterTable<Thing> = { name: ({ name }) => name, port: ({ ports }) => ports };
const thing: Thing = { name: "web-1.a", ports: [80, 443], Tags: [{ Key: "Env", Value: "prod*" }] };

function holds(Name: string, ...Values: string[]) {
  return compileFilters<Thing>([{ Name, Values }], table, ({ Tags }) => Tags)(thing);
}

test.each([
  ["name", ["web-1.a"], true],
  ["name", ["WEB-1.a"], false],
  ["name", ["web-?.a"], true],
  ["name", ["web*"], true],
  ["name", ["web"], false],
  ["name", ["web-1?a"], true],
  ["name", ["web-1-a"], false],
  ["name", ["no", "web-1.a"], true],
  ["port", ["443"], true],
  ["port", ["22"], false],
  ["tag:Env", ["prod\\*"], true],
  ["tag:Env", ["prod\\?"], false],
  ["tag:env", ["prod*"], false],
  ["tag-key", ["Env"], true],
  ["name", [], false],
])("%s=%j holds: %s", (name, values, expected) => {
  expect(holds(name, ...values)).toBe(expected);
});

test("all filters must hold", () => {
  const both = [
    { Name: "name", Values: ["web*"] },
    { Name: "port", Values: ["22"] },
  ];
  expect(compileFilters(both, table)(thing)).toBe(false);
});

test("a filter that the operation does not have is refused by its name", () => {
  expect(() => holds("colour", "red")).toThrow("The filter 'colour' is invalid");
  expect(() => compileFilters([{ Name: "tag:Env", Values: ["x"] }], table)).toThrow(
    "The filter 'tag:Env' is invalid",
  );
});

test("more than 200 values are refused", () => {
  const many = Array.from({ length: 201 }, (_, index) => String(index));
  expect(() => holds("name", ...many)).toThrow(expect.objectContaining({ code: "FilterLimitExceeded" }));
});

test("a filter may name where its value stands, in each element of the lists on the way", () => {
  const since = new Date("2026-11-02T10:00:00Z");
  const node = { Interfaces: [{ Attachment: { Since: since, Index: 0 } }, { Attachment: { Index: 1 } }, {}] };
  expect(at("Interfaces.Attachment.Index")(node)).toEqual([0, 1]);
  expect(at("Interfaces.Attachment.Since")(node)).toEqual(["2026-11-02T10:00:00.000Z"]);
  expect(at("Placement.HostId")(node)).toEqual([]);
});
