import { describe, expect, test } from "vitest";
import type { Trace } from "../model/path.ts";
import { aDocument, aSnapshot, type WorldParts } from "../testing/a-document.ts";
import {
  aNode,
  anEndpoint,
  changed,
  endpointOnly,
  localRoute,
  privateSubnetWithNat,
  publicSubnet,
  route,
  tcp443,
} from "../testing/documented-vpcs.ts";
import { createNetwork } from "./network.ts";

function traceToSsm(
  parts: WorldParts,
  to: { service: string } | { address: string } = { service: "ssm" },
): Trace {
  return createNetwork(aSnapshot(parts)).trace({ from: "i-1", to, protocol: "tcp", port: 443 });
}

/** Each hop with what it stands for, and its state where it does not simply pass. */
function pathOf({ hops }: Trace): string[] {
  return hops.map(({ id, resources, state }) => {
    const names = resources.map((resource) => resource.id).join("+");
    return `${id}${names ? ` ${names}` : ""}${state === "pass" ? "" : `: ${state}`}`;
  });
}

const start = ["out/instance i-1", "out/name", "out/interface eni-1", "out/security-group-out sg-1"];
const arrival = ["back/security-group-out sg-1", "back/interface eni-1"];

test("a node in a public subnet leaves by the internet gateway with its own public address", () => {
  const trace = traceToSsm(publicSubnet);
  expect(trace.answer).toBe("reachable");
  expect(pathOf(trace)).toEqual([
    ...start,
    "out/network-acl-out acl-1",
    "out/route rtb-public",
    "out/internet-gateway igw-1",
    "out/service",
    "back/network-acl-out acl-1",
    ...arrival,
  ]);
});

test("a node in a private subnet leaves by NAT, and crosses the ACL of the gateway's subnet four times", () => {
  const trace = traceToSsm(privateSubnetWithNat);
  expect(trace.answer).toBe("reachable");
  expect(pathOf(trace)).toEqual([
    ...start,
    "out/network-acl-out acl-1",
    "out/route rtb-private",
    "out/nat-network-acl-in acl-2",
    "out/nat-gateway nat-1",
    "out/nat-route rtb-public",
    "out/nat-network-acl-out acl-2",
    "out/internet-gateway igw-1",
    "out/service",
    "back/nat-network-acl-out acl-2",
    "back/nat-gateway nat-1",
    "back/nat-network-acl-in acl-2",
    "back/network-acl-out acl-1",
    ...arrival,
  ]);
});

test("a node reaches an endpoint of its VPC by the local route and both subnets' ACLs, and back", () => {
  const trace = traceToSsm(endpointOnly);
  expect(trace).toMatchObject({ answer: "reachable", destination: { addresses: ["10.0.2.10"] } });
  expect(pathOf(trace)).toEqual([
    ...["out/instance i-1", "out/name vpce-ssm", "out/interface eni-1", "out/security-group-out sg-1"],
    "out/network-acl-out acl-1",
    "out/route rtb-main",
    "out/network-acl-in acl-2",
    "out/security-group-in sg-endpoint",
    "out/endpoint vpce-ssm",
    "out/service",
    "back/security-group-in sg-endpoint",
    "back/network-acl-in acl-2",
    "back/route rtb-main",
    "back/network-acl-out acl-1",
    ...arrival,
  ]);
});

test("within one subnet no ACL and no route is asked", () => {
  const trace = traceToSsm({ ...endpointOnly, ...anEndpoint("ssm", ["subnet-private 10.0.1.10"]) });
  expect(trace.answer).toBe("reachable");
  expect(pathOf(trace)).toEqual([
    ...["out/instance i-1", "out/name vpce-ssm", "out/interface eni-1", "out/security-group-out sg-1"],
    "out/security-group-in sg-endpoint",
    "out/endpoint vpce-ssm",
    "out/service",
    "back/security-group-in sg-endpoint",
    ...arrival,
  ]);
});

describe("a peered VPC", () => {
  const peering = { kind: "peering-connection", id: "pcx-1" } as const;
  const peered: WorldParts = {
    ...endpointOnly,
    instance: [
      aNode("i-1", "subnet-private", "10.0.1.20"),
      aNode("i-2", "subnet-peer", "10.1.0.20", { vpcId: "vpc-2", securityGroupIds: ["sg-peer"] }),
    ],
    vpc: [aDocument("vpc", "vpc-1"), aDocument("vpc", "vpc-2", { cidrBlocks: ["10.1.0.0/16"] })],
    subnet: [
      ...(endpointOnly.subnet ?? []),
      aDocument("subnet", "subnet-peer", { vpcId: "vpc-2", cidrBlock: "10.1.0.0/24" }),
    ],
    "security-group": [
      ...(endpointOnly["security-group"] ?? []),
      aDocument("security-group", "sg-peer", {
        vpcId: "vpc-2",
        ingress: [tcp443({ ipv4Ranges: ["10.0.1.0/24"] })],
      }),
    ],
    "network-acl": [
      ...(endpointOnly["network-acl"] ?? []),
      aDocument("network-acl", "acl-peer", { vpcId: "vpc-2" }),
    ],
    "route-table": [
      aDocument("route-table", "rtb-main", { routes: [localRoute, route("10.1.0.0/16", peering)] }),
      aDocument("route-table", "rtb-peer", {
        vpcId: "vpc-2",
        routes: [route("10.1.0.0/16", { kind: "local" }), route("10.0.0.0/16", peering)],
      }),
    ],
    "network-interface": [
      ...(endpointOnly["network-interface"] ?? []),
      aDocument("network-interface", "eni-2", {
        ...{ vpcId: "vpc-2", subnetId: "subnet-peer", securityGroupIds: ["sg-peer"] },
        privateAddresses: [{ address: "10.1.0.20", isPrimary: true, publicAddress: null }],
      }),
    ],
    "peering-connection": [
      aDocument("peering-connection", "pcx-1", {
        requester: {
          vpcId: "vpc-1",
          ownerId: null,
          region: null,
          cidrBlocks: ["10.0.0.0/16"],
          ipv6CidrBlocks: [],
        },
        accepter: {
          vpcId: "vpc-2",
          ownerId: null,
          region: null,
          cidrBlocks: ["10.1.0.0/16"],
          ipv6CidrBlocks: [],
        },
      }),
    ],
  };
  const toPeer = { address: "10.1.0.20" };

  test("is reached over the connection, through its ACL and group, and back over the connection", () => {
    const trace = traceToSsm(peered, toPeer);
    expect(trace.answer).toBe("reachable");
    expect(pathOf(trace)).toEqual([
      ...["out/instance i-1", "out/interface eni-1", "out/security-group-out sg-1"],
      "out/network-acl-out acl-1",
      "out/route rtb-main",
      "out/peering-connection pcx-1",
      "out/network-acl-in acl-peer",
      "out/security-group-in sg-peer",
      "out/service",
      "back/security-group-in sg-peer",
      "back/network-acl-in acl-peer",
      "back/route rtb-peer",
      "back/network-acl-out acl-1",
      ...arrival,
    ]);
  });

  test("that has no route back is not reached", () => {
    const oneWay = changed(peered, "route-table", "rtb-peer", {
      routes: [route("10.1.0.0/16", { kind: "local" })],
    });
    expect(traceToSsm(oneWay, toPeer)).toMatchObject({
      answer: "blocked",
      blockers: [
        { cause: "route-missing", subject: { id: "rtb-peer" }, code: "RETURN_NO_ROUTE", hopId: "back/route" },
      ],
    });
  });

  test("that is not read here leaves it undecided", () => {
    const unread = { ...peered, vpc: [aDocument("vpc", "vpc-1")] };
    expect(traceToSsm(unread, toPeer)).toMatchObject({
      answer: "undecided",
      doubts: [{ code: "UNKNOWN_PEERED_SGS" }],
    });
  });

  test("whose connection is not active is not reached", () => {
    const expired = changed(peered, "peering-connection", "pcx-1", { status: "expired" });
    expect(traceToSsm(expired, toPeer)).toMatchObject({
      answer: "blocked",
      blockers: [{ cause: "route-blackhole", subject: { id: "rtb-main" }, code: "BAD_STATE" }],
    });
  });
});

test("a way by a transit gateway ends in the dark, and says who could tell", () => {
  const parts = changed(privateSubnetWithNat, "route-table", "rtb-private", {
    routes: [localRoute, route("0.0.0.0/0", { kind: "transit-gateway", id: "tgw-1" })],
  });
  const trace = traceToSsm(
    changed(parts, "transit-gateway-attachment", "tgw-attach-1", { subnetIds: ["subnet-private"] }),
  );
  expect(trace).toMatchObject({
    answer: "undecided",
    blockers: [],
    doubts: [
      {
        cause: "path-unprovable",
        subject: { kind: "transit-gateway", id: "tgw-1" },
        hopId: "out/transit-gateway",
      },
    ],
  });
  expect(pathOf(trace).at(6)).toBe("out/transit-gateway tgw-1: unknown");
});
