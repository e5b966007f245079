import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnChoices, columnsOf, defaultColumnIds, settleColumnIds, toggleColumn } from "./columns.tsx";
import { parseSizes } from "./use-columns.ts";

describe("a choice of columns", () => {
  test("drops what does not exist and keeps what a row cannot do without", () => {
    expect(settleColumnIds(["vpc", "colour", "tag:Env", "vpc"])).toEqual([
      "status",
      "node",
      "why",
      "vpc",
      "tag:Env",
    ]);
    expect(settleColumnIds(["why", "node", "status"])).toEqual(["why", "node", "status"]);
  });

  test("holds the usual columns as they are", () => {
    expect(settleColumnIds(defaultColumnIds)).toEqual(defaultColumnIds);
  });

  test("gives a tag a column of its name", () => {
    expect(columnsOf(["tag:Cost center"]).at(-1)?.title).toBe("Cost center");
  });

  test("never offers to take away a column that must stay", () => {
    const offered = columnChoices.map(({ id }) => id);
    for (const id of ["status", "node", "why"]) expect(offered).not.toContain(id);
  });
});

test("a column that is taken out and put back stands where it stood", () => {
  const choice = fc.subarray(
    columnChoices.map(({ id }) => id),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(choice, fc.nat(), (ids, pick) => {
      const present = settleColumnIds(["status", "node", "why", ...ids]);
      const id = ids[pick % ids.length]!;
      expect(toggleColumn(toggleColumn(present, id), id)).toEqual(present);
    }),
  );
});

test("sizes that make no sense are forgotten", () => {
  expect(parseSizes('{"why":320,"node":"wide"}')).toEqual({ why: 320 });
  for (const text of [null, "", "null", "[", "7"]) expect(parseSizes(text)).toEqual({});
});
