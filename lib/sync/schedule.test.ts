import fc from "fast-check";
import { expect, test } from "vitest";
import { nextSyncAt } from "./schedule.ts";

const minute = 60_000;
const base = {
  scope: "123456789012:eu-west-1",
  startedAt: 0,
  intervalMs: 5 * minute,
  consecutiveFailures: 0,
  now: 0,
} as const;

test("a scope that was never read is read at once", () => {
  expect(nextSyncAt({ ...base, startedAt: null, now: 77 })).toBe(77);
});

test("a scope is read again after its interval, and within a tenth of it more", () => {
  const at = nextSyncAt(base);
  expect(at).toBeGreaterThanOrEqual(5 * minute);
  expect(at).toBeLessThanOrEqual(5.5 * minute);
  expect(nextSyncAt(base)).toBe(at);
});

test("a scope that was read by a clock that was ahead is read at once", () => {
  expect(nextSyncAt({ ...base, startedAt: 3 * 24 * 60 * minute, now: 77 })).toBe(77);
});

test("scopes do not all begin together", () => {
  const regions = ["eu-west-1", "eu-west-2", "us-east-1", "us-west-2"] as const;
  const times = new Set(regions.map((region) => nextSyncAt({ ...base, scope: `123456789012:${region}` })));
  expect(times.size).toBe(4);
});

test("each failure in a row doubles the wait, up to an hour", () => {
  const wait = (consecutiveFailures: number) => nextSyncAt({ ...base, consecutiveFailures });
  expect(wait(1) - wait(0)).toBe(5 * minute);
  expect(wait(2) - wait(1)).toBe(10 * minute);
  expect(wait(20)).toBeLessThanOrEqual(65 * minute);
});

test("nothing is ever due in the past, or between two milliseconds", () => {
  const times = {
    startedAt: fc.nat(),
    intervalMs: fc.integer({ min: 1, max: 1e8 }),
    consecutiveFailures: fc.nat(50),
    now: fc.nat(),
  };
  fc.assert(
    fc.property(fc.record(times), (options) => {
      const at = nextSyncAt({ ...base, ...options });
      return at >= options.now && Number.isInteger(at);
    }),
  );
});
