import type { FailureHistogram } from "../../lib/api/failure.ts";

export type HistogramSeries = {
  /** AWS's word, or how many rarer kinds stand together. */
  title: string;
  /** The one kind that it is; null where it is several together. */
  kind: string | null;
  total: number;
  counts: readonly number[];
};

/** As many as have a lightness of their own. */
const most = 5;

/** The kinds as series, the most common first; those past the fifth stand together as one. */
export function seriesOf({ kinds, starts }: Pick<FailureHistogram, "kinds" | "starts">): HistogramSeries[] {
  const alone = kinds.length > most ? kinds.slice(0, most - 1) : kinds;
  const rest = kinds.slice(alone.length);
  const series: HistogramSeries[] = alone.map(({ kind, total, counts }) => ({
    title: kind,
    ...{ kind, total, counts },
  }));
  if (rest.length === 0) return series;
  return [
    ...series,
    {
      title: `${rest.length} rarer kinds`,
      kind: null,
      total: rest.reduce((sum, { total }) => sum + total, 0),
      counts: starts.map((_, at) => rest.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0)),
    },
  ];
}

export function totalsOf(series: readonly HistogramSeries[], many: number): number[] {
  return Array.from({ length: many }, (_, at) => series.reduce((sum, { counts }) => sum + counts[at]!, 0));
}

const worthSaying = 10;

/** What stands out: a bucket with three times as many as the next highest, and what most of it is. Undefined where none does. */
export function peakOf(
  series: readonly HistogramSeries[],
  many: number,
): { bucket: number; total: number; most: { title: string; count: number } } | undefined {
  const totals = totalsOf(series, many);
  const bucket = totals.indexOf(Math.max(...totals));
  const next = Math.max(0, ...totals.filter((_, at) => at !== bucket));
  const total = totals[bucket] ?? 0;
  if (many < 3 || total < worthSaying || total < next * 3) return undefined;
  const largest = series.toSorted((a, b) => b.counts[bucket]! - a.counts[bucket]!)[0]!;
  return { bucket, total, most: { title: largest.title, count: largest.counts[bucket]! } };
}

/** The time of a selection in whole buckets, as the address says it; the end is open where it is the present one. */
export function zoomTo(
  { starts, bucketMs, until }: Pick<FailureHistogram, "starts" | "bucketMs" | "until">,
  from: number,
  to: number,
): { since: string; until: string | null } {
  const first = starts.findLast((start) => start <= from) ?? starts[0]!;
  const last = starts.findLast((start) => start < to) ?? first;
  const end = Math.max(first, last) + bucketMs;
  return {
    since: new Date(first).toISOString().replace(".000Z", "Z"),
    until: end >= until ? null : new Date(end).toISOString().replace(".000Z", "Z"),
  };
}
