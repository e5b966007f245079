import { describe, expect, test } from "vitest";
import type { Instance } from "./documents/instance.ts";
import type { Vpc } from "./documents/vpc.ts";
import type { Gap } from "./gap.ts";
import { GapError, Snapshot, type SnapshotParts } from "./snapshot.ts";

const scope = { partition: "aws", account: "123456789012", region: "eu-west-1" };

const aVpc = (id: string, changes: Partial<Vpc> = {}): Vpc => ({
  id,
  cidrBlocks: ["10.0.0.0/16"],
  ipv6CidrBlocks: [],
  dhcpOptionsId: null,
  enableDnsSupport: true,
  enableDnsHostnames: false,
  internetGatewayBlockMode: null,
  isDefault: false,
  ownerId: null,
  state: "available",
  tags: {},
  ...changes,
});

const anInstance = (
  id: string,
  place: Pick<Instance, "vpcId" | "subnetId" | "securityGroupIds">,
): Instance => ({
  id,
  state: "running",
  stateTransitionReason: null,
  stateReasonCode: null,
  launchedAt: null,
  platform: "linux",
  platformDetails: null,
  architecture: null,
  instanceType: null,
  imageId: null,
  zone: null,
  privateAddress: null,
  publicAddress: null,
  ipv6Address: null,
  networkInterfaces: [],
  instanceProfileArn: null,
  metadataOptions: null,
  sourceDestCheck: null,
  ownerId: null,
  tags: {},
  ...place,
});

const aGap = (changes: Partial<Gap>): Gap => ({
  scope: "123456789012:eu-west-1",
  kind: "vpc",
  action: "ec2:DescribeVpcs",
  reason: "denied",
  message: "no",
  code: "UnauthorizedOperation",
  resource: null,
  ...changes,
});

function aSnapshot(parts: Partial<SnapshotParts>): Snapshot {
  return new Snapshot({ scope, at: 1000, documents: {}, gaps: [], ...parts });
}
const observed = <Document>(document: Document, observedAt = 900) => ({ document, observedAt });

describe("a snapshot", () => {
  const snapshot = aSnapshot({
    documents: {
      vpc: [observed(aVpc("vpc-1"), 800)],
      instance: [
        observed(
          anInstance("i-1", { vpcId: "vpc-1", subnetId: "subnet-1", securityGroupIds: ["sg-1", "sg-2"] }),
        ),
        observed(anInstance("i-2", { vpcId: "vpc-1", subnetId: "subnet-2", securityGroupIds: ["sg-2"] })),
        observed(anInstance("i-3", { vpcId: null, subnetId: null, securityGroupIds: [] })),
      ],
      "internet-gateway": [
        observed({
          id: "igw-1",
          attachments: [{ vpcId: "vpc-1", state: "available" }],
          ownerId: null,
          tags: {},
        }),
      ],
    },
  });

  test("gives a document by its id, when it was observed, and nothing where AWS has none", () => {
    expect(snapshot.get("vpc", "vpc-1")?.id).toBe("vpc-1");
    expect(snapshot.observedAt("vpc", "vpc-1")).toBe(800);
    expect(snapshot.get("vpc", "vpc-2")).toBeUndefined();
    expect(snapshot.all("subnet")).toEqual([]);
  });

  test("finds what belongs to a VPC, a subnet or a security group", () => {
    const ids = (documents: readonly { id: string }[]) => documents.map(({ id }) => id);
    expect(ids(snapshot.of("vpc", "vpc-1", "instance"))).toEqual(["i-1", "i-2"]);
    expect(ids(snapshot.of("vpc", "vpc-1", "internet-gateway"))).toEqual(["igw-1"]);
    expect(ids(snapshot.of("subnet", "subnet-2", "instance"))).toEqual(["i-2"]);
    expect(ids(snapshot.of("security-group", "sg-2", "instance"))).toEqual(["i-1", "i-2"]);
    expect(snapshot.of("security-group", "sg-9", "instance")).toEqual([]);
  });
});

describe("a kind that could not be read", () => {
  const gap = aGap({});
  const snapshot = aSnapshot({ gaps: [gap] });

  test("throws its gap, however it is asked for", () => {
    expect(() => snapshot.get("vpc", "vpc-1")).toThrow(GapError);
    expect(() => snapshot.all("vpc")).toThrow(GapError);
    expect(() => snapshot.of("vpc", "vpc-1", "vpc")).toThrow(new GapError(gap));
  });

  test("has the documents that were read all the same, by their ids alone", () => {
    const half = aSnapshot({ documents: { vpc: [observed(aVpc("vpc-1"))] }, gaps: [gap] });
    expect(half.get("vpc", "vpc-1")?.id).toBe("vpc-1");
    expect(() => half.get("vpc", "vpc-2")).toThrow(GapError);
    expect(() => half.all("vpc")).toThrow(GapError);
  });

  test("does not hide the others", () => {
    expect(snapshot.all("instance")).toEqual([]);
    expect(snapshot.gapOf("vpc")).toBe(gap);
    expect(snapshot.gapOf("instance")).toBeUndefined();
  });
});

describe("one resource that could not be read", () => {
  const ofAttribute = aGap({ action: "ec2:DescribeVpcAttribute", resource: "vpc-1" });
  const vpc = aVpc("vpc-1", { enableDnsSupport: undefined });
  const snapshot = aSnapshot({
    documents: { vpc: [observed(vpc), observed(aVpc("vpc-2"))] },
    gaps: [ofAttribute, aGap({ resource: "vpc-3" })],
  });

  test("throws its gap, and the others are there", () => {
    expect(() => snapshot.get("vpc", "vpc-3")).toThrow(GapError);
    expect(snapshot.all("vpc")).toHaveLength(2);
  });

  test("throws only for the part that is missing, where the rest was read", () => {
    expect(snapshot.get("vpc", "vpc-1")?.cidrBlocks).toEqual(["10.0.0.0/16"]);
    expect(() => snapshot.part("vpc", vpc, "enableDnsSupport")).toThrow(new GapError(ofAttribute));
    expect(snapshot.part("vpc", vpc, "enableDnsHostnames")).toBe(false);
  });
});

describe("a patched snapshot", () => {
  const place = { vpcId: "vpc-1", subnetId: "subnet-1", securityGroupIds: ["sg-1"] };
  const first = anInstance("i-1", place);
  const second = anInstance("i-2", { ...place, subnetId: "subnet-2" });
  const snapshot = aSnapshot({ documents: { instance: [observed(first), observed(second)] } });
  const ids = (documents: readonly { id: string }[]) => documents.map(({ id }) => id).sort();

  test("has what was put, lacks what was taken, and leaves the first one as it was", () => {
    const third = anInstance("i-3", place);
    const changed = snapshot.patched({ instance: { put: [third], remove: ["i-2"] } });
    expect(ids(changed.all("instance"))).toEqual(["i-1", "i-3"]);
    expect(changed.get("instance", "i-2")).toBeUndefined();
    expect(ids(changed.of("subnet", "subnet-1", "instance"))).toEqual(["i-1", "i-3"]);
    expect(changed.of("subnet", "subnet-2", "instance")).toEqual([]);
    expect(ids(snapshot.all("instance"))).toEqual(["i-1", "i-2"]);
  });

  test("finds what has moved in its new place, and not in the old", () => {
    const changed = snapshot.patched({ instance: { put: [{ ...first, subnetId: "subnet-2" }] } });
    expect(changed.of("subnet", "subnet-1", "instance")).toEqual([]);
    expect(ids(changed.of("subnet", "subnet-2", "instance"))).toEqual(["i-1", "i-2"]);
  });

  test("can be patched again, and what was taken can come back", () => {
    const without = snapshot.patched({ instance: { remove: ["i-1", "i-2"] } });
    expect(without.all("instance")).toEqual([]);
    expect(ids(without.patched({ instance: { put: [second] } }).all("instance"))).toEqual(["i-2"]);
  });

  test("shares with the first one what nobody changed", () => {
    const changed = snapshot.patched({ vpc: { put: [aVpc("vpc-1")] } }, 2_000);
    expect(changed.all("instance")).toBe(snapshot.all("instance"));
    expect(changed.observedAt("vpc", "vpc-1")).toBe(2_000);
  });

  test("knows no more than the first one of what could not be read", () => {
    const gap = aGap({});
    expect(() =>
      aSnapshot({ gaps: [gap] })
        .patched({})
        .all("vpc"),
    ).toThrow(new GapError(gap));
  });
});
