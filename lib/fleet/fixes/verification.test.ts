import { expect, test } from "vitest";
import type { Node } from "../../model/node.ts";
import type { StoredVerification } from "../../store/verifications.ts";
import { aContext } from "../../testing/a-context.ts";
import { aNode } from "../../testing/a-node.ts";
import { followVerifications } from "./follow-verifications.ts";
import { describeVerification } from "./verification.ts";

const minute = 60_000;
const scope = "123456789012:eu-west-1";
const id = `allow-it~security-group-egress-blocks~${scope}:sg-1`;
const cause = {
  code: "security-group-egress-blocks",
  subject: { kind: "security-group", id: "sg-1" },
} as const;
const asleep = { code: "agent-backing-off", subject: { kind: "instance", id: "i-2" } } as const;
const why = "sg-1 lets nothing out.";

type Fleet = Awaited<ReturnType<typeof aFleet>>;

async function aFleet() {
  const lost = ["i-1", "i-2"].map((name) => aNode({ scope, id: name, status: "lost", cause, why }));
  const context = await aContext({ nodes: lost });
  const startedAt = context.now();
  const verification: StoredVerification = {
    ...{ walkthroughId: id, startedAt, by: "ann", state: "reading", waitUntil: startedAt + 60 * minute },
    ...{ skipsTheWait: "Restart the agent.", nodes: { [scope]: ["i-1", "i-2"] }, documents: {} },
    ...{ readAt: null, nextReadAt: startedAt, endedAt: null, fixedAt: null },
  };
  await context.store.saveVerification(verification, startedAt);
  return Object.assign(context, { startedAt });
}

/** The nodes as they are read some minutes after the fix. */
async function read(context: Fleet, afterMinutes: number, nodes: readonly Partial<Node>[]) {
  context.clock.now = context.startedAt + afterMinutes * minute;
  const readAt = context.now();
  const rows = nodes.map((facts, index) => aNode({ scope, id: `i-${index + 1}`, readAt, ...facts }));
  await context.store.saveNodes(scope, rows, readAt);
  await context.catchUp();
  await followVerifications(context);
  return describeVerification(context, id);
}

const back = { status: "reachable" } as const;
const sleeping = { status: "lost", cause: asleep, why: "i-2 sleeps." } as const;

test("nobody asked before the last step is done", async () => {
  const context = await aContext();
  expect(await describeVerification(context, id)).toMatchObject({ state: "not-asked", startedAt: null });
});

test("the nodes are waited for until they are back, and it is told how far it is", async () => {
  const context = await aFleet();
  expect(await describeVerification(context, id)).toMatchObject({ state: "reading", readAt: null });

  const expectedUntil = context.startedAt + 30 * minute;
  const waiting = await read(context, 1, [back, { ...sleeping, expectedUntil }]);
  expect(waiting).toMatchObject({
    ...{ state: "waiting", waitUntil: expectedUntil },
    nodes: { total: 2, back: 1, waiting: 1, notBack: 0 },
    sentence:
      "AWS side fixed at 2026-11-25 12:01 UTC; agent may sleep until 2026-11-25 12:30 UTC. 1 of 2 nodes is back. To skip the wait: restart the agent.",
  });
  expect(await read(context, 20, [back, back])).toMatchObject({
    ...{ state: "mended", nextReadAt: null, sentence: "All 2 nodes are back." },
  });
  const [run] = await context.store.loadRuns(id);
  expect(run).toMatchObject({ kind: "verify", outcome: "done", sentence: "All 2 nodes are back." });
  expect(await context.store.loadOpenVerifications()).toEqual([]);
});

test("what was mended stays told as that, though a node is lost anew", async () => {
  const context = await aFleet();
  await read(context, 1, [back, back]);
  const later = await read(context, 90, [back, { status: "lost", cause, why }]);
  expect(later).toMatchObject({ state: "mended", nodes: { back: 2 }, next: [] });
  expect(await context.store.loadRuns(id)).toHaveLength(1);
});

test("what did not come back is told with what keeps it, and as mended once it comes all the same", async () => {
  const context = await aFleet();
  const other = { code: "route-missing", subject: { kind: "route-table", id: "rtb-1" } } as const;
  const kept = { status: "lost", cause: other, why: "rtb-1 leads nowhere." } as const;
  expect(await read(context, 1, [back, kept])).toMatchObject({
    ...{ state: "not-mended", nodes: { back: 1, notBack: 1 } },
    next: [{ code: "route-missing", key: `${scope}:rtb-1`, sentence: "rtb-1 leads nowhere.", nodes: 1 }],
  });
  expect((await context.store.loadRuns(id))[0]).toMatchObject({ kind: "verify", outcome: "failed" });
  expect(await read(context, 120, [back, back])).toMatchObject({ state: "mended" });
});

const undescribed = { code: "path-unprovable", subject: { kind: "nat-gateway", id: "nat-new" } } as const;
const mixed = { status: "lost", cause: undescribed, why: "nat-new is not described here." } as const;

/** A reading of the whole scope, by when it begins and ends after the fix. */
async function readScope(context: Fleet, fromMinutes: number, toMinutes: number | null) {
  const startedAt = context.startedAt + fromMinutes * minute;
  const finishedAt = toMinutes === null ? null : context.startedAt + toMinutes * minute;
  await context.store.saveSync({
    ...{ id: `sync-${fromMinutes}`, scope, reason: "request", startedAt, finishedAt, message: null },
    ...{ outcome: finishedAt === null ? "running" : "complete", nodes: 2, changedDocuments: 0 },
    ...{ calls: [], gaps: [] },
  });
}

test("while a scope is read, nothing is made of facts of which some are from before the fix", async () => {
  const context = await aFleet();
  await readScope(context, 0.5, null);
  expect(await read(context, 1, [back, mixed])).toMatchObject({
    ...{ state: "reading", nodes: { back: 1, notBack: 0 } },
    next: [],
  });
  expect(await context.store.loadOpenVerifications()).toHaveLength(1);
  await readScope(context, 0.5, 2);
  expect(await read(context, 2, [back, mixed])).toMatchObject({ state: "not-mended", nodes: { notBack: 1 } });
});

test("a reading that began before the fix says nothing of it, whenever it ends", async () => {
  const context = await aFleet();
  await readScope(context, -1, 1);
  expect(await read(context, 1, [back, mixed])).toMatchObject({ state: "reading" });
  await readScope(context, 2, 3);
  expect(await read(context, 3, [back, back])).toMatchObject({ state: "mended" });
});

test("nodes that are read singly, with what the fix has changed, are judged before their scope is read", async () => {
  const context = await aFleet();
  const { walkthroughId, ...open } = (await context.store.loadVerification(id))!;
  const documents = { [scope]: [{ kind: "security-group", id: "sg-1" }] } as const;
  await context.store.saveVerification({ walkthroughId, ...open, documents }, context.startedAt);
  await readScope(context, -1, 0.5);
  expect(await read(context, 1, [back, mixed])).toMatchObject({ state: "not-mended" });
});

test("who shows it hears of each step of it, and of nothing that has not changed", async () => {
  const context = await aFleet();
  const version = async () => (await context.store.loadWalkthroughProgress(id))?.version ?? 0;
  const before = await version();
  await read(context, 1, [back, sleeping]);
  const after = await version();
  expect(after).toBeGreaterThan(before);
  await read(context, 2, [back, sleeping]);
  expect(await version()).toBe(after);
});

test("of two processes that see it end, one writes it down", async () => {
  const context = await aFleet();
  await read(context, 1, [back, back]);
  const [open] = [await context.store.loadVerification(id)];
  const run = (await context.store.loadRuns(id))[0]!;
  expect(await context.store.endVerification({ ...open!, endedAt: 1 }, { ...run, id: "again" })).toBeNull();
  expect(await context.store.loadRuns(id)).toHaveLength(1);
});
