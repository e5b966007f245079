import type { FailureDayRow } from "../../store/failure-schema.ts";
import type { FleetContext } from "../context.ts";
import { type ChosenFailures, isChosen } from "./choose-failures.ts";
import { type CountedSeries, lastDay, sumOf, trendDays } from "./count-series.ts";
import type { IndexedSeries } from "./failure-index.ts";

/** A group before its nodes are looked at. */
export type CountedGroup = {
  key: string;
  /** Those that have failures in the chosen time; the one with the newest saying first. */
  series: IndexedSeries[];
  count: number;
  silent: number;
  firstSeen: number;
  lastSeen: number;
  /** Days of UTC with failures, in order. */
  days: number[];
  trend: number[];
};

/** The groups of all chosen failures, in no order. */
export function groupFailures(
  { failures }: FleetContext,
  chosen: ChosenFailures,
  counted: CountedSeries,
): CountedGroup[] {
  const groups = new Map<string, CountedGroup>();
  const last = lastDay(chosen);
  for (const series of failures.series.values()) {
    if (!isChosen(chosen, series)) continue;
    const days = counted.daysOf(series);
    if (days.length === 0) continue;
    const group = groups.get(series.group) ?? emptyGroup(series.group);
    groups.set(series.group, group);
    add(group, series, days);
    for (const { day, count } of counted.recentDaysOf(series))
      group.trend[day - last + trendDays - 1]! += count;
  }
  for (const group of groups.values()) {
    group.days = [...new Set(group.days)].sort((a, b) => a - b);
    group.series.sort((a, b) => b.sentenceAt - a.sentenceAt || a.number - b.number);
  }
  return [...groups.values()];
}

function emptyGroup(key: string): CountedGroup {
  return {
    ...{ key, series: [], count: 0, silent: 0, firstSeen: Number.POSITIVE_INFINITY, lastSeen: 0, days: [] },
    trend: new Array<number>(trendDays).fill(0),
  };
}

function add(group: CountedGroup, series: IndexedSeries, days: readonly FailureDayRow[]): void {
  const count = sumOf(days);
  group.series.push(series);
  group.count += count;
  if (series.isSilent) group.silent += count;
  for (const { day, first_at, last_at } of days) {
    group.days.push(day);
    if (first_at < group.firstSeen) group.firstSeen = first_at;
    if (last_at > group.lastSeen) group.lastSeen = last_at;
  }
}

/** It came on several days, so that it may well come again. */
export function isRecurring({ days }: CountedGroup): boolean {
  return days.length >= 3;
}

/** It has been quiet for longer than it ever was between two of its days, and for two days at least. */
export function isOver({ days }: CountedGroup, today: number): boolean {
  const longest = days.reduce((gap, day, at) => (at === 0 ? gap : Math.max(gap, day - days[at - 1]!)), 1);
  return today - days.at(-1)! > longest;
}
