import { describe, expect, test } from "vitest";
import { contentSecurityPolicy, type GuardedRequest, refusalOf } from "./guard-request.ts";

const own: GuardedRequest = {
  method: "GET",
  host: "127.0.0.1:3000",
  origin: null,
  fetchSite: null,
  port: 3000,
};

describe("a request is let through", () => {
  test.each<[string, Partial<GuardedRequest>]>([
    ["from the address bar", { fetchSite: "none" }],
    ["to localhost", { host: "localhost:3000" }],
    ["to the IPv6 loopback", { host: "[::1]:3000" }],
    ["to another loopback address, which web.host may name", { host: "127.0.0.2:3000" }],
    [
      "that changes something, from its own page",
      { method: "POST", origin: "http://127.0.0.1:3000", fetchSite: "same-origin" },
    ],
    ["that changes something, from no browser", { method: "POST" }],
    ["by a link on another page", { fetchSite: "cross-site" }],
    ["where the port is not known", { host: "localhost:4000", port: null }],
  ])("%s", (_, facts) => {
    expect(refusalOf({ ...own, ...facts })).toBeNull();
  });
});

describe("a request is refused", () => {
  test.each<[string, Partial<GuardedRequest>, number]>([
    ["to a foreign name that points here", { host: "evil.example:3000" }, 421],
    ["to another address of this machine that is a name", { host: "127.0.0.1.nip.io:3000" }, 421],
    ["to a name that only begins like ours", { host: "127.0.0.1.evil.example:3000" }, 421],
    ["to another port", { host: "127.0.0.1:80" }, 421],
    ["to our name without its port", { host: "127.0.0.1" }, 421],
    ["without a Host", { host: null }, 421],
    ["with a Host that is none", { host: "127.0.0.1:3000:3000" }, 421],
    ["from a foreign page", { method: "POST", origin: "https://evil.example" }, 403],
    ["from a foreign page, though it only reads", { origin: "https://evil.example" }, 403],
    ["from a sandboxed frame", { method: "POST", origin: "null" }, 403],
    ["that changes something, from another site", { method: "POST", fetchSite: "cross-site" }, 403],
    [
      "that changes something, from another port of this machine",
      { method: "POST", fetchSite: "same-site" },
      403,
    ],
  ])("%s", (_, facts, status) => {
    expect(refusalOf({ ...own, ...facts })?.status).toBe(status);
  });
});

test("the policy of a page allows scripts by nonce, and evaluation in development only", () => {
  expect(contentSecurityPolicy("abc", { isDevelopment: false })).toContain(
    "script-src 'self' 'nonce-abc' 'strict-dynamic';",
  );
  expect(contentSecurityPolicy("abc", { isDevelopment: false })).not.toContain("unsafe-eval");
  expect(contentSecurityPolicy("abc", { isDevelopment: true })).toContain("'unsafe-eval'");
});
