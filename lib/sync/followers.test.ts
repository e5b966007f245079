import { describe, expect, test } from "vitest";
import { parseBundle } from "../aws/bundle/parse-bundle.ts";
import { createBundleReader } from "../aws/bundle-reader.ts";
import type { AwsReader } from "../aws/reader.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Store } from "../store/store.ts";
import { nodeId } from "../testing/a-bundle.ts";
import { tcp443 } from "../testing/a-bundle-network.ts";
import { describeStores } from "../testing/describe-stores.ts";
import { aNeighbourBundle, type Neighbour } from "../testing/diagnose-cases/neighbour.ts";
import { aSharedVpc } from "../testing/diagnose-cases/owners.ts";
import { standingFor } from "../testing/standing-for.ts";
import { askForNodes } from "./ask-for-nodes.ts";
import { findFollowers } from "./followers.ts";
import { ScopeRun } from "./scope-run.ts";

const participant: ScopeKey = "123456789012:eu-west-1";
const owner: ScopeKey = "210987654321:eu-west-1";
const interval = 5 * 60_000;

const shuts: Neighbour["change"] = ({ group }) => {
  group("sg-endpoint").IpPermissions = [tcp443({ IpRanges: [{ CidrIp: "10.9.0.0/16" }] })];
};
const open = aSharedVpc("endpoints");
const shut = aSharedVpc("endpoints", shuts);
const renamed = aSharedVpc("endpoints", ({ group }) => {
  group("sg-endpoint").Tags = [{ Key: "Name", Value: "other" }];
});

/** Scopes that are read from bundles, of which each may be put in place of the one before. */
async function theRuns(store: Store) {
  let clock = Date.parse("2026-11-01T12:00:00Z");
  const now = () => ++clock;
  const readers = new Map<ScopeKey, AwsReader>();
  const runs = new Map<ScopeKey, ScopeRun>();
  const calls: ScopeKey[] = [];
  const put = async (bundle: unknown) => {
    const parsed = parseBundle(JSON.parse(JSON.stringify(bundle)), "case.json");
    const key: ScopeKey = `${parsed.scope.account}:${parsed.scope.region}`;
    readers.set(key, createBundleReader(parsed));
    if (runs.has(key)) return;
    await store.saveScopes([{ ...parsed.scope, accountName: null }]);
    const scope = (await store.loadScopes()).find((each) => each.key === key)!;
    const reader = (): AwsReader => {
      calls.push(key);
      return readers.get(key)!;
    };
    const run = new ScopeRun({
      ...{ store, scope, signal: new AbortController().signal, now, withOptional: false },
      reader: {
        scope: parsed.scope,
        call: (...asked) => reader().call(...asked),
        pages: (...asked) => reader().pages(...asked),
      },
      ...{ ageOf: standingFor(60 * 60_000), managedNodeQuota: 1000 },
      nextAt: ({ startedAt }) => (startedAt ?? clock - interval) + interval,
      ...{ onScope: () => undefined, onNodes: () => undefined },
      onRead: async (reading) => {
        for (const each of await findFollowers(store, reading)) runs.get(each)?.askToJudge();
      },
    });
    runs.set(key, run);
  };
  const read = async (bundle: unknown, key: ScopeKey) => {
    await put(bundle);
    runs.get(key)!.askForAll();
    await runs.get(key)!.begin();
  };
  const isDue = (key: ScopeKey) => runs.get(key)!.dueAt <= now();
  const causeOf = async (id: string) => {
    for await (const batch of store.loadNodes())
      for (const node of batch) if (node.id === id) return node.cause?.code ?? null;
    return undefined;
  };
  return { runs, put, read, isDue, calls, causeOf, run: (key: ScopeKey) => runs.get(key)! };
}

describeStores(({ open: openStore }) => {
  test("nodes in a shared VPC are judged by what its owner's reading found changed, without a call", async () => {
    const { read, isDue, calls, causeOf, run } = await theRuns(await openStore());
    await read(open.participant, participant);
    await read(open.owner, owner);
    expect(isDue(participant)).toBe(true);
    await run(participant).begin();
    expect([await causeOf(nodeId), isDue(participant)]).toEqual(["agent-silent", false]);
    await read(shut.owner, owner);
    calls.length = 0;
    expect([await causeOf(nodeId), isDue(participant)]).toEqual(["agent-silent", true]);
    await run(participant).begin();
    expect([await causeOf(nodeId), isDue(participant)]).toEqual(["endpoint-security-group-blocks", false]);
    expect(calls).toEqual([]);
  });

  test("so are they by a peer of the owner's, whose connection they do not see", async () => {
    const hub: ScopeKey = "333333333333:eu-west-1";
    const { owner: seesHub, participant: shares } = aSharedVpc("endpoints", (_, answers) => {
      answers["ec2:DescribeVpcPeeringConnections"].VpcPeeringConnections.push({
        ...{ VpcPeeringConnectionId: "pcx-1", Status: { Code: "active" } },
        RequesterVpcInfo: { VpcId: "vpc-1", CidrBlock: "10.0.0.0/16", OwnerId: "210987654321" },
        AccepterVpcInfo: { VpcId: "vpc-5", CidrBlock: "10.5.0.0/16", OwnerId: "333333333333" },
      });
    });
    const beside = (change?: Neighbour["change"]) =>
      JSON.parse(
        JSON.stringify(
          aNeighbourBundle({ account: "333333333333", way: "endpoints", ...(change ? { change } : {}) }),
        ).replaceAll('"vpc-1"', '"vpc-5"'),
      ) as unknown;
    const { read, isDue, run } = await theRuns(await openStore());
    await read(shares, participant);
    await read(seesHub, owner);
    await read(beside(), hub);
    await run(participant).begin();
    await run(owner).begin();
    await read(beside(shuts), hub);
    expect([isDue(participant), isDue(owner)]).toEqual([true, true]);
  });

  test("of a node that is read again the shared VPC is read as its owner has it now", async () => {
    const store = await openStore();
    const { put, read, isDue, causeOf, run, runs } = await theRuns(store);
    await read(open.participant, participant);
    await read(open.owner, owner);
    await run(participant).begin();
    await put(shut.owner);
    await askForNodes(store, runs, { scope: participant, nodeIds: [nodeId] });
    expect([isDue(participant), isDue(owner)]).toEqual([true, true]);
    await run(participant).begin();
    await run(owner).begin();
    expect(isDue(participant)).toBe(true);
    await run(participant).begin();
    expect(await causeOf(nodeId)).toBe("endpoint-security-group-blocks");
  });

  describe("nobody else is judged", () => {
    test.each([
      ["after a reading that found nothing changed", open.owner],
      ["for what decides nothing, as a name", renamed.owner],
    ])("%s", async (_, bundle) => {
      const { read, isDue, run } = await theRuns(await openStore());
      await read(open.participant, participant);
      await read(open.owner, owner);
      await run(participant).begin();
      await read(bundle, owner);
      expect(isDue(participant)).toBe(false);
    });

    test("for what changed in a VPC that is not shared, nor in a scope that has nothing to do with it", async () => {
      const { read, isDue, run } = await theRuns(await openStore());
      const stranger = (change?: Neighbour["change"]) =>
        aNeighbourBundle({ account: "444444444444", way: "endpoints", ...(change ? { change } : {}) });
      const elsewhere = (bundle: unknown) =>
        JSON.parse(JSON.stringify(bundle).replaceAll('"vpc-1"', '"vpc-9"')) as unknown;
      await read(open.participant, participant);
      await read(elsewhere(open.owner), owner);
      await read(stranger(), "444444444444:eu-west-1");
      await run(participant).begin();
      await read(elsewhere(shut.owner), owner);
      await read(stranger(shuts), "444444444444:eu-west-1");
      expect(isDue(participant)).toBe(false);
    });
  });

  test("what a reading of its own has judged is not judged once more, and what it may have missed is", async () => {
    const { read, isDue, run } = await theRuns(await openStore());
    await read(open.participant, participant);
    await read(open.owner, owner);
    await read(open.participant, participant);
    expect(isDue(participant)).toBe(false);
    run(participant).askForAll();
    const underway = run(participant).begin();
    await read(shut.owner, owner);
    await underway;
    expect(isDue(participant)).toBe(true);
  });

  test("a scope that could not be read is judged when it is", async () => {
    const store = await openStore();
    const { read, isDue, run } = await theRuns(store);
    await read(open.owner, owner);
    run(owner).askToJudge();
    expect(isDue(owner)).toBe(true);
    await run(owner).begin();
    const denied = aNeighbourBundle({ account: "123456789012", way: "endpoints" });
    await read({ ...denied, documents: {}, errors: {} }, participant);
    run(participant).askToJudge();
    expect(isDue(participant)).toBe(false);
  });
});
