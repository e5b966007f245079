import { describe, expect, test } from "vitest";
import { aHop, endpointKinds, hopsOf, natKinds } from "./a-path.ts";
import { placeBack, toColumns } from "./columns.ts";

type Kind = Parameters<typeof aHop>[0];

function placesOf(back: readonly Kind[], there: readonly Kind[], others: readonly Kind[] = []): Kind[] {
  const hops = hopsOf(there);
  const answers = back.map((kind) => aHop(kind, { direction: "back" }));
  const columns = toColumns([[...hops, ...answers], hopsOf(others)]);
  return placeBack(answers, hops, columns).map((place) => columns[place]!.kind);
}

describe("a way back through a NAT gateway", () => {
  const asTheyAreCrossed = [
    "network-acl-out",
    "nat-network-acl-out",
    "nat-gateway",
    "nat-network-acl-in",
    "network-acl-out",
  ] as const;

  test("crosses the list of the NAT subnet twice, each time where the packet did", () => {
    const named = ["nat-network-acl-in", "nat-gateway", "nat-network-acl-out", "network-acl-in"] as const;
    expect(placesOf(named, natKinds)).toEqual(asTheyAreCrossed.slice(1));
  });

  test("is the same where its hops bear the names of the way there", () => {
    expect(placesOf(asTheyAreCrossed.slice(1), natKinds)).toEqual(asTheyAreCrossed.slice(1));
  });
});

test("a list that the packet did not cross on its way there gets no column of another lane", () => {
  const publicWay = [
    "interface",
    "security-group-out",
    "network-acl-out",
    "route",
    "internet-gateway",
  ] as const;
  expect(placesOf(["network-acl-in"], publicWay, endpointKinds)).toEqual(["network-acl-out"]);
});

test("what only the way back meets has a column of its own", () => {
  expect(placesOf(["appliance"], ["interface", "route", "service"])).toEqual(["appliance"]);
});
