import fc from "fast-check";
import { expect, test } from "vitest";
import type { Node } from "../model/node.ts";
import { changesSince } from "../testing/changes-since.ts";
import { describeStores } from "../testing/describe-stores.ts";
import { toList } from "../testing/to-list.ts";
import type { Store } from "./store.ts";

const scope = "123456789012:eu-west-1";
const elsewhere = "123456789012:us-east-1";

function aNode(facts: Partial<Node> = {}): Node {
  return {
    scope,
    id: "i-0a",
    name: "web",
    status: "reachable",
    certainty: "decided",
    why: null,
    cause: null,
    awaitsCause: false,
    expectedUntil: null,
    statusSince: 1,
    state: "running",
    ping: "Online",
    lastPingAt: 5,
    channel: "connected",
    platform: "linux",
    platformName: "Amazon Linux 2023",
    agentVersion: "3.3.1",
    instanceType: "m7g.large",
    imageId: "ami-1",
    launchedAt: 2,
    vpc: "vpc-1",
    subnet: "subnet-1",
    zone: "eu-west-1a",
    securityGroups: ["sg-1", "sg-2"],
    role: "Web",
    instanceProfileArn: "arn:aws:iam::123456789012:instance-profile/Web",
    autoScalingGroup: null,
    privateAddress: "10.0.0.1",
    publicAddress: null,
    ipv6Address: null,
    computerName: "ip-10-0-0-1",
    tags: { Env: "prod", "aws:autoscaling:groupName": "web" },
    failures: 0,
    readAt: 6,
    ...facts,
  };
}

const lost = {
  status: "lost",
  why: "It fell silent.",
  cause: { code: "route-missing", subject: { kind: "route-table", id: "rtb-1" } },
} as const satisfies Partial<Node>;

async function loadAll(store: Store, of?: Node["scope"]) {
  const all: Node[] = [];
  for await (const batch of store.loadNodes(of)) all.push(...batch);
  return all;
}

describeStores(({ open }) => {
  test("a node comes back as it was saved", async () => {
    const store = await open();
    const nodes = [aNode(), aNode({ id: "i-0b", ...lost, name: null, lastPingAt: null, tags: {} })];
    await store.saveNodes(scope, nodes, 10);
    expect(await loadAll(store)).toEqual(nodes);
    expect(await store.findNode(scope, "i-0b")).toEqual(nodes[1]);
    expect(await store.findNode(elsewhere, "i-0b")).toBeUndefined();
  });

  test("only rows that differ are written", async () => {
    const store = await open();
    await store.saveNodes(scope, [aNode(), aNode({ id: "i-0b" })], 10);
    const { changed } = await store.saveNodes(scope, [aNode(), aNode({ id: "i-0b", name: "db" })], 20);
    expect(changed).toEqual(["i-0b"]);
  });

  test("a ping or a read that moved is told as a pulse, not as a changed node", async () => {
    const store = await open();
    const { seq } = await store.saveNodes(scope, [aNode(), aNode({ id: "i-0b" })], 10);
    const { changed } = await store.saveNodes(
      scope,
      [aNode({ lastPingAt: 15, readAt: 16 }), aNode({ id: "i-0b" })],
      20,
    );
    expect(changed).toEqual([]);
    expect(await changesSince(store, seq)).toMatchObject({
      rows: [],
      pulses: [{ scope, id: "i-0a", lastPingAt: 15, readAt: 16 }],
      removed: [],
    });
    expect(await store.findNode(scope, "i-0a")).toMatchObject({ lastPingAt: 15, readAt: 16 });
  });

  test("a status that stays keeps its since", async () => {
    const store = await open();
    await store.saveNodes(scope, [aNode({ statusSince: 3 })], 10);
    await store.saveNodes(scope, [aNode({ statusSince: 20, name: "db" })], 20);
    expect(await store.findNode(scope, "i-0a")).toMatchObject({ name: "db", statusSince: 3 });
    await store.saveNodes(scope, [aNode({ ...lost, statusSince: 30 })], 30);
    expect(await store.findNode(scope, "i-0a")).toMatchObject({ status: "lost", statusSince: 30 });
  });

  test("rows that were saved before enough was read are no part of the history", async () => {
    const store = await open();
    const known = { status: "lost", cause: null, why: "Why is not known." } as const;
    await store.saveNodes(scope, [aNode({ ...known, statusSince: 10 })], 10, { isTold: false });
    expect(await store.loadStatusHistory(scope, aNode().id)).toEqual([]);
    await store.saveNodes(scope, [aNode({ ...lost, statusSince: 20 })], 20);
    const [only, ...others] = await store.loadStatusHistory(scope, aNode().id);
    expect(only).toMatchObject({ status: "lost", to: null });
    expect(others).toEqual([]);
  });

  test("what is shown meanwhile ends no period, and a status that comes back keeps its since", async () => {
    const store = await open();
    const awaits = { cause: null, awaitsCause: true, why: "Why has yet to be read." } as const;
    await store.saveNodes(scope, [aNode({ statusSince: 3 })], 10);
    await store.saveNodes(scope, [aNode({ status: "lost", ...awaits, statusSince: 20 })], 20, {
      isTold: false,
    });
    await store.saveNodes(scope, [aNode({ status: "off", statusSince: 22 })], 22, { isTold: false });
    expect(await store.findNode(scope, "i-0a")).toMatchObject({ status: "off", statusSince: 22 });
    await store.saveNodes(scope, [aNode({ statusSince: 30 })], 30);
    expect(await store.findNode(scope, "i-0a")).toMatchObject({ status: "reachable", statusSince: 3 });
    await store.saveNodes(scope, [aNode({ status: "lost", ...awaits, statusSince: 40 })], 40, {
      isTold: false,
    });
    expect(await store.loadStatusHistory(scope, "i-0a")).toMatchObject([{ status: "reachable", to: null }]);
    await store.saveNodes(scope, [aNode({ ...lost, statusSince: 50 })], 50);
    expect(await store.findNode(scope, "i-0a")).toMatchObject({ status: "lost", statusSince: 40 });
    expect(await store.loadStatusHistory(scope, "i-0a")).toMatchObject([
      { status: "reachable", from: 3, to: 50 },
      { status: "lost", from: 50, to: null },
    ]);
  });

  test("a node that leaves while a reading goes on has its period ended", async () => {
    const store = await open();
    await store.saveNodes(scope, [aNode()], 10);
    await store.saveNodes(scope, [], 20, { isTold: false });
    expect(await store.loadStatusHistory(scope, "i-0a")).toMatchObject([{ status: "reachable", to: 20 }]);
  });

  test("a node that is missing is removed, in its scope only", async () => {
    const store = await open();
    await store.saveNodes(scope, [aNode(), aNode({ id: "i-0b" })], 10);
    await store.saveNodes(elsewhere, [aNode({ scope: elsewhere })], 10);
    const seq = await store.loadNodeSeq();
    expect(await store.saveNodes(scope, [aNode()], 20)).toMatchObject({ changed: [], removed: ["i-0b"] });
    expect(await changesSince(store, seq)).toMatchObject({ rows: [], removed: [{ scope, id: "i-0b" }] });
    expect((await loadAll(store)).map((node) => node.scope)).toEqual([scope, elsewhere]);
    expect(await loadAll(store, elsewhere)).toHaveLength(1);
  });

  test("a node that comes back is no longer told as removed", async () => {
    const store = await open();
    await store.saveNodes(scope, [aNode()], 10);
    const seq = await store.loadNodeSeq();
    await store.saveNodes(scope, [], 20);
    await store.saveNodes(scope, [aNode()], 30);
    expect(await changesSince(store, seq)).toMatchObject({ rows: [{ id: "i-0a" }], removed: [] });
  });

  test("single nodes are saved and removed without touching the others", async () => {
    const store = await open();
    await store.saveNodes(scope, [aNode(), aNode({ id: "i-0b" }), aNode({ id: "i-0c" })], 10);
    const saved = await store.updateNodes(scope, [aNode({ id: "i-0b", ...lost })], 20, {
      removedIds: ["i-0c"],
    });
    expect(saved).toMatchObject({ changed: ["i-0b"], removed: ["i-0c"] });
    expect((await loadAll(store)).map(({ id, status }) => [id, status])).toEqual([
      ["i-0a", "reachable"],
      ["i-0b", "lost"],
    ]);
  });

  test("the history of a status has a period for each status and each cause, without holes", async () => {
    const store = await open();
    const save = (facts: Partial<Node>, at: number) => store.saveNodes(scope, [aNode(facts)], at);
    await save({ statusSince: 4 }, 10);
    await save({ name: "db" }, 20);
    await save(lost, 30);
    await save({ ...lost, cause: { ...lost.cause, code: "security-group-egress-blocks" } }, 40);
    await store.saveNodes(scope, [], 50);
    await save({ statusSince: 4 }, 60);
    const periods = await store.loadStatusHistory(scope, "i-0a");
    expect(periods.map(({ status, causeCode, from, to }) => [status, causeCode, from, to])).toEqual([
      ["reachable", null, 4, 30],
      ["lost", "route-missing", 30, 40],
      ["lost", "security-group-egress-blocks", 40, 50],
      ["reachable", null, 50, null],
    ]);
  });

  test("all nodes are loaded, however many batches they are, each once", async () => {
    const store = await open();
    const nodes = Array.from({ length: 5_500 }, (_, index) => aNode({ id: `i-${index}` }));
    await store.saveNodes(scope, nodes, 10);
    await store.saveNodes(elsewhere, [aNode({ scope: elsewhere, id: "i-0" })], 10);
    expect(new Set((await loadAll(store)).map((node) => `${node.scope} ${node.id}`)).size).toBe(5_501);
  });

  test("what changed comes in batches, each node in one of them", async () => {
    const store = await open();
    const nodes = Array.from({ length: 5_500 }, (_, index) => aNode({ id: `i-${index}` }));
    await store.saveNodes(scope, nodes.slice(0, 5_300), 10);
    const seq = await store.loadNodeSeq();
    // The first hundred change, the next hundred go, two hundred come, and of all others a ping moves.
    const changed = nodes.slice(0, 100).map((node) => ({ ...node, name: "other" }));
    const pinged = nodes.slice(200, 5_300).map((node) => ({ ...node, lastPingAt: 15 }));
    await store.saveNodes(scope, [...changed, ...pinged, ...nodes.slice(5_300)], 20);
    const batches = await toList(store.loadNodesSince(seq));
    expect(batches.every(({ rows, pulses }) => rows.length <= 5_000 && pulses.length <= 5_000)).toBe(true);
    const { rows, pulses, removed } = await changesSince(store, seq);
    expect([rows.length, pulses.length, removed.length]).toEqual([300, 5_100, 100]);
    expect(new Set([...rows, ...pulses, ...removed].map(({ id }) => id)).size).toBe(5_500);
  });

  test("a reader that follows the sequence has what is stored, whatever was saved", async () => {
    const store = await open();
    const reader = new Map<string, Node>();
    let seq = await store.loadNodeSeq();
    let at = 100;
    const catchUp = async () => {
      const reached = await store.loadNodeSeq();
      const changes = await changesSince(store, seq);
      for (const node of changes.rows) reader.set(node.id, node);
      for (const { id, lastPingAt, readAt } of changes.pulses) {
        reader.set(id, { ...reader.get(id)!, lastPingAt, readAt });
      }
      for (const { id } of changes.removed) reader.delete(id);
      seq = reached;
    };
    const fact = fc.record({
      id: fc.constantFrom("i-1", "i-2", "i-3"),
      name: fc.constantFrom("a", "b"),
      lastPingAt: fc.constantFrom(1, 2, null),
      status: fc.constantFrom("reachable", "lost"),
    });
    const save = fc.uniqueArray(fact, { selector: ({ id }) => id });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(save, fc.boolean()), { maxLength: 5 }), async (saves) => {
        for (const [facts, isFollowed] of saves) {
          at += 1;
          await store.saveNodes(
            scope,
            facts.map((some) => aNode(some as Partial<Node>)),
            at,
          );
          if (isFollowed) await catchUp();
        }
        await catchUp();
        const stored = await loadAll(store);
        expect([...reader.values()].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(stored);
      }),
      { numRuns: 40 },
    );
  });
});
