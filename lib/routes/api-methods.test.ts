import { expect, test } from "vitest";
import { noRouteOf } from "./api-methods.ts";

test.each<[string, string, number | undefined]>([
  ["GET", "/api/v1/nodes", undefined],
  ["HEAD", "/api/v1/nodes", undefined],
  ["OPTIONS", "/api/v1/nodes", undefined],
  ["GET", "/api/v1/nodes/123456789012%3Aeu-west-1/i-0123456789abcdef0", undefined],
  ["GET", "/fleet", undefined],
  ["POST", "/api/v1/preflight", undefined],
  ["POST", "/api/v1/nodes", 405],
  ["GET", "/api/v1/preflight", 405],
  ["POST", "/healthz", 405],
  ["GET", "/api/v1/nope", 404],
  ["GET", "/api", 404],
  ["GET", "/apiary", undefined],
  ["GET", "/api/v1/nodes/%00/%ff", 400],
  ["GET", "/fleet/%E0%A4%A", 400],
])("%s %s", (method, path, status) => {
  expect(noRouteOf(path, method)?.status).toBe(status);
});

test("a wrong method is told which are right", () => {
  expect(noRouteOf("/api/v1/exclusions", "PUT")).toMatchObject({ allow: "GET, HEAD, OPTIONS, POST" });
});
