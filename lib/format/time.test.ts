import { expect, test } from "vitest";
import { formatClock, formatShortTime, formatTime, formatUtc } from "./time.ts";

const now = Date.UTC(2026, 10, 25, 9, 31, 8);

test.each([
  [Date.UTC(2026, 10, 25, 0, 5), "00:05"],
  [Date.UTC(2026, 10, 24, 23, 59), "24 Nov, 23:59"],
  [Date.UTC(2026, 0, 3, 14, 20), "3 Jan, 14:20"],
  [Date.UTC(2025, 10, 25, 9, 31), "25 Nov 2025, 09:31"],
])("a moment says no more of its date than is needed (%d)", (at, text) => {
  expect(formatTime(at, now, "UTC")).toBe(text);
});

test("where there is little room, a moment is its clock or its day", () => {
  expect(formatShortTime(Date.UTC(2026, 10, 25, 0, 5), now, "UTC")).toBe("00:05");
  expect(formatShortTime(Date.UTC(2026, 10, 3, 14, 20), now, "UTC")).toBe("3 Nov");
  expect(formatShortTime(Date.UTC(2025, 10, 3, 14, 20), now, "UTC")).toBe("3 Nov 2025");
});

test("the clock has seconds where they matter", () => {
  expect(formatClock(now, "UTC")).toBe("09:31");
  expect(formatClock(now, "UTC", { seconds: true })).toBe("09:31:08");
});

test("in full, a moment names its zone", () => {
  expect(formatUtc(now)).toBe("2026-11-25 09:31:08 UTC");
});
