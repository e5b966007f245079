import { beforeEach, describe, expect, test } from "vitest";
import type { DocumentKind } from "../model/document-kind.ts";
import type { Gap } from "../model/gap.ts";
import { type Scope, scopeKey } from "../model/scope.ts";
import { GapError } from "../model/snapshot.ts";
import type { Store } from "../store/store.ts";
import { describeStores } from "../testing/describe-stores.ts";
import { loadSnapshot } from "./load-snapshot.ts";

const scope: Scope = { partition: "aws", account: "123456789012", region: "eu-west-1" };
const key = scopeKey(scope);
const minute = 60_000;
const readAt = Date.UTC(2026, 10, 1, 12);
const maxAgeMs = 30 * minute;

const vpc = (attributes: Record<string, unknown> = {}) => ({
  id: "vpc-1",
  body: { Vpc: { VpcId: "vpc-1", CidrBlock: "10.0.0.0/16" }, ...attributes },
});
const dnsOn = { EnableDnsSupport: { Value: true }, EnableDnsHostnames: { Value: true } };

function denied(kind: DocumentKind, action: string, resource: string | null): Gap {
  return { scope: key, kind, action, reason: "denied", message: "no", code: "AccessDenied", resource };
}

describeStores(({ open }) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  const read = async (kind: DocumentKind, documents: { id: string; body: unknown }[], at: number) => {
    await store.saveDocuments(key, kind, documents, at);
    const seenIds = new Set(documents.map(({ id }) => id));
    await store.finishRead(key, kind, { startedAt: at, observedAt: at, seenIds });
  };
  const load = (minutesLater: number) =>
    loadSnapshot(store, scope, { at: readAt + minutesLater * minute, maxAgeMs });

  test("a kind that was never read is a gap, and one that is read only where asked for was not looked at", async () => {
    const snapshot = await load(0);
    expect(() => snapshot.all("vpc")).toThrow(GapError);
    expect(snapshot.gapOf("vpc")).toMatchObject({ reason: "awaited", action: "ec2:DescribeVpcs" });
    expect(snapshot.gapOf("hosted-zone")).toMatchObject({ reason: "unsupported" });
  });

  test("a kind that is read only where asked for is forgotten when nobody asks any more", async () => {
    await read("hosted-zone", [], readAt);
    expect((await load(30)).all("hosted-zone")).toEqual([]);
    expect((await load(31)).gapOf("hosted-zone")).toMatchObject({ reason: "unsupported" });
  });

  test("a kind that was read and has nothing is no gap", async () => {
    await read("vpc", [], readAt);
    expect((await load(0)).all("vpc")).toEqual([]);
  });

  test("the last ping is laid into the record, as it is kept beside it", async () => {
    await read("managed-node", [{ id: "i-1", body: { InstanceId: "i-1", PingStatus: "Online" } }], readAt);
    await store.savePings(key, [{ id: "i-1", lastPingAt: readAt - 1000 }]);
    expect((await load(0)).get("managed-node", "i-1")).toMatchObject({ lastPingAt: readAt - 1000 });
  });

  describe("a kind that cannot be read again", () => {
    beforeEach(async () => {
      await read("vpc", [vpc(dnsOn)], readAt);
      await store.replaceGaps(key, "vpc", [denied("vpc", "ec2:DescribeVpcs", null)], readAt + 5 * minute);
    });

    test("keeps its last facts, with their age", async () => {
      const snapshot = await load(30);
      expect(snapshot.get("vpc", "vpc-1")?.enableDnsSupport).toBe(true);
      expect(snapshot.observedAt("vpc", "vpc-1")).toBe(readAt);
      expect(snapshot.gapOf("vpc")).toBeUndefined();
    });

    test("is the gap once they are too old", async () => {
      const snapshot = await load(31);
      expect(() => snapshot.get("vpc", "vpc-1")).toThrow(GapError);
      expect(snapshot.gapOf("vpc")).toMatchObject({ reason: "denied" });
    });
  });

  describe("a resource that cannot be read again", () => {
    const gap = denied("vpc", "ec2:DescribeVpcAttribute", "vpc-1");
    const failAt = (minutes: number) => store.replaceGaps(key, "vpc", [gap], readAt + minutes * minute);

    test("keeps the part that failed until it is too old, although the listing goes on well", async () => {
      await read("vpc", [vpc(dnsOn)], readAt);
      await failAt(5);
      await read("vpc", [vpc(dnsOn)], readAt + 5 * minute);
      await failAt(34);
      await read("vpc", [vpc(dnsOn)], readAt + 34 * minute);

      const young = await load(34);
      expect(young.get("vpc", "vpc-1")?.enableDnsSupport).toBe(true);
      expect(young.observedAt("vpc", "vpc-1")).toBe(readAt + 5 * minute);
      expect(young.gaps.filter(({ resource }) => resource !== null)).toEqual([]);

      const old = await load(36);
      const document = old.get("vpc", "vpc-1")!;
      expect(document.cidrBlocks).toEqual(["10.0.0.0/16"]);
      expect(() => old.part("vpc", document, "enableDnsSupport")).toThrow(GapError);
    });

    test("is a gap at once where nothing was known of the part", async () => {
      await failAt(0);
      await read("vpc", [vpc()], readAt);
      const snapshot = await load(0);
      expect(() => snapshot.part("vpc", snapshot.get("vpc", "vpc-1")!, "enableDnsHostnames")).toThrow(
        GapError,
      );
    });

    test("is a gap as a whole where the resource itself could not be read for too long", async () => {
      const arn = "arn:aws:iam::123456789012:instance-profile/node";
      const body = { Arn: arn, InstanceProfileName: "node", Roles: [] };
      await read("instance-profile", [{ id: arn, body }], readAt);
      const gap = denied("instance-profile", "iam:GetInstanceProfile", arn);
      await store.replaceGaps(key, "instance-profile", [gap], readAt + minute);
      expect((await load(10)).get("instance-profile", arn)).toMatchObject({ name: "node" });
      const old = await load(40);
      expect(() => old.get("instance-profile", arn)).toThrow(GapError);
    });
  });

  test("a sync that failed before it read anything leaves the last facts standing for as long", async () => {
    await read("vpc", [vpc(dnsOn)], readAt);
    const lost = [denied("vpc", "sts:AssumeRole", null)];
    const at = (minutes: number) =>
      loadSnapshot(store, scope, { at: readAt + minutes * minute, maxAgeMs, lost });
    expect((await at(30)).all("vpc")).toHaveLength(1);
    expect((await at(31)).gapOf("vpc")).toMatchObject({ action: "sts:AssumeRole" });
  });

  test("kinds that were not asked for are gaps, and cost nothing", async () => {
    await read("vpc", [vpc(dnsOn)], readAt);
    await read("subnet", [], readAt);
    const snapshot = await loadSnapshot(store, scope, { at: readAt, maxAgeMs, kinds: ["vpc"] });
    expect(snapshot.all("vpc")).toHaveLength(1);
    expect(snapshot.gapOf("subnet")).toBeDefined();
  });
});
