import { expect, test } from "vitest";
import { parsePort, parseReachQuery, reachDefaults } from "./reach.ts";

test("an address that asks nothing is the default", () => {
  expect(parseReachQuery({})).toEqual(reachDefaults);
});

test("a question is read from the address, without the spaces around it", () => {
  expect(parseReachQuery({ to: " 10.0.1.5 ", port: "5432", protocol: "udp" })).toEqual({
    to: "10.0.1.5",
    port: 5432,
    protocol: "udp",
  });
});

test.each(["0", "65536", "443a", "-1", "4e2", "", "999999"])("%j is no port", (text) => {
  expect(parsePort(text)).toBeNull();
  expect(parseReachQuery({ to: "ssm", port: text }).port).toBe(443);
});

test("a protocol that nobody knows is the default", () => {
  expect(parseReachQuery({ to: "ssm", protocol: "sctp" }).protocol).toBe("tcp");
});
