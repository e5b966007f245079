import { expect, test } from "vitest";
import { costOfEndpoints, costOfNatTraffic, costOfPublicAddresses, pricesAsOf } from "./prices.ts";

test("a price is of a Region and a date, and says how it comes about", () => {
  expect(costOfEndpoints("eu-west-1", 2, 6)).toEqual({
    monthlyUsd: 48.18,
    sentence: `2 interface endpoints with 6 interfaces in all at 0.011 USD an hour for each interface, and 0.01 USD a GB (prices as of ${pricesAsOf}).`,
  });
  expect(costOfEndpoints("us-east-1", 1, 1).sentence).toContain(
    "1 interface endpoint with 1 interface in all at",
  );
  expect(costOfNatTraffic("us-east-1")).toMatchObject({ monthlyUsd: 0 });
  expect(costOfPublicAddresses("us-east-1", 2).monthlyUsd).toBe(7.3);
});

test.each([
  costOfEndpoints("eu-north-9", 1, 1),
  costOfNatTraffic("cn-north-1"),
  costOfPublicAddresses("us-gov-west-1", 1),
])("what we are not sure of is unknown, and never zero: %o", ({ monthlyUsd, sentence }) => {
  expect(monthlyUsd).toBeNull();
  expect(sentence).toContain("price unknown");
});
