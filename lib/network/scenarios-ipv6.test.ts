import { describe, expect, test } from "vitest";
import type { Trace } from "../model/path.ts";
import { aDocument, aSnapshot, type WorldParts } from "../testing/a-document.ts";
import {
  aNode,
  anEndpoint,
  changed,
  localRoute,
  privateSubnetWithNat,
  publicSubnet,
  route,
  tcp443,
} from "../testing/documented-vpcs.ts";
import { createNetwork } from "./network.ts";

function traceToSsm(parts: WorldParts): Trace {
  return createNetwork(aSnapshot(parts)).trace({
    from: "i-1",
    to: { service: "ssm" },
    protocol: "tcp",
    port: 443,
  });
}

function pathOf({ hops }: Trace): string[] {
  return hops.map(({ id, resources }) => [id, ...resources.map((resource) => resource.id)].join(" "));
}

describe("a node that has IPv6 alone", () => {
  const node = aNode("i-1", "subnet-private", "", { privateAddress: null });
  const own = { ...node.networkInterfaces[0]!, privateAddresses: [], ipv6Addresses: ["2001:db8:1:1::20"] };
  const open6 = { ...tcp443({ ipv6Ranges: ["::/0"] }), protocol: "-1" };
  const entries = [
    {
      ruleNumber: 101,
      action: "allow",
      protocol: "-1",
      cidrBlock: null,
      ipv6CidrBlock: "::/0",
      fromPort: null,
      toPort: null,
    },
    {
      ruleNumber: 100,
      action: "allow",
      protocol: "-1",
      cidrBlock: "0.0.0.0/0",
      ipv6CidrBlock: null,
      fromPort: null,
      toPort: null,
    },
  ] as const;
  const acl = (id: string, subnetId: string) =>
    aDocument("network-acl", id, {
      isDefault: false,
      subnetIds: [subnetId],
      ingress: [...entries],
      egress: [...entries],
    });
  const ipv6Only: WorldParts = {
    ...privateSubnetWithNat,
    instance: [{ ...node, networkInterfaces: [own] }],
    vpc: [aDocument("vpc", "vpc-1", { ipv6CidrBlocks: ["2001:db8:1::/48"] })],
    subnet: [
      aDocument("subnet", "subnet-private", {
        cidrBlock: null,
        ipv6CidrBlocks: ["2001:db8:1:1::/64"],
        ipv6Native: true,
      }),
      aDocument("subnet", "subnet-public", { cidrBlock: "10.0.0.0/24" }),
    ],
    "security-group": [aDocument("security-group", "sg-1", { egress: [open6] })],
    "network-acl": [acl("acl-1", "subnet-private"), acl("acl-2", "subnet-public")],
    "egress-only-gateway": [aDocument("egress-only-gateway", "eigw-1")],
  };
  const tableWith = (...routes: ReturnType<typeof route>[]) =>
    changed(ipv6Only, "route-table", "rtb-private", {
      routes: [localRoute, route("2001:db8:1::/48", { kind: "local" }), ...routes],
    });

  test("leaves by an egress-only gateway, to the name that has IPv6 addresses", () => {
    const trace = traceToSsm(tableWith(route("::/0", { kind: "egress-only-gateway", id: "eigw-1" })));
    expect(trace).toMatchObject({
      answer: "reachable",
      family: "ipv6",
      warnings: [{ code: "DUAL_STACK_NAME" }],
    });
    expect(pathOf(trace).slice(4, 8)).toEqual([
      "out/network-acl-out acl-1",
      "out/route rtb-private",
      "out/egress-only-gateway eigw-1",
      "out/service",
    ]);
  });

  test("is not thought to call an address of its own VPC, which has a block of the public ones", () => {
    const block = "2600:1f17:19dd:1d00::/56";
    const parts = tableWith(
      route(block, { kind: "local" }),
      route("::/0", { kind: "egress-only-gateway", id: "eigw-1" }),
    );
    const trace = traceToSsm(changed(parts, "vpc", "vpc-1", { ipv6CidrBlocks: [block] }));
    expect(trace).toMatchObject({ answer: "reachable", doubts: [] });
  });

  test("leaves by NAT64 where DNS64 is on and 64:ff9b::/96 leads to a NAT gateway", () => {
    const parts = tableWith(route("64:ff9b::/96", { kind: "nat-gateway", id: "nat-1" }));
    const trace = traceToSsm(changed(parts, "subnet", "subnet-private", { enableDns64: true }));
    expect(trace).toMatchObject({ answer: "reachable", family: "ipv6", warnings: [] });
    expect(pathOf(trace)).toContain("out/nat-gateway nat-1");
    expect(pathOf(trace)).toContain("out/nat-route rtb-public");
  });

  test("is lost where nothing leads its family out", () => {
    expect(traceToSsm(tableWith())).toMatchObject({
      answer: "blocked",
      blockers: [
        { cause: "ipv6-path-missing", subject: { kind: "subnet", id: "subnet-private" }, hopId: "out/route" },
      ],
    });
    expect(traceToSsm(tableWith(route("::/0", { kind: "nat-gateway", id: "nat-1" })))).toMatchObject({
      answer: "blocked",
      blockers: [{ cause: "ipv6-path-missing", code: "PROTOCOL_RESTRICTION" }],
    });
  });

  test("cannot use an endpoint that has IPv4 alone, and can use one that has both", () => {
    const endpoint = anEndpoint("ssm", ["subnet-public 10.0.0.10"]);
    const sg = aDocument("security-group", "sg-endpoint", {
      ingress: [tcp443({ ipv6Ranges: ["2001:db8:1::/48"] })],
    });
    const parts = { ...tableWith(), ...endpoint };
    const groups = { "security-group": [...(parts["security-group"] ?? []), sg] };
    expect(traceToSsm({ ...parts, ...groups })).toMatchObject({
      answer: "blocked",
      blockers: [{ cause: "endpoint-address-family", subject: { id: "vpce-ssm" }, hopId: "out/name" }],
    });
    const both = changed({ ...parts, ...groups }, "vpc-endpoint", "vpce-ssm", { ipAddressType: "dualstack" });
    const interfaces = changed(both, "network-interface", "eni-ssm-0", {
      ipv6Addresses: ["2001:db8:1:0::10"],
    });
    expect(traceToSsm(interfaces).answer).toBe("reachable");
  });
});

test("a rule for 0.0.0.0/0 says nothing of IPv6", () => {
  const own = {
    ...aNode("i-1", "subnet-public", "10.0.0.20").networkInterfaces[0]!,
    ipv6Addresses: ["2001:db8::5"],
  };
  const parts = { ...publicSubnet, instance: [{ ...publicSubnet.instance![0]!, networkInterfaces: [own] }] };
  const question = { from: "i-1", to: { address: "2600:1f00::1" }, protocol: "tcp", port: 443 } as const;
  const { family, blockers } = createNetwork(aSnapshot(parts)).trace(question);
  expect([family, blockers[0]?.cause]).toEqual(["ipv6", "security-group-egress-blocks"]);
});
