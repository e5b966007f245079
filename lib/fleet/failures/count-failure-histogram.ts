import type { FailureHistogram, FailureHistogramQuery } from "../../api/failure.ts";
import type { FailureDayRow } from "../../store/failure-schema.ts";
import type { FleetContext } from "../context.ts";
import { type ChosenFailures, chooseFailures, isChosen } from "./choose-failures.ts";
import { countSeries, countTabs, dayMs } from "./count-series.ts";

const hourMs = 3_600_000;
/** Steps that people count time in; what is finer than a day is counted in the store. */
const steps = [
  5 * 60_000,
  15 * 60_000,
  hourMs,
  3 * hourMs,
  6 * hourMs,
  dayMs,
  2 * dayMs,
  7 * dayMs,
  30 * dayMs,
];

/** How many failures there were through time, by kind. Buckets begin at whole steps of UTC. */
export async function countFailureHistogram(
  context: FleetContext,
  query: FailureHistogramQuery,
): Promise<FailureHistogram> {
  await context.failures.catchUp(context.store);
  const chosen = chooseFailures(context, query);
  const since = Math.max(chosen.since, firstOf(context));
  const until = Math.min(chosen.until, chosen.now);
  const bucketMs = stepFor(since, until, query.buckets);
  const start = Math.floor(since / bucketMs) * bucketMs;
  const starts = Array.from(
    { length: Math.max(1, Math.ceil((until - start) / bucketMs)) },
    (_, at) => start + at * bucketMs,
  );
  const counts = await countByKind(context, chosen, { start, bucketMs, many: starts.length });
  const { silent } = countTabs(context, chosen, await countSeries(context, chosen));
  const kinds = [...counts]
    .map(([kind, own]) => ({ kind, total: own.reduce((sum, count) => sum + count, 0), counts: own }))
    .sort((a, b) => b.total - a.total || (a.kind < b.kind ? -1 : 1));
  const total = kinds.reduce((sum, each) => sum + each.total, 0);
  return { since, until, bucketMs, kinds, starts, total, silent };
}

/** The first moment of anything that is kept: an older start of the chosen time would be drawn empty. */
function firstOf({ failures }: FleetContext): number {
  const first = [...failures.series.values()].map(
    ({ days }) => days[0]?.first_at ?? Number.POSITIVE_INFINITY,
  );
  const least = first.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return Number.isFinite(least) ? least : 0;
}

function stepFor(since: number, until: number, buckets: number): number {
  const fitting = steps.find((step) => Math.ceil(until / step) - Math.floor(since / step) <= buckets);
  return fitting ?? Math.ceil((until - since) / buckets / dayMs + 1) * dayMs;
}

type Buckets = { start: number; bucketMs: number; many: number };

async function countByKind(
  context: FleetContext,
  chosen: ChosenFailures,
  { start, bucketMs, many }: Buckets,
): Promise<Map<string, number[]>> {
  const counts = new Map<string, number[]>();
  const count = (kind: string, at: number, number: number) => {
    const own = counts.get(kind) ?? new Array<number>(many).fill(0);
    counts.set(kind, own);
    const bucket = Math.min(many - 1, Math.max(0, Math.floor((at - start) / bucketMs)));
    own[bucket]! += number;
  };
  const { failures, store } = context;
  if (bucketMs >= dayMs) {
    const counted = await countSeries(context, chosen);
    for (const series of failures.series.values()) {
      if (!isChosen(chosen, series)) continue;
      for (const day of counted.daysOf(series)) count(series.kind, middleOf(day), day.count);
    }
    return counts;
  }
  const conditions = chosen.conditions.map(({ condition }) => condition);
  for (let bucket = 0; bucket < many; bucket++) {
    const from = start + bucket * bucketMs;
    const range = { since: Math.max(chosen.since, from), until: Math.min(chosen.until, from + bucketMs) };
    if (range.since >= range.until) continue;
    for (const row of await store.countFailures(range, conditions)) {
      const series = failures.series.get(row.series);
      if (series && isChosen(chosen, series)) count(series.kind, from, row.count);
    }
  }
  return counts;
}

/** A day that is cut begins before the chosen time, but what is counted of it is within. */
function middleOf({ first_at }: FailureDayRow): number {
  return first_at;
}
