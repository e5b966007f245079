import fc from "fast-check";
import { expect, test } from "vitest";
import { nextVerificationReadAt } from "./verification-schedule.ts";

const minute = 60_000;

test("nodes are read soon after a fix, and then as often as an agent gives a sign of life", () => {
  const verification = { startedAt: 0, waitUntil: 60 * minute };
  const next = (now: number) => nextVerificationReadAt(verification, now);
  expect([0, 20_000, minute, 4 * minute, 30 * minute].map(next)).toEqual([
    10_000,
    30_000,
    90_000,
    6 * minute,
    35 * minute,
  ]);
});

test("the next read is always later, and none goes past the moment until which waiting is right", () => {
  fc.assert(
    fc.property(fc.nat(100 * minute), fc.nat(100 * minute), (now, waitUntil) => {
      const next = nextVerificationReadAt({ startedAt: 0, waitUntil }, now);
      expect(next).toBeGreaterThan(now);
      expect(next - now).toBeLessThanOrEqual(5 * minute + 1);
      if (now < waitUntil) expect(next).toBeLessThanOrEqual(waitUntil + 1);
    }),
  );
});
