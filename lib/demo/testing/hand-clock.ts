import type { Clock } from "../cloud/clock.ts";

/** A clock that stands still until a test moves it. */
export function handClock(
  start = Date.parse("2026-11-01T12:00:00Z"),
): Clock & { pass(milliseconds: number): void } {
  let now = start;
  return {
    speed: 1,
    now: () => now,
    pass(milliseconds) {
      now += milliseconds;
    },
  };
}
