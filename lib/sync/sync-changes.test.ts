import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AwsConnection } from "../aws/connection.ts";
import { changingCalls } from "../changes/events/index.ts";
import { scopeKey } from "../model/scope.ts";
import type { Store } from "../store/store.ts";
import { describeStores } from "../testing/describe-stores.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import { standingFor } from "../testing/standing-for.ts";
import { syncChanges } from "./sync-changes.ts";
import { judgeAgain, syncScope } from "./sync-scope.ts";

let endpoint: DemoEndpoint;
let connection: AwsConnection;

beforeAll(async () => {
  endpoint = await startDemoEndpoint({ nodes: 300 });
  connection = endpoint.connect();
}, 60_000);

afterAll(async () => {
  connection.close();
  await endpoint.close();
});

describeStores(({ open }) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
    await endpoint.set("denied", { rules: [] });
  });

  const waiting = () =>
    [...endpoint.world.conditions.values()].filter(({ code }) => code === "agent-backing-off");
  const scope = () => {
    const { account, region } = waiting()[0]!;
    return { partition: "aws", account, region };
  };
  const judging = () => ({
    ...{ store, reader: connection.reader(scope()), ageOf: standingFor(1_800_000), managedNodeQuota: 2_400 },
    ...{ now: Date.now, onNodes: () => undefined },
  });
  const readFacts = () =>
    syncScope({ ...judging(), reason: "first", withOptional: false, onProgress: () => undefined });
  const read = (reader = connection.reader(scope())) =>
    syncChanges({
      ...{ store, reader, now: Date.now, retentionDays: 400 },
      onChanges: () => judgeAgain(judging()),
    });
  const causeOf = async (id: string) => (await store.findNode(scopeKey(scope()), id))?.cause?.code;
  const kept = async () => (await store.loadTrailChanges([scopeKey(scope())], { until: Date.now() })).length;

  test("at the first reading of a scope its agents that wait are known to wait, and for what", async () => {
    await readFacts();
    expect(waiting().length).toBeGreaterThan(1);
    await read();
    for (const { nodes } of waiting()) {
      expect(await causeOf(nodes[0]!)).toBe("agent-backing-off");
      const node = await store.findNode(scopeKey(scope()), nodes[0]!);
      expect(node?.why).toContain("role/on-call");
    }
  });

  test("a second reading doubles nothing, and asks only for what may have come since", async () => {
    await read();
    const known = await kept();
    expect(known).toBeGreaterThan(5);
    let pages = 0;
    const reader = connection.reader(scope());
    await read({
      ...reader,
      call: (operation, input, options) => {
        pages++;
        return reader.call(operation, input, options);
      },
    });
    expect(pages).toBe(changingCalls.length);
    expect(await kept()).toBe(known);
  });

  test("credentials that open nothing are no bug, and lose nothing", async () => {
    await read();
    const known = await kept();
    await endpoint.set("faults", { rules: [], expireSessions: true });
    try {
      expect(await read()).toBeNull();
    } finally {
      await endpoint.set("faults", { rules: [], expireSessions: false });
    }
    expect(await kept()).toBe(known);
  });

  test("killed at any page, the next reading loses nothing", async () => {
    await read();
    const all = await kept();
    const other = await open();
    const reader = connection.reader(scope());
    for (const pages of [3, 50, 70]) {
      let left = pages;
      const killed = syncChanges({
        ...{ store: other, now: Date.now, retentionDays: 400 },
        reader: {
          ...reader,
          call: (operation, input, options) => {
            if (left-- <= 0) throw new Error("killed");
            return reader.call(operation, input, options);
          },
        },
        onChanges: async () => undefined,
      });
      await expect(killed).rejects.toThrow("killed");
    }
    await syncChanges({
      ...{ store: other, reader, now: Date.now, retentionDays: 400 },
      onChanges: async () => undefined,
    });
    expect(await other.loadTrailChanges([scopeKey(scope())], { until: Date.now() })).toHaveLength(all);
  });

  test("what was done to IAM is looked up in its own Region where that is not read", async () => {
    const { account, partition } = scope();
    const reader = connection.reader({ partition, account, region: "eu-west-1" });
    const identityReader = connection.reader({ partition, account, region: "us-east-1" });
    const options = { store, reader, identityReader, now: Date.now, retentionDays: 400 };
    await syncChanges({ ...options, onChanges: async () => undefined });
    const told = await store.loadTrailChanges([`${account}:us-east-1`], { until: Date.now() });
    expect(told.length).toBeGreaterThan(0);
    expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(["role"]));
  });

  test("who may not read CloudTrail has a gap, and goes on where it was once it may", async () => {
    await endpoint.set("denied", { rules: [{ action: "cloudtrail:LookupEvents" }] });
    await read();
    expect(await store.loadFailureGaps()).toMatchObject([
      { action: "cloudtrail:LookupEvents", reason: "denied", source: "cloudtrail" },
    ]);
    await endpoint.set("denied", { rules: [] });
    await read();
    expect(await kept()).toBeGreaterThan(5);
  });
});
