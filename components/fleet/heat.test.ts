import { expect, test } from "vitest";
import { heatOf } from "./heat.ts";

test("nothing is cold, one in a hundred is seen, and all is hottest", () => {
  expect(heatOf(0, 100)).toBe(0);
  expect(heatOf(1, 100)).toBeGreaterThan(8);
  expect(heatOf(100, 100)).toBe(42);
  expect(heatOf(3, 3)).toBe(heatOf(300, 300));
});
