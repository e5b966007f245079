import { expect, test } from "vitest";
import { scopeKey } from "../model/scope.ts";
import type { Change } from "../model/world.ts";
import { aDocument, aScope, aSnapshot, type WorldParts } from "../testing/a-document.ts";
import { dependentsElsewhere } from "./dependents-elsewhere.ts";

const owner = { ...aScope, account: "999999999999" };
const home = aSnapshot({
  instance: [
    aDocument("instance", "i-shared", { vpcId: "vpc-1" }),
    aDocument("instance", "i-own", { vpcId: "vpc-2" }),
  ],
  vpc: [aDocument("vpc", "vpc-1", { ownerId: owner.account }), aDocument("vpc", "vpc-2")],
  "peering-connection": [
    aDocument("peering-connection", "pcx-1", {
      requester: { ...aDocument("peering-connection", "pcx-1").requester, vpcId: "vpc-2" },
      accepter: { ...aDocument("peering-connection", "pcx-1").accepter, vpcId: "vpc-3" },
    }),
  ],
});
const parts: WorldParts = {
  vpc: ["vpc-1", "vpc-3", "vpc-4"].map((id) => aDocument("vpc", id, { ownerId: owner.account })),
  "route-table": ["vpc-1", "vpc-3", "vpc-4"].map((vpcId) =>
    aDocument("route-table", `rtb-${vpcId}`, { vpcId }),
  ),
};

function nodesOf(change: Partial<Change>, scope = owner) {
  const there = aSnapshot(parts, { scope });
  const neighbours = new Map([[scopeKey(scope), there]]);
  const whole: Change = {
    ...{ scope: scopeKey(owner), kind: "route-table", id: "rtb-vpc-1", field: "Routes" },
    ...{ from: [], to: [], at: 0, by: null, before: aDocument("route-table", "rtb-vpc-1", { vpcId: null }) },
    ...change,
  };
  return [...dependentsElsewhere(home, neighbours)(whole)];
}

const gone = aDocument("vpc-endpoint", "vpce-1", { vpcId: "vpc-3" });

test.each<[string, Partial<Change>, string[]]>([
  ["a table of the VPC that is shared", {}, ["i-shared"]],
  ["a table of a peer", { id: "rtb-vpc-3" }, ["i-own"]],
  ["a table of a VPC that leads nowhere near", { id: "rtb-vpc-4" }, []],
  ["an endpoint of a peer that went", { kind: "vpc-endpoint", id: "vpce-1", before: gone }, ["i-own"]],
  ["the VPC itself", { kind: "vpc", id: "vpc-1", before: aDocument("vpc", "vpc-1") }, ["i-shared"]],
  [
    "what holds for all of its scope",
    { kind: "managed-prefix-list", id: "pl-1", before: null },
    ["i-shared", "i-own"],
  ],
  ["a table of a peer of which nobody told what it was", { id: "rtb-vpc-3", before: undefined }, []],
  ["a shared VPC's table of which nobody told what it was", { before: undefined }, ["i-shared"]],
])("the nodes whose ways may lead over %s are named", (_, change, expected) => {
  expect(nodesOf(change)).toEqual(expected);
});

test("a scope that is not at hand concerns nobody", () => {
  expect(nodesOf({}, { ...aScope, account: "888888888888" })).toEqual([]);
});
