import { expect, test } from "vitest";
import { directionOf, nextSort } from "./sort.ts";

test("a first click brings what is looked for to the top, and a second turns it round", () => {
  expect(nextSort("status", "failures", true)).toBe("-failures");
  expect(nextSort("-failures", "failures", true)).toBe("failures");
  expect(nextSort("status", "name", false)).toBe("name");
  expect(nextSort("name", "name", false)).toBe("-name");
});

test("one column alone decides the order", () => {
  expect(directionOf("-failures", "failures")).toBe("descending");
  expect(directionOf("-failures", "name")).toBeNull();
});
