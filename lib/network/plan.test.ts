import { describe, expect, test } from "vitest";
import type { DocumentKind } from "../model/document-kind.ts";
import { aDocument, aGap, aSnapshot, type WorldParts } from "../testing/a-document.ts";
import {
  anEndpoint,
  changed,
  endpointOnly,
  localRoute,
  privateSubnetWithNat,
  route,
} from "../testing/documented-vpcs.ts";
import { createNetwork } from "./network.ts";
import type { PathVerdict } from "./path-verdict.ts";

function judge(parts: WorldParts, service = "ssm", gaps: DocumentKind[] = []): PathVerdict {
  const read = Object.fromEntries(
    Object.entries(parts).filter(([kind]) => !gaps.includes(kind as DocumentKind)),
  );
  const network = createNetwork(aSnapshot(read, { gaps: gaps.map((kind) => aGap(kind, "ec2:Read")) }));
  return network.judge("i-1", service);
}

/** The answer, and what is blamed for it, or who is in doubt. */
function saidOf({ answer, obstacles, uncertainties }: PathVerdict): string {
  const blamed = obstacles.map(({ cause, subject }) => `${cause} ${subject.id}`);
  const doubted = uncertainties.map((each) =>
    each.because === "gap" ? `gap ${each.gap.kind}` : `${each.cause} ${each.subject.id}`,
  );
  return [answer, ...blamed, ...doubted].join(", ");
}

const endpointOff = changed(endpointOnly, "vpc-endpoint", "vpce-ssm", { privateDnsEnabled: false });
const ownServers = (parts: WorldParts, ...domainNameServers: string[]) =>
  changed(parts, "dhcp-options", "dopt-1", { domainNameServers });
const vpc = (parts: WorldParts, changes: Parameters<typeof changed<"vpc">>[3]) =>
  changed(parts, "vpc", "vpc-1", changes);
const zone = (parts: WorldParts, name: string) => changed(parts, "hosted-zone", "vpc-1/Z1", { name });
const isolated: WorldParts = { ...endpointOnly, "vpc-endpoint": [], "network-interface": [] };
const shut = [
  aDocument("security-group", "sg-1", { egress: [] }),
  aDocument("security-group", "sg-endpoint"),
];

test("a VPC's DNS attributes are shown with the call that reads them", () => {
  const [obstacle] = judge(vpc(endpointOnly, { enableDnsHostnames: false })).obstacles;
  expect(obstacle?.explain().evidence[0]).toMatchObject({
    api: "ec2:DescribeVpcAttribute",
    field: "EnableDnsHostnames",
  });
});

describe("what a name leads to", () => {
  test.each<[string, WorldParts, string]>([
    ["an endpoint whose private DNS is on", endpointOnly, "reachable"],
    ["public addresses without one", privateSubnetWithNat, "reachable"],
    [
      "nothing where DNS support is off",
      vpc(privateSubnetWithNat, { enableDnsSupport: false }),
      "blocked, vpc-dns-disabled vpc-1",
    ],
    [
      "past the endpoint where hostnames are off",
      vpc(endpointOnly, { enableDnsHostnames: false }),
      "blocked, vpc-dns-disabled vpc-1",
    ],
    [
      "out where hostnames are off and there is a way",
      vpc(privateSubnetWithNat, { enableDnsHostnames: false }),
      "reachable",
    ],
    ["past an endpoint whose private DNS is off", endpointOff, "blocked, endpoint-private-dns-off vpce-ssm"],
    [
      "past an endpoint that answers a Resolver's callers alone",
      changed(endpointOnly, "vpc-endpoint", "vpce-ssm", { privateDnsOnlyForInboundResolverEndpoint: true }),
      "blocked, endpoint-private-dns-off vpce-ssm",
    ],
    [
      "past an endpoint of another service with a longer name",
      changed(endpointOnly, "vpc-endpoint", "vpce-ssm", {
        serviceName: "com.amazonaws.eu-west-1.ssm-contacts",
      }),
      "blocked, endpoint-missing vpc-1",
    ],
    [
      "an endpoint that has failed",
      changed(endpointOnly, "vpc-endpoint", "vpce-ssm", { state: "failed" }),
      "blocked, endpoint-unavailable vpce-ssm",
    ],
    [
      "an endpoint that was deleted",
      changed(endpointOnly, "vpc-endpoint", "vpce-ssm", { state: "deleted" }),
      "blocked, endpoint-missing vpc-1",
    ],
    ["no endpoint, and no way out in the whole VPC", isolated, "blocked, endpoint-missing vpc-1"],
    [
      "no way out of one subnet of a VPC that has one",
      changed(privateSubnetWithNat, "route-table", "rtb-private", { routes: [localRoute] }),
      "blocked, route-missing rtb-private",
    ],
    [
      "the endpoint, by Amazon's DNS at the VPC's base plus two",
      ownServers(endpointOnly, "10.0.0.2"),
      "reachable",
    ],
    ["the endpoint, by Amazon's DNS at the link", ownServers(endpointOnly, "169.254.169.253"), "reachable"],
    [
      "what others say",
      ownServers(privateSubnetWithNat, "10.200.0.2"),
      "undecided, resolver-unprovable dopt-1",
    ],
    [
      "what others say, beside Amazon",
      ownServers(privateSubnetWithNat, "AmazonProvidedDNS", "10.200.0.2"),
      "undecided, resolver-unprovable dopt-1",
    ],
    ["what nobody says", ownServers(privateSubnetWithNat), "undecided, resolver-unprovable dopt-1"],
    [
      "nothing that its group lets out to, whatever others say",
      { ...ownServers(privateSubnetWithNat, "10.200.0.2"), "security-group": shut },
      "blocked, security-group-egress-blocks sg-1, resolver-unprovable dopt-1",
    ],
    [
      "what a private zone says",
      zone(privateSubnetWithNat, "ssm.eu-west-1.amazonaws.com."),
      "undecided, resolver-unprovable vpc-1/Z1",
    ],
    [
      "what a zone above it says",
      zone(privateSubnetWithNat, "amazonaws.com."),
      "undecided, resolver-unprovable vpc-1/Z1",
    ],
    [
      "nothing of a zone of another name",
      zone(privateSubnetWithNat, "ssm.eu-west-2.amazonaws.com."),
      "reachable",
    ],
    ["the endpoint, whatever a zone above it says", zone(endpointOnly, "amazonaws.com."), "reachable"],
  ])("%s", (_, parts, expected) => {
    expect(saidOf(judge(parts))).toBe(expected);
  });
});

describe("an endpoint with several interfaces", () => {
  const places = ["subnet-endpoints 10.0.2.10", "subnet-private 10.0.1.10"];
  const both = { ...endpointOnly, ...anEndpoint("ssm", places) };
  const acl = { ingress: [], egress: [] };

  test("that fail in one subnet is a warning, and no block", () => {
    const { answer, warnings } = judge(changed(both, "network-acl", "acl-2", acl));
    expect([answer, warnings[0]?.code]).toEqual(["reachable", "SOME_ADDRESSES_ONLY"]);
  });

  test("of which each fails at another hop is a block, and all the hops are told", () => {
    const group = aDocument("security-group", "sg-1", {
      egress: [{ ...aDocument("security-group", "x").egress[0]!, ipv4Ranges: ["10.0.2.0/24"] }],
    });
    const parts = {
      ...changed(both, "network-acl", "acl-2", acl),
      "security-group": [group, ...endpointOnly["security-group"]!.slice(1)],
    };
    expect(judge(parts).obstacles.map(({ cause }) => cause)).toEqual([
      "security-group-egress-blocks",
      "endpoint-network-acl-blocks",
      "endpoint-network-acl-blocks",
    ]);
  });

  test("that were not read is judged by the blocks of its subnets", () => {
    expect(saidOf(judge(both, "ssm", ["network-interface"]))).toBe("reachable");
    expect(saidOf(judge({ ...both, "security-group": shut }, "ssm", ["network-interface"]))).toContain(
      "security-group-egress-blocks",
    );
  });
});

describe("a rule that tells public addresses apart", () => {
  const egressTo = (...ipv4Ranges: string[]) =>
    changed(privateSubnetWithNat, "security-group", "sg-1", {
      egress: [{ ...aDocument("security-group", "x").egress[0]!, ipv4Ranges }],
    });

  test.each<[string, WorldParts, string]>([
    ["proves nothing", egressTo("52.94.0.0/16"), "undecided, path-unprovable sg-1"],
    ["does not matter where all are let through", egressTo("0.0.0.0/1", "128.0.0.0/1"), "reachable"],
    [
      "is a block where it names private ones alone",
      egressTo("10.0.0.0/8"),
      "blocked, security-group-egress-blocks sg-1",
    ],
    [
      "is a block where it names what documentation uses",
      egressTo("203.0.113.0/24"),
      "blocked, security-group-egress-blocks sg-1",
    ],
    [
      "proves nothing as a route into the dark",
      changed(privateSubnetWithNat, "route-table", "rtb-private", {
        routes: [
          localRoute,
          route("0.0.0.0/0", { kind: "nat-gateway", id: "nat-1" }),
          route("52.94.0.0/16", { kind: "virtual-private-gateway", id: "vgw-1" }),
        ],
      }),
      "undecided, path-unprovable rtb-private",
    ],
  ])("%s", (_, parts, expected) => {
    expect(saidOf(judge(parts))).toBe(expected);
  });

  const s3 = aDocument("managed-prefix-list", "pl-s3", {
    name: "com.amazonaws.eu-west-1.s3",
    cidrs: ["52.218.0.0/17"],
  });
  const gateway = aDocument("vpc-endpoint", "vpce-s3", {
    type: "Gateway",
    serviceName: "com.amazonaws.eu-west-1.s3",
    subnetIds: [],
  });
  const withS3 = changed(
    { ...privateSubnetWithNat, "managed-prefix-list": [s3], "vpc-endpoint": [gateway] },
    "route-table",
    "rtb-private",
    {
      routes: [
        localRoute,
        route("0.0.0.0/0", { kind: "nat-gateway", id: "nat-1" }),
        route("pl-s3", { kind: "vpc-endpoint", id: "vpce-s3" }),
      ],
    },
  );

  test("says nothing of a service whose addresses are never among them: an S3 endpoint brings nobody to SSM", () => {
    expect(judge(withS3)).toMatchObject({ answer: "reachable", way: "nat-gateway" });
    expect(judge(withS3, "s3")).toMatchObject({
      answer: "reachable",
      way: "gateway-endpoint",
      endpointId: "vpce-s3",
    });
  });

  test("says so too where the lists were not read, as the endpoint's service is told", () => {
    expect(judge(withS3, "ssm", ["managed-prefix-list"])).toMatchObject({
      answer: "reachable",
      way: "nat-gateway",
    });
  });
});

test("of several groups that let nothing out the first by id is blamed, in any order", () => {
  for (const securityGroupIds of [
    ["sg-1", "sg-0"],
    ["sg-0", "sg-1"],
  ]) {
    const node = privateSubnetWithNat.instance![0]!;
    const own = { ...node.networkInterfaces[0]!, securityGroupIds };
    const groups = ["sg-0", "sg-1"].map((id) => aDocument("security-group", id, { egress: [] }));
    const parts = {
      ...privateSubnetWithNat,
      instance: [{ ...node, networkInterfaces: [own] }],
      "security-group": groups,
    };
    const verdict = judge(parts);
    expect(saidOf(verdict)).toBe("blocked, security-group-egress-blocks sg-0");
    expect(verdict.obstacles[0]?.explain().sentence).toContain("sg-0 and sg-1");
  }
});
