import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatAge, formatDuration, formatUntil } from "./age.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  [0, "0 s"],
  [999, "0 s"],
  [32 * second, "32 s"],
  [59_999, "59 s"],
  [minute, "1 min"],
  [59 * minute + 59 * second, "59 min"],
  [3 * hour + 12 * minute, "3 h"],
  [day, "1 d"],
  [400 * day, "400 d"],
  [-5 * minute, "0 s"],
])("%d ms is %s", (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text);
});

test.each([
  [32 * second, "32 s"],
  [3 * hour + 12 * minute + 9 * second, "3 h 12 min"],
  [3 * hour, "3 h"],
  [2 * day + 23 * hour, "2 d 23 h"],
])("%d ms is, precisely, %s", (durationMs, text) => {
  expect(formatDuration(durationMs, { precise: true })).toBe(text);
});

test("a thing is never said to be older than it is", () => {
  const unitMs = { s: second, min: minute, h: hour, d: day };
  fc.assert(
    fc.property(fc.nat(), (durationMs) => {
      const [count, unit] = formatDuration(durationMs).split(" ");
      const said = Number(count) * unitMs[unit as keyof typeof unitMs];
      expect(said).toBeLessThanOrEqual(durationMs);
      expect(durationMs - said).toBeLessThan(unitMs[unit as keyof typeof unitMs]);
    }),
  );
});

describe("an age", () => {
  test("without a time is never", () => expect(formatAge(null, 0)).toBe("never"));
  test("counts from the given now", () => expect(formatAge(1000, 33_000)).toBe("32 s ago"));
  test("of a clock that runs ahead is zero", () => expect(formatAge(5000, 1000)).toBe("0 s ago"));
});

describe("what is still to come", () => {
  test("says how long", () => expect(formatUntil(4 * minute + 200, 0)).toBe("in 4 min"));
  test("is now once it is due", () => expect(formatUntil(0, 10 * minute)).toBe("now"));
});
