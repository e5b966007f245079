import { expect, test } from "vitest";
import { parsePort, parseReachSearch, type ReachQuery, reachDefaults, reachSearch } from "./reach.ts";

test("an address that asks nothing is the default", () => {
  expect(parseReachSearch("")).toEqual(reachDefaults);
  expect(reachSearch(reachDefaults)).toBe("");
});

test.each<ReachQuery>([
  { to: "ssm", port: 443, protocol: "tcp" },
  { to: "10.0.1.5", port: 5432, protocol: "udp" },
  { to: "2001:db8::1", port: 443, protocol: "icmp" },
])("%o is the same after it was an address", (query) => {
  expect(parseReachSearch(reachSearch(query))).toEqual(query);
});

test("defaults never appear, nor the spaces around what was asked", () => {
  expect(reachSearch({ to: "s3", port: 443, protocol: "tcp" })).toBe("to=s3");
  expect(parseReachSearch("to=%20s3%20").to).toBe("s3");
});

test.each(["0", "65536", "443a", "-1", "4e2", "", "999999"])("%j is no port", (text) => {
  expect(parsePort(text)).toBeNull();
  expect(parseReachSearch(`to=ssm&port=${text}`).port).toBe(443);
});

test("a protocol that nobody knows is the default", () => {
  expect(parseReachSearch("to=ssm&protocol=sctp").protocol).toBe("tcp");
});
