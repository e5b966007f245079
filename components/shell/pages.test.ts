import { expect, test } from "vitest";
import { isPageOf, pages } from "./pages.ts";

test("no two pages answer to one key or one address", () => {
  expect(new Set(pages.map((page) => page.key)).size).toBe(pages.length);
  expect(new Set(pages.map((page) => page.href)).size).toBe(pages.length);
});

test("a page's own address, and what is below it, belong to it; what merely begins alike does not", () => {
  const fleet = pages.find((page) => page.title === "Fleet")!;
  expect(isPageOf(fleet, "/fleet")).toBe(true);
  expect(isPageOf(fleet, "/nodes/1:eu-west-1/i-1")).toBe(true);
  expect(isPageOf(fleet, "/fleets")).toBe(false);
});
