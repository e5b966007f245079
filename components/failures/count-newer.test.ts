import { expect, test } from "vitest";
import { countNewer } from "./count-newer.ts";

const listed = { question: "q", count: 98 };

test("what waits is what came since the list was read", () => {
  expect(countNewer(null, listed)).toBe(0);
  expect(countNewer({ question: "q", count: 158 }, listed)).toBe(60);
});

test("nothing waits any more once the list has caught up, asks something else, or has more", () => {
  expect(countNewer({ question: "q", count: 158 }, { question: "q", count: 158 })).toBe(0);
  expect(countNewer({ question: "q", count: 158 }, { question: "other", count: 3 })).toBe(0);
  expect(countNewer({ question: "q", count: 97 }, listed)).toBe(0);
});
