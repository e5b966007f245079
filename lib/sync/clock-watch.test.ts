import { expect, test } from "vitest";
import { ClockWatch } from "./clock-watch.ts";

const now = Date.UTC(2026, 10, 26, 20);
const minute = 60_000;

test("a clock that is set back by more than a minute is noticed once", () => {
  const watch = new ClockWatch(() => undefined);
  watch.mayHaveFuture = false;
  const looks = [now, now + minute, now + 30_000].map((at) => watch.isSetBack(at));
  expect([...looks, watch.mayHaveFuture]).toEqual([false, false, false, false]);
  expect([watch.isSetBack(now - minute), watch.mayHaveFuture]).toEqual([true, true]);
  expect(watch.isSetBack(now)).toBe(false);
});

test.each<[string, number | null, boolean, string | null]>([
  ["before AWS has answered", null, false, null],
  ["that differs by what signatures may", now + 5 * minute, true, null],
  [
    "that is behind, as of a machine that slept",
    now + 3 * 1_440 * minute,
    false,
    "4,320 minutes behind AWS's",
  ],
  ["that is ahead", now - 6 * minute, false, "6 minutes ahead of AWS's"],
])("a clock %s is confirmed, or told once", (_, serverNow, isRight, words) => {
  const told: string[] = [];
  const watch = new ClockWatch((each) => told.push(each));
  expect([watch.isRight(now, serverNow), watch.isRight(now, serverNow)]).toEqual([isRight, isRight]);
  expect(told).toEqual(words === null ? [] : [expect.stringContaining(words)]);
});

test("a clock that goes wrong again is told again", () => {
  const told: string[] = [];
  const watch = new ClockWatch((each) => told.push(each));
  for (const serverNow of [now + 10 * minute, now, now + 10 * minute]) watch.isRight(now, serverNow);
  expect(told).toHaveLength(2);
});
