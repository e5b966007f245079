import fc from "fast-check";
import { expect, test } from "vitest";
import { cover, type Span, uncovered } from "./coverage.ts";

const moment = fc.integer({ min: 0, max: 60 });
const span = fc
  .tuple(moment, moment)
  .map(([one, other]): Span => [Math.min(one, other), Math.max(one, other)]);
const isIn = (spans: readonly Span[], at: number) => spans.some(([from, to]) => from <= at && at <= to);

test("what is covered and what is open make the whole, and neither is lost", () => {
  fc.assert(
    fc.property(fc.array(span), span, (spans, whole) => {
      const covered = spans.reduce<[number, number][]>(cover, []);
      const open = uncovered(covered, whole);
      for (let at = whole[0] + 0.5; at < whole[1]; at += 1) {
        expect(isIn(open, at)).toBe(!isIn(spans, at));
      }
      expect(open).toEqual(open.toSorted((one, other) => other[0] - one[0]));
    }),
  );
});

test("spans that touch are one", () => {
  expect(cover([[0, 5]], [5, 9])).toEqual([[0, 9]]);
  expect(cover([[0, 5]], [9, 8])).toEqual([[0, 5]]);
});
