import { describe, expect, test } from "vitest";
import { peakOf, seriesOf, totalsOf, zoomTo } from "./histogram-series.ts";

const hourMs = 3_600_000;
const starts = [0, 1, 2, 3].map((hour) => hour * hourMs);
const kinds = (...counts: number[][]) =>
  counts.map((own, at) => ({
    kind: `Kind${at}`,
    total: own.reduce((sum, count) => sum + count, 0),
    counts: own,
  }));

describe("series", () => {
  test("are the kinds, where there are as many as can be told apart", () => {
    const series = seriesOf({ kinds: kinds([9, 0, 0, 1], [1, 1, 0, 0]), starts });
    expect(series.map(({ title, total }) => [title, total])).toEqual([
      ["Kind0", 10],
      ["Kind1", 2],
    ]);
  });

  test("take the rarest together, and lose none of them", () => {
    const many = kinds([9, 0, 0, 0], [8, 0, 0, 0], [7, 0, 0, 0], [6, 0, 0, 0], [0, 2, 0, 0], [0, 1, 0, 3]);
    const series = seriesOf({ kinds: many, starts });
    expect(series.at(-1)).toEqual({ title: "2 rarer kinds", kind: null, total: 6, counts: [0, 3, 0, 3] });
    expect(totalsOf(series, 4)).toEqual([30, 3, 0, 3]);
  });
});

describe("what stands out", () => {
  const peak = (...counts: number[][]) => peakOf(seriesOf({ kinds: kinds(...counts), starts }), 4);

  test("is the one bucket that towers over the others, with what most of it is", () => {
    expect(peak([1, 2, 0, 30], [1, 1, 0, 4])).toEqual({
      bucket: 3,
      total: 34,
      most: { title: "Kind0", count: 30 },
    });
  });

  test("is nothing where buckets are alike, nearly empty, or empty", () => {
    expect(peak([5, 4, 5, 6])).toBeUndefined();
    expect(peak([0, 0, 0, 2])).toBeUndefined();
    expect(peak([0, 0, 0, 0])).toBeUndefined();
  });
});

describe("a selection", () => {
  const histogram = { starts, bucketMs: hourMs, until: 3.5 * hourMs };

  test("is whole buckets", () => {
    expect(zoomTo(histogram, 1.2 * hourMs, 2.1 * hourMs)).toEqual({
      since: "1970-01-01T01:00:00Z",
      until: "1970-01-01T03:00:00Z",
    });
  });

  test("has an open end where it reaches the present", () => {
    expect(zoomTo(histogram, 2 * hourMs, 3.2 * hourMs)).toEqual({
      since: "1970-01-01T02:00:00Z",
      until: null,
    });
  });

  test("of nothing is the bucket that it is in", () => {
    expect(zoomTo(histogram, hourMs, hourMs)).toEqual({
      since: "1970-01-01T01:00:00Z",
      until: "1970-01-01T02:00:00Z",
    });
  });
});
