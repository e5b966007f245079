import { describe, expect, test } from "vitest";
import { type ScopeKey, scopeKey } from "../../model/scope.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { aDocument, aScope, aSnapshot, type WorldParts } from "../../testing/a-document.ts";
import { allow, aRole, deny, onlyIf } from "../../testing/a-role.ts";
import {
  bothEndpoints,
  changed,
  localRoute,
  privateSubnetWithNat,
  publicSubnet,
  route,
} from "../../testing/documented-vpcs.ts";
import { ipv6Only } from "../../testing/ipv6-vpc.ts";
import { NodeView } from "../node-view.ts";
import { createScope } from "../scope-view.ts";
import { heartbeatAction, mayCall } from "./role-actions.ts";

const here = scopeKey(aScope);
const notFrom = (...blocks: string[]) => onlyIf("NotIpAddress", "aws:SourceIp", blocks);

function scopeOf(parts: WorldParts, others: readonly [ScopeKey, Snapshot][] = []) {
  return createScope({ snapshots: new Map([[here, aSnapshot(parts)], ...others]), changes: [] }, here);
}

/** What the heartbeat's guard comes to, and the facts about the call that show it. */
function decided(parts: WorldParts, guard: object, others: readonly [ScopeKey, Snapshot][] = []) {
  const role = aRole([allow(), deny({ ...guard })]);
  const scope = scopeOf({ ...parts, role: [role] }, others);
  const decision = mayCall(new NodeView("i-1", scope.view), role, heartbeatAction);
  const facts = decision
    .explain()
    .evidence.filter(({ document }) => document.kind !== "role")
    .map(({ document, field, value }) => `${document.kind} ${document.id} ${field} ${value}`);
  return [decision.decision, ...facts];
}

const viaEgressOnly = {
  ...changed(ipv6Only, "route-table", "rtb-private", {
    routes: [localRoute, route("::/0", { kind: "egress-only-gateway", id: "eigw-1" })],
  }),
  "egress-only-gateway": [
    aDocument("egress-only-gateway", "eigw-1", { attachments: [{ vpcId: "vpc-1", state: "attached" }] }),
  ],
};

describe("the address of a call is shown with the fact that tells it", () => {
  test.each<[string, WorldParts, object, string[]]>([
    [
      "behind a NAT gateway",
      privateSubnetWithNat,
      notFrom("198.51.100.10/32"),
      ["allowed", "nat-gateway nat-1 NatGatewayAddresses[].PublicIp 198.51.100.10"],
    ],
    [
      "with a public address of its own",
      publicSubnet,
      notFrom("192.0.2.0/24"),
      ["explicitly-denied", "instance i-1 NetworkInterfaces[].Association.PublicIp 198.51.100.20"],
    ],
    [
      "by IPv6, which nothing translates",
      viaEgressOnly,
      notFrom("2600:1f17:19dd:1d01::/64"),
      ["allowed", "instance i-1 NetworkInterfaces[].Ipv6Addresses[].Ipv6Address 2600:1f17:19dd:1d01::20"],
    ],
    ["by IPv6, which no block of IPv4 holds", viaEgressOnly, notFrom("0.0.0.0/0"), ["explicitly-denied"]],
    [
      "over an endpoint",
      bothEndpoints,
      onlyIf("StringNotEquals", "aws:SourceVpc", "vpc-1"),
      ["allowed", "vpc-endpoint vpce-ssm VpcEndpointId vpce-ssm"],
    ],
  ])("%s", (_, parts, guard, expected) => {
    expect(decided(parts, guard).slice(0, expected.length)).toEqual(expected);
  });

  test("where a gateway has several, with all of them, though they do not decide", () => {
    const addresses = ["198.51.100.10", "203.0.113.9"].map((publicAddress) => ({
      ...{ publicAddress, privateAddress: null, networkInterfaceId: null, zone: null, status: "succeeded" },
    }));
    const several = changed(privateSubnetWithNat, "nat-gateway", "nat-1", { addresses });
    expect(decided(several, notFrom("198.51.100.0/24"))).toEqual([
      "undecided",
      "nat-gateway nat-1 NatGatewayAddresses[].PublicIp 198.51.100.10, 203.0.113.9",
    ]);
  });
});

test("no address is told of a way that cannot be followed", () => {
  const dark = changed(privateSubnetWithNat, "route-table", "rtb-private", {
    routes: [localRoute, route("0.0.0.0/0", { kind: "transit-gateway", id: "tgw-1" })],
  });
  expect(decided(dark, notFrom("198.51.100.10/32"))).toEqual(["undecided"]);
});

test("the gateway's new address decides anew, for the nodes behind it", () => {
  const role = aRole([allow(), deny(notFrom("198.51.100.0/24"))]);
  const scope = scopeOf({ ...privateSubnetWithNat, role: [role] });
  const asked = (view: typeof scope.view) => mayCall(new NodeView("i-1", view), role, heartbeatAction);
  expect(asked(scope.view).decision).toBe("allowed");
  const { snapshot } = scope.view;
  const [gateway] = snapshot.all("nat-gateway");
  const [address] = gateway!.addresses;
  const moved = { ...gateway!, addresses: [{ ...address!, publicAddress: "203.0.113.9" }] };
  const next = snapshot.patched({ "nat-gateway": { put: [moved] } });
  const after = scope.after({ snapshots: new Map([[here, next]]), changes: [] }, [
    { kind: "nat-gateway", id: "nat-1" },
  ]);
  expect(asked(after.scope.view).decision).toBe("explicitly-denied");
  expect([...after.nodeIds]).toEqual(["i-1"]);
});
