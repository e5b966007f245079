import type { FailureDayRow } from "../../store/failure-schema.ts";
import type { FleetContext } from "../context.ts";
import { type ChosenFailures, isChosen } from "./choose-failures.ts";
import type { IndexedSeries } from "./failure-index.ts";

export const dayMs = 86_400_000;

export function dayOf(at: number): number {
  return Math.floor(at / dayMs);
}

/** The days of series that have failures in the chosen time, cut where it begins and ends. */
export type CountedSeries = {
  daysOf(series: IndexedSeries): readonly FailureDayRow[];
  /** All whole days since two weeks before the end, also those before the chosen time. */
  recentDaysOf(series: IndexedSeries): readonly FailureDayRow[];
};

export const trendDays = 14;

export function lastDay({ until, now }: ChosenFailures): number {
  return dayOf(until === Number.POSITIVE_INFINITY ? now : until - 1);
}

/**
 * Counts from the days that are kept; only what is asked of rows, and the days that the time begins or ends within, are
 * counted in the store.
 */
export async function countSeries(context: FleetContext, chosen: ChosenFailures): Promise<CountedSeries> {
  const { store } = context;
  const conditions = chosen.conditions.map(({ condition }) => condition);
  const first = dayOf(chosen.since);
  const last = lastDay(chosen);
  const recent = last - trendDays + 1;
  const whole =
    conditions.length === 0
      ? undefined
      : bySeries(
          await store.countFailures(
            { since: Math.min(first, recent) * dayMs, until: (last + 1) * dayMs },
            conditions,
          ),
        );
  const cut = bySeries(await countCutDays(context, chosen));
  const cutDays = cutDaysOf(chosen);
  const allOf = (series: IndexedSeries) => (whole ? (whole.get(series.number) ?? []) : series.days);
  return {
    daysOf(series) {
      const days = allOf(series).filter(({ day }) => day >= first && day <= last && !cutDays.has(day));
      return [...days, ...(cut.get(series.number) ?? [])].sort((a, b) => a.day - b.day);
    },
    recentDaysOf: (series) => allOf(series).filter(({ day }) => day >= recent && day <= last),
  };
}

function bySeries(rows: readonly FailureDayRow[]): Map<number, FailureDayRow[]> {
  return Map.groupBy(rows, ({ series }) => series);
}

/** The days of which the chosen time has a part only. */
function cutDaysOf({ since, until }: ChosenFailures): Set<number> {
  const days = new Set<number>();
  if (since % dayMs !== 0) days.add(dayOf(since));
  if (until !== Number.POSITIVE_INFINITY && until % dayMs !== 0) days.add(dayOf(until));
  return days;
}

async function countCutDays({ store }: FleetContext, chosen: ChosenFailures): Promise<FailureDayRow[]> {
  const { since, until } = chosen;
  const conditions = chosen.conditions.map(({ condition }) => condition);
  const parts: FailureDayRow[][] = [];
  for (const day of cutDaysOf(chosen)) {
    const range = { since: Math.max(since, day * dayMs), until: Math.min(until, (day + 1) * dayMs) };
    if (range.since < range.until) parts.push(await store.countFailures(range, conditions));
  }
  return parts.flat();
}

export function sumOf(days: readonly FailureDayRow[]): number {
  let sum = 0;
  for (const { count } of days) sum += count;
  return sum;
}

/** What was chosen by its two tabs: failures that somebody was told of, and silent ones. */
export function countTabs({ failures }: FleetContext, chosen: ChosenFailures, counted: CountedSeries) {
  const told = { failures: 0, silent: 0 };
  for (const series of failures.series.values()) {
    if (!isChosen(chosen, series)) continue;
    told[series.isSilent ? "silent" : "failures"] += sumOf(counted.daysOf(series));
  }
  return told;
}
