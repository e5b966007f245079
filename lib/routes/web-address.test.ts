import { expect, test } from "vitest";
import { bareHost, webAddress } from "./web-address.ts";

test.each([
  ["127.0.0.1", "127.0.0.1", "http://127.0.0.1:3000"],
  ["localhost", "localhost", "http://localhost:3000"],
  ["::1", "::1", "http://[::1]:3000"],
  ["[::1]", "::1", "http://[::1]:3000"],
])("%s is listened on as %s and opened as %s", (host, bare, address) => {
  expect(bareHost(host)).toBe(bare);
  expect(webAddress(host, 3000)).toBe(address);
});
