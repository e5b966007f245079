import { describe, expect, test } from "vitest";
import type { Route } from "../model/documents/route-table.ts";
import type { Trace } from "../model/path.ts";
import { aDocument, aGap, aSnapshot, type WorldParts } from "../testing/a-document.ts";
import {
  aNode,
  anEndpoint,
  changed,
  endpointOnly,
  entry,
  localRoute,
  ports,
  privateSubnetWithNat,
  publicSubnet,
  route,
  tcp443,
  toGroup,
} from "../testing/documented-vpcs.ts";
import { createNetwork, type TraceQuestion } from "./network.ts";

const toSsm: TraceQuestion = { from: "i-1", to: { service: "ssm" }, protocol: "tcp", port: 443 };

function trace(parts: WorldParts, question: Partial<TraceQuestion> = {}): Trace {
  return createNetwork(aSnapshot(parts)).trace({ ...toSsm, ...question });
}

function withEndpointBesideNat(groups: WorldParts["security-group"]): WorldParts {
  const endpoint = anEndpoint("ssm", ["subnet-private 10.0.1.10"]);
  return {
    ...privateSubnetWithNat,
    ...endpoint,
    "security-group": [...(privateSubnetWithNat["security-group"] ?? []), ...(groups ?? [])],
  };
}

test("private DNS wins over NAT: a bad group on the endpoint cuts off a node whose NAT works", () => {
  const broken = withEndpointBesideNat([aDocument("security-group", "sg-endpoint", { ingress: [] })]);
  expect(trace(broken)).toMatchObject({
    answer: "blocked",
    blockers: [
      { cause: "endpoint-security-group-blocks", subject: { id: "sg-endpoint" }, code: "SG_HAS_NO_RULES" },
    ],
  });
  const working = [
    aDocument("security-group", "sg-endpoint", { ingress: [tcp443({ groups: [toGroup("sg-1")] })] }),
  ];
  expect(trace(withEndpointBesideNat(working)).answer).toBe("reachable");
});

test("the ACL of the NAT gateway's subnet sees the port that the node calls", () => {
  const denied = changed(privateSubnetWithNat, "network-acl", "acl-2", {
    ingress: [entry(90, "deny", { ...ports(22, 22), cidrBlock: "10.0.0.0/16" }), entry(100, "allow")],
  });
  expect(trace(denied).answer).toBe("reachable");
  expect(trace(denied, { to: { address: "52.94.5.5" }, port: 22 })).toMatchObject({
    answer: "blocked",
    blockers: [
      { cause: "nat-network-acl-blocks", subject: { id: "acl-2" }, hopId: "out/nat-network-acl-in" },
    ],
  });
});

test("an ACL that denies its own subnet's addresses is not asked within the subnet", () => {
  const shut = { ingress: [entry(100, "deny")], egress: [entry(100, "deny")] };
  const parts = changed(
    { ...endpointOnly, ...anEndpoint("ssm", ["subnet-private 10.0.1.10"]) },
    "network-acl",
    "acl-1",
    shut,
  );
  expect(trace(parts).answer).toBe("reachable");
});

describe("a NAT gateway has a route table of its own", () => {
  const inSubnet = (target: Parameters<typeof route>[1]) =>
    changed(privateSubnetWithNat, "route-table", "rtb-public", {
      routes: [localRoute, route("0.0.0.0/0", target)],
    });

  test("and forwards nothing where that leads back to it", () => {
    expect(trace(inSubnet({ kind: "nat-gateway", id: "nat-1" }))).toMatchObject({
      answer: "blocked",
      blockers: [
        {
          cause: "nat-gateway-has-no-way-out",
          subject: { id: "nat-1" },
          code: "NGW_ROUTE_LOOP",
          hopId: "out/nat-route",
        },
      ],
    });
  });

  test("and blames the internet gateway that is not attached any more", () => {
    const detached = changed(privateSubnetWithNat, "internet-gateway", "igw-1", { attachments: [] });
    expect(trace(detached)).toMatchObject({
      answer: "blocked",
      blockers: [{ cause: "internet-gateway-detached", subject: { kind: "internet-gateway", id: "igw-1" } }],
    });
  });

  test("and is in the dark where that leads to a transit gateway", () => {
    expect(trace(inSubnet({ kind: "transit-gateway", id: "tgw-1" }))).toMatchObject({ answer: "undecided" });
  });

  test("and is no dead end for S3 where a gateway endpoint's list in it was not read", () => {
    const parts = changed(privateSubnetWithNat, "route-table", "rtb-public", {
      routes: [localRoute, route("pl-s3", { kind: "vpc-endpoint", id: "vpce-s3" })],
    });
    const endpoint = { type: "Gateway", serviceName: "com.amazonaws.eu-west-1.s3" };
    const withEndpoint = changed(parts, "vpc-endpoint", "vpce-s3", endpoint);
    const unread = aGap("managed-prefix-list", "ec2:DescribeManagedPrefixLists");
    const network = createNetwork(aSnapshot(withEndpoint, { gaps: [unread] }));
    const ask = (service: string) => network.trace({ ...toSsm, to: { service } }).answer;
    expect([ask("s3"), ask("ssm")]).toEqual(["undecided", "blocked"]);
  });

  test("but drops what is private, which has no public address", () => {
    const parts = changed(privateSubnetWithNat, "nat-gateway", "nat-1", { connectivityType: "private" });
    expect(trace(parts)).toMatchObject({
      answer: "blocked",
      blockers: [{ cause: "nat-gateway-has-no-way-out" }],
    });
  });
});

test("a gateway endpoint takes S3 only where no other list that was not read may be narrower", () => {
  const toEndpoint = route("pl-s3", { kind: "vpc-endpoint", id: "vpce-s3" }, "blackhole");
  const unread = aGap("managed-prefix-list", "ec2:DescribeManagedPrefixLists");
  const ask = (...others: Route[]) => {
    const parts = changed(privateSubnetWithNat, "route-table", "rtb-private", {
      routes: [localRoute, toEndpoint, ...others],
    });
    const endpoint = { type: "Gateway", serviceName: "com.amazonaws.eu-west-1.s3" };
    const world = changed(parts, "vpc-endpoint", "vpce-s3", endpoint);
    return createNetwork(aSnapshot(world, { gaps: [unread] })).judge("i-1", "s3").answer;
  };
  expect(ask()).toBe("blocked");
  expect(ask(route("pl-other", { kind: "nat-gateway", id: "nat-1" }))).toBe("undecided");
});

test("an elastic address behind a NAT route works outbound, and cannot be called from outside", () => {
  const behindNat = {
    ...privateSubnetWithNat,
    instance: [
      aNode("i-1", "subnet-private", "10.0.1.20", { publicAddress: "198.51.100.20" }),
      aNode("i-2", "subnet-public", "10.0.0.20", { publicAddress: "198.51.100.21" }),
    ],
    "security-group": [
      aDocument("security-group", "sg-1", {
        ingress: [tcp443({ ipv4Ranges: ["198.51.100.21/32"] })],
        egress: [{ ...tcp443({ ipv4Ranges: ["0.0.0.0/0"] }) }],
      }),
    ],
    "network-interface": [
      aDocument("network-interface", "eni-1", {
        ...{ subnetId: "subnet-private", securityGroupIds: ["sg-1"] },
        privateAddresses: [{ address: "10.0.1.20", isPrimary: true, publicAddress: "198.51.100.20" }],
      }),
    ],
  };
  expect(trace(behindNat).answer).toBe("reachable");
  expect(trace(behindNat, { from: "i-2", to: { address: "198.51.100.20" } })).toMatchObject({
    answer: "blocked",
    blockers: [{ code: "RETURN_ROUTE_NOT_THROUGH_IGW", subject: { id: "rtb-private" }, hopId: "back/route" }],
  });
});

describe("over public addresses", () => {
  const receiver = (ingress: Parameters<typeof tcp443>[0]): WorldParts => ({
    ...publicSubnet,
    "security-group": [
      aDocument("security-group", "sg-1"),
      aDocument("security-group", "sg-2", { ingress: [tcp443(ingress)] }),
    ],
    "network-interface": [
      aDocument("network-interface", "eni-2", {
        ...{ subnetId: "subnet-public", securityGroupIds: ["sg-2"] },
        privateAddresses: [{ address: "10.0.0.30", isPrimary: true, publicAddress: "198.51.100.30" }],
      }),
    ],
  });

  test("a rule that names a group does not match, though both nodes stand in one VPC", () => {
    const parts = receiver({ groups: [toGroup("sg-1")] });
    expect(trace(parts, { to: { address: "198.51.100.30" } }).answer).toBe("blocked");
    expect(trace(parts, { to: { address: "10.0.0.30" } }).answer).toBe("reachable");
  });

  test("a rule that names the sender's public address does", () => {
    const parts = receiver({ ipv4Ranges: ["198.51.100.20/32"] });
    expect(trace(parts, { to: { address: "198.51.100.30" } }).answer).toBe("reachable");
    expect(trace(parts, { to: { address: "10.0.0.30" } }).answer).toBe("blocked");
  });
});

test("a private destination that falls through to the default route dies at the internet gateway", () => {
  expect(trace(privateSubnetWithNat, { to: { address: "192.168.7.7" } })).toMatchObject({
    answer: "blocked",
    blockers: [{ code: "IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS", hopId: "out/internet-gateway" }],
  });
});

test("a transit gateway without a subnet in the sender's zone drops the packet, right though its route looks", () => {
  const parts = changed(privateSubnetWithNat, "route-table", "rtb-private", {
    routes: [localRoute, route("0.0.0.0/0", { kind: "transit-gateway", id: "tgw-1" })],
  });
  const other = changed(parts, "subnet", "subnet-other", { zone: "eu-west-1b", zoneId: "euw1-az2" });
  const attached = changed(other, "transit-gateway-attachment", "tgw-attach-1", {
    subnetIds: ["subnet-other"],
  });
  expect(trace(attached)).toMatchObject({
    answer: "blocked",
    blockers: [{ code: "TGW_ROUTE_AZ_RESTRICTION" }],
  });
});

describe("the way back of what keeps no state", () => {
  test("an ACL that admits answers from the VPC alone breaks NAT, and not endpoints", () => {
    const ingress = [entry(100, "allow", { cidrBlock: "10.0.0.0/16" })];
    expect(trace(changed(privateSubnetWithNat, "network-acl", "acl-1", { ingress }))).toMatchObject({
      answer: "blocked",
      blockers: [
        { cause: "network-acl-ingress-blocks", subject: { id: "acl-1" }, hopId: "back/network-acl-out" },
      ],
    });
    expect(trace(changed(endpointOnly, "network-acl", "acl-1", { ingress })).answer).toBe("reachable");
  });

  test("a denied port within the ephemeral range is a warning and no verdict", () => {
    const ingress = [entry(90, "deny", ports(33_890, 33_890)), entry(100, "allow")];
    const { answer, warnings } = trace(changed(privateSubnetWithNat, "network-acl", "acl-1", { ingress }));
    expect([answer, warnings.map(({ code }) => code)]).toEqual(["reachable", ["EPHEMERAL_RANGE_PARTIAL"]]);
  });

  test("a handful of open ports leaves it to chance", () => {
    const ingress = [entry(100, "allow", ports(32_768, 33_000))];
    expect(trace(changed(privateSubnetWithNat, "network-acl", "acl-1", { ingress })).answer).toBe(
      "undecided",
    );
  });
});

test("the ports of an ICMP rule are no ports", () => {
  const ping = { ...tcp443({ ipv4Ranges: ["0.0.0.0/0"] }), protocol: "icmp", fromPort: -1, toPort: -1 };
  const parts = changed(privateSubnetWithNat, "security-group", "sg-1", { egress: [ping] });
  expect(trace(parts)).toMatchObject({
    answer: "blocked",
    blockers: [{ cause: "security-group-egress-blocks" }],
  });
  expect(trace(parts, { to: { address: "52.94.5.5" }, protocol: "icmp", port: null }).answer).toBe(
    "reachable",
  );
});

test("a deleted gateway that is still listed is the one to blame, not the route that leads to it", () => {
  const blackhole = changed(privateSubnetWithNat, "route-table", "rtb-private", {
    routes: [localRoute, route("0.0.0.0/0", { kind: "nat-gateway", id: "nat-1" }, "blackhole")],
  });
  const deleted = changed(blackhole, "nat-gateway", "nat-1", { state: "deleted", subnetId: "subnet-public" });
  const expected = { cause: "nat-gateway-unavailable", subject: { kind: "nat-gateway", id: "nat-1" } };
  expect(trace(deleted)).toMatchObject({ answer: "blocked", blockers: [expected] });
  expect(trace({ ...blackhole, "nat-gateway": [] })).toMatchObject({
    answer: "blocked",
    blockers: [expected],
  });
});

test("owners differ in a shared VPC, whose endpoints and gateways stand in the owner's account", () => {
  const owner = { ownerId: "999999999999" };
  const shared = changed(
    changed(privateSubnetWithNat, "subnet", "subnet-private", owner),
    "vpc",
    "vpc-1",
    owner,
  );
  const doubt = {
    cause: "path-unprovable",
    subject: { kind: "subnet", id: "subnet-private" },
    hopId: "out/name",
  };
  expect(trace(shared)).toMatchObject({ answer: "undecided", blockers: [], doubts: [doubt] });
  expect(trace({ ...shared, "nat-gateway": [] })).toMatchObject({ answer: "undecided", blockers: [] });
});

test("the numbers of an ACL are per direction", () => {
  const acl = { ingress: [entry(100, "allow")], egress: [entry(100, "deny")] };
  expect(trace(changed(privateSubnetWithNat, "network-acl", "acl-1", acl))).toMatchObject({
    blockers: [{ cause: "network-acl-egress-blocks", hopId: "out/network-acl-out" }],
  });
});

test("every blocker is told, in path order, and hops behind the first are judged and not reached", () => {
  const group = changed(privateSubnetWithNat, "security-group", "sg-1", { egress: [] });
  const acl = changed(group, "network-acl", "acl-1", { ingress: [entry(100, "deny")] });
  const all = changed(acl, "nat-gateway", "nat-1", {
    state: "failed",
    failureMessage: "Elastic address is in use.",
  });
  const { blockers, hops } = trace(all);
  expect(blockers.map(({ cause, hopId }) => [cause, hopId])).toEqual([
    ["security-group-egress-blocks", "out/security-group-out"],
    ["nat-gateway-unavailable", "out/nat-gateway"],
    ["network-acl-ingress-blocks", "back/network-acl-out"],
  ]);
  const reached = hops.filter(({ isReached }) => isReached).map(({ id }) => id);
  expect(reached).toEqual(["out/instance", "out/name", "out/interface", "out/security-group-out"]);
});

test("a node reaches its own public address where its group admits that", () => {
  const own = {
    ...publicSubnet,
    "network-interface": [
      aDocument("network-interface", "eni-1", {
        ...{ subnetId: "subnet-public", securityGroupIds: ["sg-1"] },
        privateAddresses: [{ address: "10.0.0.20", isPrimary: true, publicAddress: "198.51.100.20" }],
      }),
    ],
  };
  const to = { to: { address: "198.51.100.20" } };
  expect(trace(own, to).answer).toBe("blocked");
  const ingress = [tcp443({ ipv4Ranges: ["198.51.100.20/32"] })];
  expect(trace(changed(own, "security-group", "sg-1", { ingress }), to).answer).toBe("reachable");
});
