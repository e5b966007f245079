import { expect, test } from "vitest";
import { formatCount, formatCountOf, formatList } from "./count.ts";

test("thousands are grouped, wherever it runs", () => {
  expect(formatCount(1_234_567)).toBe("1,234,567");
  expect(formatCount(999)).toBe("999");
});

test("only one is singular", () => {
  expect(formatCountOf(0, "node")).toBe("0 nodes");
  expect(formatCountOf(1, "node")).toBe("1 node");
  expect(formatCountOf(1204, "node")).toBe("1,204 nodes");
  expect(formatCountOf(2, "policy", "policies")).toBe("2 policies");
});

test("a list reads as a sentence does", () => {
  expect(formatList([])).toBe("");
  expect(formatList(["a"])).toBe("a");
  expect(formatList(["a", "b"])).toBe("a and b");
  expect(formatList(["a", "b", "c"])).toBe("a, b and c");
});
