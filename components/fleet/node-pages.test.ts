import { describe, expect, test } from "vitest";
import { aNodeSummary } from "./a-node-summary.ts";
import { compareRows, pagesFor } from "./node-pages.ts";

describe("the pages of a range", () => {
  test("cover it with rows to spare, and no page more", () => {
    expect(pagesFor({ first: 0, last: 29 }, 1000)).toEqual([0]);
    expect(pagesFor({ first: 45, last: 55 }, 1000)).toEqual([0, 1]);
    expect(pagesFor({ first: 40, last: 48 }, 1000)).toEqual([0, 1]);
    expect(pagesFor({ first: 35_000, last: 35_020 }, 50_000)).toEqual([699, 700]);
  });

  test("never pass the end of the list", () => {
    expect(pagesFor({ first: 30, last: 49 }, 50)).toEqual([0]);
    expect(pagesFor({ first: 0, last: 29 }, 0)).toEqual([0]);
    expect(pagesFor({ first: 100, last: 130 }, null)).toEqual([1, 2]);
  });
});

describe("a second reading", () => {
  const [one, two, three] = ["i-1", "i-2", "i-3"].map((id) => aNodeSummary({ id }));

  test("with the same rows is shown in place", () => {
    const fresh = [aNodeSummary({ id: "i-1", status: "lost" }), two!];
    expect(compareRows([one!, two!], fresh)).toEqual({ patched: fresh, newer: 0, isSameOrder: true });
  });

  test("with others moves nothing that is being read", () => {
    const changed = aNodeSummary({ id: "i-2", failures: 4 });
    expect(compareRows([one!, two!], [three!, changed])).toEqual({
      patched: [one, changed],
      newer: 1,
      isSameOrder: false,
    });
  });
});
