import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  contains,
  covers,
  type Interval,
  type IntervalSet,
  intersect,
  overlaps,
  sizeOf,
  subtract,
  toSet,
  union,
} from "./interval-set.ts";

const limit = 40;
const anInterval = fc
  .tuple(fc.integer({ min: 0, max: limit }), fc.integer({ min: 0, max: limit }))
  .map(([a, b]): Interval => (a < b ? [a, b] : [b, a]));
const someIntervals = fc.array(anInterval, { maxLength: 8 });
const aSet = someIntervals.map(toSet);
const asBig = (set: IntervalSet): IntervalSet => set.map(([from, to]) => [BigInt(from), BigInt(to)]);

function pointsOf(set: readonly Interval[]): Set<number> {
  const points = new Set<number>();
  for (const [from, to] of set)
    for (let point = Number(from); point <= Number(to); point += 1) points.add(point);
  return points;
}

test("a set has the points of its intervals, ascending, with a gap between each two", () => {
  fc.assert(
    fc.property(someIntervals, (intervals) => {
      const set = toSet(intervals);
      expect(pointsOf(set)).toEqual(pointsOf(intervals));
      for (let i = 1; i < set.length; i += 1) expect(set[i]![0]).toBeGreaterThan(Number(set[i - 1]![1]) + 1);
    }),
  );
});

describe("sets of numbers and of big integers alike", () => {
  const operations = [
    ["union", union, (a: Set<number>, b: Set<number>) => a.union(b)],
    ["intersect", intersect, (a: Set<number>, b: Set<number>) => a.intersection(b)],
    ["subtract", subtract, (a: Set<number>, b: Set<number>) => a.difference(b)],
  ] as const;
  test.each(operations)("%s as sets of points do", (_, operate, expected) => {
    fc.assert(
      fc.property(aSet, aSet, (left, right) => {
        const points = expected(pointsOf(left), pointsOf(right));
        expect(pointsOf(operate(left, right))).toEqual(points);
        expect(pointsOf(operate(asBig(left), asBig(right)))).toEqual(points);
      }),
    );
  });

  test("answer whether they contain a point, cover or overlap each other", () => {
    fc.assert(
      fc.property(aSet, aSet, fc.integer({ min: 0, max: limit }), (left, right, point) => {
        const [a, b] = [pointsOf(left), pointsOf(right)];
        expect(contains(left, point)).toBe(a.has(point));
        expect(contains(asBig(left), BigInt(point))).toBe(a.has(point));
        expect(covers(left, right)).toBe(b.isSubsetOf(a));
        expect(overlaps(left, right)).toBe(!a.isDisjointFrom(b));
        expect(sizeOf(left)).toBe(a.size);
      }),
    );
  });
});
