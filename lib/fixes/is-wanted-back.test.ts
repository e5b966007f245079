import { expect, test } from "vitest";
import { statuses } from "../model/status.ts";
import { isWantedBack, worthOfReturn } from "./is-wanted-back.ts";

const now = (status: (typeof statuses)[number], expected: { until: number } | null = null) => ({
  status,
  expected: expected as never,
});

test("one that does not answer goes before a hundred thousand that answer in part", () => {
  expect(worthOfReturn(now("lost"))).toBe(1);
  expect(worthOfReturn(now("degraded"))).toBeGreaterThan(0);
  expect(100_000 * worthOfReturn(now("degraded"))).toBeLessThan(1);
});

test("nobody waits for what is well, off, gone or on its way", () => {
  for (const status of statuses.filter((each) => !["lost", "unregistered", "degraded"].includes(each)))
    expect(worthOfReturn(now(status)), status).toBe(0);
  for (const status of statuses) expect(worthOfReturn(now(status, { until: 1 })), status).toBe(0);
  expect(statuses.filter((status) => isWantedBack(now(status)))).toEqual(["lost", "unregistered"]);
});
