import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AwsConnection } from "../aws/connection.ts";
import type { Node } from "../model/node.ts";
import { type Scope, scopeKey } from "../model/scope.ts";
import type { SyncProgress } from "../model/sync-progress.ts";
import type { Store } from "../store/store.ts";
import { describeStores } from "../testing/describe-stores.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import { standingFor } from "../testing/standing-for.ts";
import { syncNodes } from "./sync-nodes.ts";
import { syncScope } from "./sync-scope.ts";

let endpoint: DemoEndpoint;
let connection: AwsConnection;
let scope: Scope;

beforeAll(async () => {
  endpoint = await startDemoEndpoint({ nodes: 300 });
  connection = endpoint.connect({ maxAttempts: 2, sharedAnswersMs: 0 });
  // A scope of some size, whose sync is quick all the same.
  scope = endpoint.scopes.find((one) => scopeKey(one) === "210987654321:eu-west-1")!;
});
afterAll(async () => {
  connection.close();
  await endpoint.close();
});

describeStores(({ open }) => {
  let store: Store;
  let toldNodes: number;
  beforeEach(async () => {
    store = await open();
    await store.saveScopes([{ ...scope, accountName: null }]);
    toldNodes = 0;
    await endpoint.set("denied", { rules: [] });
    await endpoint.set("faults", { rules: [], expireSessions: false });
  });

  let clock = Date.now();
  const sync = (
    options: { signal?: AbortSignal; laterMs?: number; through?: AwsConnection } = {},
  ): Promise<SyncProgress> => {
    const shift = options.laterMs ?? 0;
    return syncScope({
      store,
      reader: (options.through ?? connection).reader(scope),
      reason: "first",
      ageOf: standingFor(30 * 60_000),
      managedNodeQuota: 10_000,
      withOptional: false,
      signal: options.signal,
      // The next millisecond each time: no two observations share one.
      now: () => {
        clock = Math.max(clock + 1, Date.now());
        return clock + shift;
      },
      onProgress: () => undefined,
      onNodes: () => {
        toldNodes++;
      },
    });
  };
  const rows = async (): Promise<Map<string, Node>> => {
    const nodes = new Map<string, Node>();
    for await (const batch of store.loadNodes()) for (const node of batch) nodes.set(node.id, node);
    return nodes;
  };
  const statuses = async () => new Map([...(await rows())].map(([id, { status }]) => [id, status]));

  test("reads a scope through, and shows nodes before all of it is read", async () => {
    const progress = await sync();
    expect(progress).toMatchObject({ outcome: "complete", gaps: [], message: null });
    expect(progress.calls.every(({ state }) => state === "done")).toBe(true);
    expect((await rows()).size).toBe(progress.nodes);
    expect(progress.nodes).toBeGreaterThan(20);
    expect(toldNodes).toBeGreaterThanOrEqual(2);
    expect(await store.loadLatestSyncs()).toMatchObject([{ id: progress.id, outcome: "complete" }]);
  });

  test("writes nothing anew where nothing has changed", async () => {
    await sync();
    const before = await statuses();
    expect((await sync()).changedDocuments).toBe(0);
    expect(await statuses()).toEqual(before);
  });

  describe("when a permission is missing", () => {
    const deny = (action: string) => endpoint.set("denied", { rules: [{ action }] });

    test("from the start, the nodes that it would decide are unknown and say so", async () => {
      await deny("ssm:DescribeInstanceInformation");
      expect(await sync()).toMatchObject({
        outcome: "partial",
        gaps: expect.arrayContaining([
          expect.objectContaining({ action: "ssm:DescribeInstanceInformation", reason: "denied" }),
        ]),
      });
      const nodes = [...(await rows()).values()];
      const running = nodes.filter(({ state }) => state === "running");
      expect(new Set(running.map(({ status }) => status))).toEqual(new Set(["unknown"]));
      expect(running[0]!.why).toContain("ssm:DescribeInstanceInformation is denied");
      expect(nodes.filter(({ state }) => state === "stopped").every(({ status }) => status === "off")).toBe(
        true,
      );
    });

    test("later on, no node changes its status until its facts are too old", async () => {
      await sync();
      const before = await statuses();
      await deny("ssm:DescribeInstanceInformation");
      expect((await sync()).outcome).toBe("partial");
      expect(await statuses()).toEqual(before);
      await sync({ laterMs: 31 * 60_000 });
      const running = [...(await rows()).values()].filter(({ state }) => state === "running");
      expect(new Set(running.map(({ status }) => status))).toEqual(new Set(["unknown"]));
    });

    test("and is granted again, the gap is gone", async () => {
      await deny("ec2:DescribeRouteTables");
      expect((await sync()).gaps.map(({ action }) => action)).toContain("ec2:DescribeRouteTables");
      await endpoint.set("denied", { rules: [] });
      expect((await sync()).outcome).toBe("complete");
      expect(await store.loadGaps()).toEqual([]);
    });
  });

  describe("when AWS answers with errors", () => {
    // Of its own: an API that fails for a while is left alone for a while.
    let through: AwsConnection;
    beforeEach(() => {
      through = endpoint.connect({ maxAttempts: 1, sharedAnswersMs: 0 });
    });
    afterEach(() => through.close());
    const fail = (action: string) => endpoint.set("faults", { rules: [{ kind: "error", action }] });
    const causes = async () =>
      new Map([...(await rows())].map(([id, { status, cause }]) => [id, `${status} ${cause?.code}`]));

    test.each(["iam:GetInstanceProfile", "iam:GetRole", "iam:*"])(
      "to %s, nothing is taken for gone, and no node changes its cause",
      async (action) => {
        await sync({ through });
        const before = await causes();
        await fail(action);
        expect((await sync({ through })).outcome).toBe("partial");
        expect(await causes()).toEqual(before);
      },
    );

    test("to every call, the sync has failed, says how, and is no reading", async () => {
      await sync({ through });
      const before = await causes();
      await fail("*:*");
      const failed = await sync({ through });
      expect(failed).toMatchObject({
        outcome: "failed",
        message: expect.stringContaining(`Nothing in ${scopeKey(scope)} could be read.`),
      });
      expect(failed.message).toContain("An internal error has occurred");
      expect(await causes()).toEqual(before);
    });
  });

  test("fails as a whole when the credentials have expired, and keeps everything until it is too old", async () => {
    await sync();
    const before = await statuses();
    const causes = await store.loadOpenCauses();
    expect(causes.length).toBeGreaterThan(0);
    await endpoint.set("faults", { rules: [], expireSessions: true });
    const failed = await sync();
    expect(failed.outcome).toBe("failed");
    expect(failed.message).toMatch(/expired/);
    expect(await statuses()).toEqual(before);
    await sync({ laterMs: 31 * 60_000 });
    const running = [...(await rows()).values()].filter(({ state }) => state === "running");
    expect(new Set(running.map(({ status, why }) => `${status} ${why}`))).toEqual(
      new Set([
        "unknown Unknown: its state in EC2 could not be read (ec2:DescribeInstances: expired-credentials).",
      ]),
    );
    // Nobody could look, so nothing is over: what it is to be told since when goes on.
    expect(await store.loadOpenCauses()).toHaveLength(causes.length);
  });

  test("that is stopped in its midst leaves nothing doubled, and the next one is complete", async () => {
    const stop = new AbortController();
    const stopped = syncScope({
      store,
      reader: connection.reader(scope),
      reason: "first",
      ageOf: standingFor(30 * 60_000),
      managedNodeQuota: 10_000,
      withOptional: false,
      signal: stop.signal,
      now: Date.now,
      onProgress: ({ calls }) =>
        calls.some(({ kind, pages }) => kind === "instance" && pages > 0) && stop.abort(new Error("stop")),
      onNodes: () => undefined,
    });
    expect((await stopped).outcome).toBe("interrupted");
    expect(await sync()).toMatchObject({ outcome: "complete" });
    for await (const batch of store.loadDocuments(scopeKey(scope), ["instance"])) {
      expect(new Set(batch.map(({ id }) => id)).size).toBe(batch.length);
    }
  });

  test("survives throttling, resets, error pages and empty answers", async () => {
    const rules = (["throttle", "reset", "html", "empty", "error"] as const).map((kind) => ({
      kind,
      rate: 1,
      times: 2,
      action: "ec2:*",
    }));
    await endpoint.set("faults", { rules, expireSessions: false });
    const { outcome, calls } = await sync();
    expect(["complete", "partial"]).toContain(outcome);
    expect(calls.some(({ retries }) => retries > 0)).toBe(true);
    await endpoint.set("faults", { rules: [], expireSessions: false });
    expect((await sync()).outcome).toBe("complete");
  });

  test("a route that is put back makes a wait of a fault, and one that is taken again tells since when", async () => {
    await sync();
    const blocked = [...(await rows()).values()].find(({ cause }) => cause?.code === "route-missing")!;
    const { routeTables } = endpoint.world.accounts.get(scope.account)!.regions.get(scope.region)!.ec2;
    const id = blocked.cause!.subject.id;
    const table = routeTables.get(id)!;
    const out = [...routeTables.values()]
      .filter(({ VpcId }) => VpcId === table.VpcId)
      .flatMap(({ Routes = [] }) => Routes)
      .find(({ NatGatewayId }) => NatGatewayId !== undefined)!;
    routeTables.set(id, { ...table, Routes: [...(table.Routes ?? []), out] });
    try {
      const { startedAt } = await sync();
      const waiting = (await rows()).get(blocked.id)!;
      expect(waiting.cause?.code).toBe("agent-backing-off");
      expect(waiting.expectedUntil).toBeGreaterThan(startedAt + 50 * 60_000);
      routeTables.set(id, table);
      const again = await sync();
      expect((await rows()).get(blocked.id)).toMatchObject({ cause: blocked.cause, expectedUntil: null });
      const open = await store.loadOpenCauses([{ code: "route-missing", subjectId: id }]);
      expect(open).toMatchObject([{ since: expect.any(Number) }]);
      expect(open[0]!.since).toBeGreaterThanOrEqual(again.startedAt);
    } finally {
      routeTables.set(id, table);
    }
  });

  test("single nodes are read again alone, and what they came to is saved", async () => {
    await sync();
    const node = [...(await rows()).values()].find(
      ({ state, status }) => state === "running" && status === "reachable",
    )!;
    const region = endpoint.world.accounts.get(scope.account)!.regions.get(scope.region)!;
    const instance = region.ec2.instances.get(node.id)!;
    region.ec2.instances.set(node.id, { ...instance, State: { Code: 80, Name: "stopped" } });
    try {
      await syncNodes(
        {
          store,
          reader: connection.reader(scope),
          ageOf: standingFor(30 * 60_000),
          managedNodeQuota: 10_000,
          withOptional: false,
          now: () => Date.now() + 60_000,
        },
        { ids: [node.id] },
      );
      expect((await rows()).get(node.id)).toMatchObject({ state: "stopped", status: "off" });
    } finally {
      region.ec2.instances.set(node.id, instance);
    }
  });
});
