import { expect, test } from "vitest";
import { api } from "./api.ts";

test("what is not asked is not in the address", () => {
  expect(api.facets({ q: "", tag: null })).toBe("/api/v1/facets");
  expect(api.nodes({ q: "status:lost", sort: "-failures", at: 0, limit: 200 })).toBe(
    "/api/v1/nodes?q=status%3Alost&sort=-failures&at=0&limit=200",
  );
});

test("no part of a node's identity leaves its segment", () => {
  expect(api.node("123456789012:eu-west-1", "mi-0/..?x")).toBe(
    "/api/v1/nodes/123456789012%3Aeu-west-1/mi-0%2F..%3Fx",
  );
});
