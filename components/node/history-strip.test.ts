import { expect, test } from "vitest";
import { lineStart, segmentsOf, stateSegmentsOf } from "./history-strip.ts";

const hour = 3_600_000;
const now = 100 * hour;
const lost = { status: "lost", why: null, from: now - hour, to: null } as const;
const reachable = { status: "reachable", why: null, from: now - 90 * hour, to: lost.from } as const;

test("the parts join into one line that ends now", () => {
  expect(segmentsOf([lost, reachable], now - 4 * hour, now)).toEqual([
    { status: "reachable", start: 0, end: 0.75 },
    { status: "lost", start: 0.75, end: 1 },
  ]);
});

test("what ended before the line begins is not on it", () => {
  expect(segmentsOf([lost, reachable], now - hour, now)).toEqual([{ status: "lost", start: 0, end: 1 }]);
});

test("a state holds until the next one, and nothing is said of the time before the first", () => {
  const states = [
    { state: "stopped" as const, at: now - hour },
    { state: "running" as const, at: now - 3 * hour },
  ];
  expect(stateSegmentsOf(states, now - 4 * hour, now)).toEqual([
    { state: "running", start: 0.25, end: 0.75 },
    { state: "stopped", start: 0.75, end: 1 },
  ]);
});

test("the line reaches back to the moments that matter, in a length that people think in", () => {
  expect(lineStart([], now)).toBe(now - 6 * hour);
  expect(lineStart([now - hour], now)).toBe(now - 6 * hour);
  expect(lineStart([now - hour / 2], now)).toBe(now - hour);
  expect(lineStart([now - hour / 30], now)).toBe(now - hour / 6);
  expect(lineStart([now - hour, now - 90 * hour], now)).toBe(now - 7 * 24 * hour);
  expect(lineStart([0], 10_000 * hour)).toBe(10_000 * hour - 30 * 24 * hour);
});
