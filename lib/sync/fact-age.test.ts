import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestReadingSeconds } from "./best-reading-seconds.ts";
import { factAge } from "./fact-age.ts";

const minute = 60_000;
const settings = {
  intervals: { facts: 300, failures: 900 },
  staleMinutes: 30,
  pacing: { share: 0.5, perAction: {} },
};
/** Their session channels are asked for one by one, 25 a second. */
const channelsOf = (nodes: number) => [{ action: "ssm:GetConnectionStatus", pages: nodes }];

describe("of a scope that is read within its interval", () => {
  test("facts count as long as it is configured, and two readings may be missed", () => {
    const usual = { maxAgeMs: 30 * minute, staleAfterMs: 10 * minute };
    expect(factAge(settings, [])).toEqual(usual);
    expect(factAge(settings, [channelsOf(5_000)])).toEqual(usual);
    expect(factAge({ ...settings, staleMinutes: 7 }, [])).toEqual({
      maxAgeMs: 7 * minute,
      staleAfterMs: 7 * minute,
    });
  });
});

describe("of a scope that takes longer", () => {
  test("facts count as much longer as its readings take", () => {
    const { maxAgeMs, staleAfterMs } = factAge(settings, [channelsOf(40_000)]);
    const takesMs = bestReadingSeconds(channelsOf(40_000)) * 1000 * 1.2;
    expect(takesMs).toBeGreaterThan(30 * minute);
    expect(maxAgeMs).toBeCloseTo(25 * minute + takesMs);
    expect(staleAfterMs).toBe(maxAgeMs);
  });

  test("the longer one of the last reading and the one that runs counts", () => {
    const whole = factAge(settings, [channelsOf(40_000)]);
    expect(factAge(settings, [channelsOf(40_000), channelsOf(10)])).toEqual(whole);
    expect(factAge(settings, [channelsOf(10), channelsOf(40_000)])).toEqual(whole);
  });

  test("a greater share or quota shortens it", () => {
    const slow = factAge(settings, [channelsOf(100_000)]).maxAgeMs;
    const share = factAge({ ...settings, pacing: { share: 1, perAction: {} } }, [channelsOf(100_000)]);
    const quota = { share: 0.5, perAction: { "ssm:GetConnectionStatus": 100 } };
    expect(share.maxAgeMs).toBeLessThan(slow);
    expect(factAge({ ...settings, pacing: quota }, [channelsOf(100_000)]).maxAgeMs).toBeCloseTo(
      share.maxAgeMs,
      -5,
    );
  });
});

test("a scope of any size that is read as fast as AWS lets it is never stale, and its facts never too old", () => {
  fc.assert(
    fc.property(
      fc.nat(500_000),
      fc.integer({ min: 30, max: 3_600 }),
      fc.integer({ min: 0, max: 60 }),
      (nodes, facts, more) => {
        const own = {
          ...settings,
          intervals: { facts, failures: 900 },
          staleMinutes: Math.ceil(facts / 60) + more,
        };
        const takesMs = bestReadingSeconds(channelsOf(nodes)) * 1000;
        const { maxAgeMs, staleAfterMs } = factAge(own, [channelsOf(nodes)]);
        const renewedEveryMs = Math.max(takesMs, facts * 1000);
        expect(maxAgeMs).toBeGreaterThanOrEqual(renewedEveryMs);
        expect(staleAfterMs).toBeGreaterThanOrEqual(renewedEveryMs);
      },
    ),
  );
});
