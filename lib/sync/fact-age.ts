import type { Config } from "../config.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { CallProgress } from "../model/sync-progress.ts";
import type { Store } from "../store/store.ts";
import { bestReadingSeconds } from "./best-reading-seconds.ts";

/** Until what age a scope's facts are used, and from what age on the scope is called stale. */
export type FactAge = { maxAgeMs: number; staleAfterMs: number };

type Calls = readonly Pick<CallProgress, "action" | "pages">[];
type Settings = Pick<Config, "intervals" | "staleMinutes" | "pacing">;

/** How much longer than at best a reading may take before anything is wrong. */
const overBest = 1.2;

/**
 * Facts are renewed once in an interval, or as often as one reading after the other can go out where that takes longer: a
 * scope is not stale merely because it is large. What `staleMinutes` leaves beyond the interval is left beyond that too.
 * `readings` are the calls of the last reading and of the one that runs; the longer one counts.
 */
export function factAge({ intervals, staleMinutes, pacing }: Settings, readings: readonly Calls[]): FactAge {
  const intervalMs = intervals.facts * 1000;
  const bestMs = 1000 * Math.max(0, ...readings.map((calls) => bestReadingSeconds(calls, pacing)));
  const renewedEveryMs = Math.max(intervalMs, bestMs * overBest);
  const maxAgeMs = staleMinutes * 60_000 + renewedEveryMs - intervalMs;
  return { maxAgeMs, staleAfterMs: Math.min(2 * renewedEveryMs, maxAgeMs) };
}

/** The same by what the store knows of the scope's readings. */
export async function loadFactAge(store: Store, config: Settings, scope: ScopeKey): Promise<FactAge> {
  return factAge(config, (await store.loadReadingCalls([scope])).get(scope) ?? []);
}
