import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NextEnd } from "./next-end.ts";

const dayMs = 86_400_000;

beforeEach(() => vi.useFakeTimers({ now: 1_000 }));
afterEach(() => vi.useRealTimers());

test("each end is told when it comes, once, and what lies in the past never", () => {
  const onEnd = vi.fn();
  new NextEnd(onEnd).set([500, 3_000, 2_000]);
  vi.advanceTimersByTime(999);
  expect(onEnd).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onEnd).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(10_000);
  expect(onEnd).toHaveBeenCalledTimes(2);
});

test("an end that lies months ahead is told then, and not when a timer overflows", () => {
  const onEnd = vi.fn();
  new NextEnd(onEnd).set([1_000 + 300 * dayMs]);
  vi.advanceTimersByTime(300 * dayMs - 1);
  expect(onEnd).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onEnd).toHaveBeenCalledTimes(1);
});

test("ends that are set anew replace those before, and none is told after a stop", () => {
  const onEnd = vi.fn();
  const ends = new NextEnd(onEnd);
  ends.set([2_000]);
  ends.set([4_000]);
  vi.advanceTimersByTime(1_500);
  expect(onEnd).not.toHaveBeenCalled();
  ends.stop();
  vi.advanceTimersByTime(10_000);
  expect(onEnd).not.toHaveBeenCalled();
});
