import { expect, test } from "vitest";
import type { Gap } from "../model/gap.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { SyncProgress } from "../model/sync-progress.ts";
import { describeStores } from "../testing/describe-stores.ts";

const scope = "123456789012:eu-west-1";
const elsewhere = "123456789012:us-east-1";

const denied: Gap = {
  scope,
  kind: "route-table",
  action: "ec2:DescribeRouteTables",
  reason: "denied",
  message: "You are not authorized to perform this operation.",
  code: "UnauthorizedOperation",
  resource: null,
};

function aSync(facts: Partial<SyncProgress> = {}): SyncProgress {
  return {
    id: "sync-1",
    scope,
    reason: "schedule",
    startedAt: 10,
    finishedAt: null,
    outcome: "running",
    message: null,
    nodes: 0,
    changedDocuments: 0,
    calls: [],
    gaps: [],
    ...facts,
  };
}

describeStores(({ open, place }) => {
  test("how long a scope takes to read is told by its last reading that ended, and by one that runs", async () => {
    const store = await open();
    const calls = (pages: number): SyncProgress["calls"] => [
      {
        ...{ action: "ssm:GetConnectionStatus", kind: "connection-status", state: "done" },
        ...{ pages, items: pages, retries: 0, throttles: 0 },
      },
    ];
    const ended = { finishedAt: 90, outcome: "complete" } as const;
    await store.saveSync(aSync({ id: "a", startedAt: 10, ...ended, calls: calls(1) }));
    await store.saveSync(aSync({ id: "b", startedAt: 20, ...ended, outcome: "partial", calls: calls(2) }));
    await store.saveSync(aSync({ id: "c", startedAt: 30, ...ended, outcome: "failed", calls: calls(3) }));
    await store.saveSync(aSync({ id: "d", startedAt: 40, calls: calls(4) }));
    await store.saveSync(aSync({ id: "e", scope: elsewhere, startedAt: 50, ...ended, calls: calls(5) }));
    const pagesOf = async (...scopes: ScopeKey[]) =>
      [...(await store.loadReadingCalls(scopes))].map(([key, readings]) => [
        key,
        readings.map(([call]) => call?.pages).sort(),
      ]);
    expect(await pagesOf(scope)).toEqual([[scope, [2, 4]]]);
    expect((await pagesOf(scope, elsewhere)).sort()).toEqual([
      [scope, [2, 4]],
      [elsewhere, [5]],
    ]);
    expect(await pagesOf("123456789012:eu-north-1")).toEqual([]);
  });

  test("gaps of a kind take each other's place, and one that stays keeps its since", async () => {
    const store = await open();
    const ofOneRole: Gap = { ...denied, kind: "role", action: "iam:GetRole", resource: "Web" };
    await store.replaceGaps(scope, "role", [ofOneRole], 10);
    await store.replaceGaps(scope, "route-table", [denied], 10);
    await store.replaceGaps(scope, "route-table", [{ ...denied, reason: "throttled" }], 20);
    expect(await store.loadGaps()).toEqual([
      { ...ofOneRole, since: 10, at: 10 },
      { ...denied, reason: "throttled", since: 10, at: 20 },
    ]);
    await store.replaceGaps(scope, "role", [], 30);
    expect((await store.loadGaps([scope])).map(({ kind }) => kind)).toEqual(["route-table"]);
    expect(await store.loadGaps([elsewhere])).toEqual([]);
    expect(await store.loadGaps([])).toEqual([]);
  });

  test("a ping is kept for each node, the last one that was saved", async () => {
    const store = await open();
    await store.savePings(scope, [
      { id: "i-1", lastPingAt: 1 },
      { id: "i-2", lastPingAt: 1 },
    ]);
    await store.savePings(scope, [{ id: "i-2", lastPingAt: 5 }]);
    await store.savePings(scope, []);
    expect(await store.loadPings(scope)).toEqual(
      new Map([
        ["i-1", 1],
        ["i-2", 5],
      ]),
    );
    expect(await store.loadPings(elsewhere)).toEqual(new Map());
  });

  test("a sync is kept as it was last saved", async () => {
    const store = await open();
    const call = { action: "ec2:DescribeRouteTables", kind: "route-table", state: "gap" } as const;
    const counts = { pages: 1, items: 0, retries: 2, throttles: 1 };
    await store.saveSync(aSync());
    const end = { finishedAt: 20, outcome: "partial", nodes: 5, changedDocuments: 7 } as const;
    const finished = aSync({ ...end, calls: [{ ...call, ...counts }], gaps: [denied] });
    await store.saveSync(finished);
    expect(await store.loadRecentSyncs()).toEqual([finished]);
  });

  test("recent syncs come newest first, latest ones once for each scope", async () => {
    const store = await open();
    await store.saveSync(aSync({ id: "a", startedAt: 1 }));
    await store.saveSync(aSync({ id: "b", startedAt: 3 }));
    await store.saveSync(aSync({ id: "c", startedAt: 2, scope: elsewhere }));
    expect((await store.loadRecentSyncs()).map(({ id }) => id)).toEqual(["b", "c", "a"]);
    expect((await store.loadRecentSyncs({ scope, limit: 1 })).map(({ id }) => id)).toEqual(["b"]);
    expect((await store.loadLatestSyncs()).map(({ id }) => id).sort()).toEqual(["b", "c"]);
  });

  test("a sync whose process has ended is marked as interrupted; one that runs is left alone", async () => {
    const store = await open();
    await store.saveSync(aSync({ id: "dead" }));
    await store.saveSync(aSync({ id: "alive", scope: elsewhere }));
    await store.withScopeLock(elsewhere, async () => {
      expect(await store.markInterruptedSyncs(99)).toEqual(["dead"]);
    });
    const outcomes = (await store.loadRecentSyncs()).map(({ id, outcome, finishedAt }) => [
      id,
      outcome,
      finishedAt,
    ]);
    expect(outcomes.sort()).toEqual([
      ["alive", "running", null],
      ["dead", "interrupted", 99],
    ]);
  });

  test("a scope is never synced twice at once, and is free again afterwards, also after a failure", async () => {
    const store = await open();
    const failing = store.withScopeLock(scope, async () => {
      expect(await store.withScopeLock(scope, async () => "second")).toBeUndefined();
      expect(await store.withScopeLock(elsewhere, async () => "other")).toEqual({ result: "other" });
      throw new Error("AWS is gone");
    });
    await expect(failing).rejects.toThrow("AWS is gone");
    expect(await store.withScopeLock(scope, async () => "third")).toEqual({ result: "third" });
  });

  test("scopes are renamed without losing what is known of their reading", async () => {
    const store = await open();
    const names = { partition: "aws", account: "123456789012", region: "eu-west-1" };
    await store.saveScopes([{ ...names, accountName: null }]);
    await store.saveScopeReading(scope, { readAt: 10, nextAt: 20, consecutiveFailures: 2 });
    await store.saveScopeReading(scope, { nextAt: null });
    await store.saveScopes([{ ...names, accountName: "Production" }]);
    expect(await store.loadScopes()).toEqual([
      { key: scope, ...names, accountName: "Production", readAt: 10, nextAt: null, consecutiveFailures: 2 },
    ]);
    await store.deleteScope(scope, 30);
    expect(await store.loadScopes()).toEqual([]);
  });

  test("a request for a sync is handed out once, however many take", async () => {
    const location = place();
    const [store, other] = [await open(location), await open(location)];
    await store.requestSync({ kind: "nodes", scope, nodeIds: ["i-1"] }, "ann", 2);
    await other.requestSync({ kind: "all" }, "bob", 1);
    await store.requestSync({ kind: "scope", scope }, "ann", 3);
    const taken = await Promise.all([store.takeSyncRequests(), other.takeSyncRequests()]);
    expect(taken.flat().map(({ target, requestedBy }) => [target, requestedBy])).toEqual([
      [{ kind: "all" }, "bob"],
      [{ kind: "nodes", scope, nodeIds: ["i-1"] }, "ann"],
      [{ kind: "scope", scope }, "ann"],
    ]);
    expect(await store.takeSyncRequests()).toEqual([]);
  });

  test("what one opened store tells, every other one hears", async () => {
    const location = place();
    const [store, other] = [await open(location), await open(location)];
    const heard = Promise.withResolvers<string>();
    const stop = await other.listen("syncs", heard.resolve);
    await store.notify("syncs", "it's done");
    expect(await heard.promise).toBe("it's done");
    await stop();
  });
});
