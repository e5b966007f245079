import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distanceTo, type Placement, rangeInView, ranksDrawn } from "./row-geometry.ts";

const scrolledBy = (pixels: number): Placement => ({ top: -pixels, viewHeight: 300, rowHeight: 30 });

describe("the rows in view", () => {
  test("are those between the edges, with the ones that are cut", () => {
    expect(rangeInView(scrolledBy(0))).toEqual({ first: 0, last: 9 });
    expect(rangeInView(scrolledBy(300))).toEqual({ first: 10, last: 19 });
    expect(rangeInView(scrolledBy(315))).toEqual({ first: 10, last: 20 });
  });

  test("do not change by a fraction of a pixel", () => {
    expect(rangeInView(scrolledBy(299.6))).toEqual({ first: 10, last: 19 });
    expect(rangeInView(scrolledBy(300.4))).toEqual({ first: 10, last: 19 });
  });

  test("begin with the first while the rows are still below the view", () => {
    expect(rangeInView({ top: 500, viewHeight: 300, rowHeight: 88 })).toEqual({ first: 0, last: 0 });
  });
});

const placement = fc.record({
  top: fc.integer({ min: -3_000_000, max: 200 }),
  viewHeight: fc.integer({ min: 100, max: 2_000 }),
  rowHeight: fc.constantFrom(30, 88),
});

test("a row that was scrolled to the start is the first in view", () => {
  fc.assert(
    fc.property(placement, fc.nat(99_999), (place, rank) => {
      const top = place.top - distanceTo(rank, "start", place);
      expect(rangeInView({ ...place, top }).first).toBe(rank);
    }),
  );
});

test("a row that is shown is wholly in view, and a view that shows it already stays", () => {
  fc.assert(
    fc.property(placement, fc.nat(99_999), (place, rank) => {
      const top = place.top - distanceTo(rank, "auto", place);
      const upper = top + rank * place.rowHeight;
      expect(upper).toBeGreaterThanOrEqual(0);
      expect(upper + place.rowHeight).toBeLessThanOrEqual(place.viewHeight);
      expect(distanceTo(rank, "auto", { ...place, top })).toBe(0);
    }),
  );
});

test("every row in view is drawn, none beyond the last, and each once and in order", () => {
  const range = fc.tuple(fc.nat(1_000), fc.nat(80)).map(([first, more]) => ({ first, last: first + more }));
  fc.assert(
    fc.property(range, fc.nat(1_200), fc.option(fc.nat(1_500)), (inView, count, kept) => {
      const ranks = ranksDrawn(inView, count, kept);
      expect(ranks).toEqual([...new Set(ranks)].sort((one, other) => one - other));
      expect(ranks.every((rank) => rank >= 0 && rank < count)).toBe(true);
      for (let rank = inView.first; rank <= Math.min(inView.last, count - 1); rank++)
        expect(ranks).toContain(rank);
      if (kept !== null && kept < count) expect(ranks).toContain(kept);
    }),
  );
});
