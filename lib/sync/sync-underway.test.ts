import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AwsConnection } from "../aws/connection.ts";
import type { OperationName } from "../aws/operations.ts";
import type { AwsReader } from "../aws/reader.ts";
import type { Node } from "../model/node.ts";
import { type Scope, scopeKey } from "../model/scope.ts";
import type { Store } from "../store/store.ts";
import { describeStores } from "../testing/describe-stores.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import { standingFor } from "../testing/standing-for.ts";
import { judgeAgain, type SyncScopeOptions, syncScope } from "./sync-scope.ts";

let endpoint: DemoEndpoint;
let connection: AwsConnection;
let scope: Scope;

beforeAll(async () => {
  endpoint = await startDemoEndpoint({ nodes: 300 });
  connection = endpoint.connect({ maxAttempts: 2, sharedAnswersMs: 0 });
  scope = endpoint.scopes.find((one) => scopeKey(one) === "210987654321:eu-west-1")!;
});
afterAll(async () => {
  connection.close();
  await endpoint.close();
});

/** The answer to one operation waits until the gate opens. */
function withGate(reader: AwsReader, shut: OperationName, gate: Promise<void>): AwsReader {
  return {
    ...reader,
    pages: (operation, input, options) => {
      const pages = reader.pages(operation, input, options);
      return operation === shut ? after(gate, pages) : pages;
    },
  };
}

async function* after<Page>(gate: Promise<void>, pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  await gate;
  yield* pages;
}

describeStores(({ open }) => {
  let store: Store;
  let clock = Date.now();
  const optionsOf = (reader: AwsReader, facts: Partial<SyncScopeOptions> = {}): SyncScopeOptions => ({
    store,
    reader,
    reason: "schedule",
    ageOf: standingFor(30 * 60_000),
    managedNodeQuota: 10_000,
    withOptional: false,
    now: () => {
      clock = Math.max(clock + 1, Date.now());
      return clock;
    },
    onProgress: () => undefined,
    onNodes: () => undefined,
    ...facts,
  });
  const sync = () => syncScope(optionsOf(connection.reader(scope)));
  const rows = async () => {
    const nodes = new Map<string, Node>();
    for await (const batch of store.loadNodes()) for (const node of batch) nodes.set(node.id, node);
    return nodes;
  };
  const historyOf = async (id: string) =>
    (await store.loadStatusHistory(scopeKey(scope), id)).map(
      ({ status, causeCode }) => `${status} ${causeCode}`,
    );

  /** A sync in whose midst, when instances and SSM's records are read and the route tables are not, `look` looks. */
  const syncLooking = async (look: () => Promise<void>, signal?: AbortSignal) => {
    const gate = Promise.withResolvers<void>();
    let looking: Promise<void> | undefined;
    const reader = withGate(connection.reader(scope), "ec2:DescribeRouteTables", gate.promise);
    const onNodes = () => {
      looking ??= look().finally(gate.resolve);
    };
    const progress = await syncScope(optionsOf(reader, { onNodes, signal }));
    await looking;
    return progress;
  };

  beforeEach(async () => {
    store = await open();
    await store.saveScopes([{ ...scope, accountName: null }]);
  });

  test("what is said of a node before all is read is neither wrong nor told anywhere else", async () => {
    await sync();
    const before = await rows();
    const { ec2, ssm } = endpoint.world.accounts.get(scope.account)!.regions.get(scope.region)!;
    const wayOut = (subnetId: string) =>
      [...ec2.routeTables.values()].find(({ Associations = [] }) =>
        Associations.some(({ SubnetId }) => SubnetId === subnetId),
      );
    const goesSilent = [...before.values()].find(({ status, subnet, state }) => {
      const table = status === "reachable" && state === "running" && subnet ? wayOut(subnet) : undefined;
      return table?.Routes?.some(({ NatGatewayId }) => NatGatewayId !== undefined);
    })!;
    const stops = [...before.values()].find(
      ({ status, id, state }) => status === "reachable" && state === "running" && id !== goesSilent.id,
    )!;
    const table = wayOut(goesSilent.subnet!)!;
    const agent = ssm.agents.get(goesSilent.id)!;
    const { ping, lastPingAt } = agent;
    const instance = ec2.instances.get(stops.id)!;
    ec2.routeTables.set(table.RouteTableId!, {
      ...table,
      Routes: table.Routes!.filter(({ NatGatewayId }) => NatGatewayId === undefined),
    });
    Object.assign(agent, { ping: "ConnectionLost", lastPingAt: Date.now() - 20 * 60_000 });
    ec2.instances.set(stops.id, { ...instance, State: { Code: 80, Name: "stopped" } });
    try {
      const causesBefore = await store.loadOpenCauses();
      await syncLooking(async () => {
        const early = await rows();
        expect(early.get(goesSilent.id)).toMatchObject({
          ...{ status: "lost", cause: null, awaitsCause: true, ping: "ConnectionLost" },
          why: "SSM no longer hears from its agent; why has yet to be read.",
        });
        expect(early.get(stops.id)).toMatchObject({
          ...{ status: "off", state: "stopped", awaitsCause: false },
          cause: { code: "instance-stopped" },
        });
        const others = [...early.values()].filter(({ id }) => id !== goesSilent.id && id !== stops.id);
        const said = ({ status, cause, why }: Node) => ({ status, cause, why });
        expect(others.map(said)).toEqual(others.map(({ id }) => said(before.get(id)!)));
        await judgeAgain(optionsOf(connection.reader(scope)));
        for (const id of [goesSilent.id, stops.id]) expect(await historyOf(id)).toEqual(["reachable null"]);
        expect(await store.loadOpenCauses()).toEqual(causesBefore);
      });
      expect((await rows()).get(goesSilent.id)).toMatchObject({
        ...{ status: "lost", awaitsCause: false, cause: { code: "route-missing" } },
      });
      expect(await historyOf(goesSilent.id)).toEqual(["reachable null", "lost route-missing"]);
      expect(await historyOf(stops.id)).toEqual(["reachable null", "off instance-stopped"]);
    } finally {
      ec2.routeTables.set(table.RouteTableId!, table);
      Object.assign(agent, { ping, lastPingAt });
      ec2.instances.set(stops.id, instance);
    }
  });

  test("a sync that is stopped in its midst leaves nothing to be told, and the next one tells it", async () => {
    await sync();
    const { ssm } = endpoint.world.accounts.get(scope.account)!.regions.get(scope.region)!;
    const { id } = [...(await rows()).values()].find(({ status }) => status === "reachable")!;
    const agent = ssm.agents.get(id)!;
    const { ping, lastPingAt } = agent;
    Object.assign(agent, { ping: "ConnectionLost", lastPingAt: Date.now() - 20 * 60_000 });
    try {
      const stop = new AbortController();
      const stopped = await syncLooking(async () => stop.abort(new Error("stop")), stop.signal);
      expect(stopped.outcome).toBe("interrupted");
      await judgeAgain(optionsOf(connection.reader(scope)));
      expect((await rows()).get(id)).toMatchObject({ status: "lost", cause: null, awaitsCause: true });
      expect(await historyOf(id)).toEqual(["reachable null"]);
      await sync();
      expect((await rows()).get(id)).toMatchObject({ status: "lost", awaitsCause: false });
      expect(await historyOf(id)).toEqual(["reachable null", "lost agent-silent"]);
    } finally {
      Object.assign(agent, { ping, lastPingAt });
    }
  });

  test("at the first sync, too, why is said to be unread and not to be unreadable", async () => {
    await syncLooking(async () => {
      const early = [...(await rows()).values()];
      const lost = early.filter(({ status }) => status === "lost");
      expect(lost.length).toBeGreaterThan(0);
      expect(lost.every(({ cause, awaitsCause }) => cause === null && awaitsCause)).toBe(true);
      expect(early.some(({ why }) => why?.includes("could not be read"))).toBe(false);
      expect(await historyOf(lost[0]!.id)).toEqual([]);
    });
    const nodes = [...(await rows()).values()];
    expect(nodes.some(({ awaitsCause }) => awaitsCause)).toBe(false);
    for (const { id, status, cause } of nodes.slice(0, 20))
      expect(await historyOf(id)).toEqual([`${status} ${cause?.code ?? null}`]);
  });
});
