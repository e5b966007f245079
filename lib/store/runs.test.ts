import { expect, test } from "vitest";
import { aRun } from "../testing/a-run.ts";
import { describeStores } from "../testing/describe-stores.ts";
import type { StoredVerification } from "./verifications.ts";

const walkthrough = aRun().walkthroughId;
const end = {
  endedAt: 2_000,
  outcome: "done",
  sentence: "Done.",
  answer: { code: null, message: null, requestId: "r-1" },
  detail: { input: { GroupId: "sg-1" }, answer: { Return: true } },
} as const;

const verification: StoredVerification = {
  walkthroughId: walkthrough,
  startedAt: 2_000,
  by: "ann",
  state: "waiting",
  waitUntil: 9_000,
  skipsTheWait: "restart the agent",
  nodes: { "123456789012:eu-west-1": ["i-1", "i-2"] },
  documents: { "123456789012:eu-west-1": [{ kind: "security-group", id: "sg-1" }] },
  fixedAt: null,
  readAt: null,
  nextReadAt: 3_000,
  endedAt: null,
};

describeStores(({ open, place }) => {
  test("of two that begin the same thing at once, in processes of their own, one does", async () => {
    const location = place();
    const stores = [await open(location), await open(location)];
    const begun = await Promise.all(
      Array.from({ length: 8 }, (_, index) => stores[index % 2]!.beginRun(aRun({ by: `${index}` }))),
    );
    const winners = begun.filter(({ isBegun }) => isBegun);
    expect(winners).toHaveLength(1);
    const [running] = await stores[0]!.loadRuns(walkthrough);
    for (const answer of begun) if (!answer.isBegun) expect(answer.by).toEqual(running);
    expect(await stores[0]!.loadAudit()).toHaveLength(1);
  });

  test("another step on the same resource waits for the one that runs, one on another resource does not", async () => {
    const store = await open();
    const run = aRun();
    await store.beginRun(run);
    expect(await store.beginRun(aRun({ step: "other" }))).toMatchObject({ isBegun: false });
    expect(await store.beginRun(aRun({ step: "elsewhere", hold: "sg-2" }))).toMatchObject({ isBegun: true });
    await store.endRun(run, end);
    expect(await store.beginRun(aRun({ step: "other", at: 3_000 }))).toMatchObject({ isBegun: true });
  });

  test("what was applied is not applied again until it was undone", async () => {
    const store = await open();
    const run = aRun();
    await store.beginRun(run);
    await store.endRun(run, end);
    expect(await store.beginRun(aRun({ at: 3_000 }))).toMatchObject({ isBegun: false, by: { id: run.id } });
    const undo = aRun({ kind: "undo", at: 4_000 });
    expect(await store.beginRun(undo)).toMatchObject({ isBegun: true });
    await store.endRun(undo, { ...end, endedAt: 5_000 });
    expect(await store.beginRun(aRun({ at: 6_000 }))).toMatchObject({ isBegun: true });
  });

  test("what was applied may be applied again once its nodes were judged, as the world may have moved back", async () => {
    const store = await open();
    const run = aRun();
    await store.beginRun(run);
    await store.endRun(run, end);
    await store.saveVerification(verification, 2_000);
    expect(await store.beginRun(aRun({ at: 3_000 }))).toMatchObject({ isBegun: false });
    await store.saveVerification({ ...verification, state: "mended", endedAt: 4_000 }, 4_000);
    expect(await store.beginRun(aRun({ at: 5_000 }))).toMatchObject({ isBegun: true });
  });

  test("a call that failed may be tried again", async () => {
    const store = await open();
    const run = aRun();
    await store.beginRun(run);
    await store.endRun(run, { ...end, outcome: "failed" });
    expect(await store.beginRun(aRun({ at: 3_000 }))).toMatchObject({ isBegun: true });
  });

  test("the audit has an entry before the call and one after it, in the run's own words", async () => {
    const store = await open();
    const run = aRun();
    await store.beginRun(run);
    expect(await store.loadAudit()).toMatchObject([{ action: "walkthrough.apply", outcome: "running" }]);
    await store.endRun(run, end);
    expect(await store.loadAudit()).toMatchObject([
      { outcome: "done", at: 2_000, detail: { run: run.id, answer: { requestId: "r-1" } } },
      { outcome: "running", at: 1_000 },
    ]);
  });

  test("a step that is applied is marked as done, and no longer once it is undone", async () => {
    const store = await open();
    const run = aRun();
    await store.beginRun(run);
    await store.endRun(run, end);
    expect((await store.loadWalkthroughProgress(walkthrough))?.steps).toEqual([
      { step: "allow", at: 2_000, by: "ann" },
    ]);
    expect(await store.loadLastChanges(walkthrough)).toMatchObject([{ kind: "apply", detail: end.detail }]);
    const undo = aRun({ kind: "undo", at: 3_000 });
    await store.beginRun(undo);
    await store.endRun(undo, { ...end, endedAt: 4_000 });
    expect((await store.loadWalkthroughProgress(walkthrough))?.steps).toEqual([]);
    expect(await store.loadLastChanges(walkthrough)).toMatchObject([{ kind: "undo" }]);
  });

  test("a run whose process died becomes unknown, and stands in nobody's way", async () => {
    const store = await open();
    const [dead, alive] = [aRun(), aRun({ at: 50_000, hold: "sg-2" })];
    await store.beginRun(dead);
    await store.beginRun(alive);
    const options = { before: 40_000, at: 60_000, sentence: "Look before you repeat it." };
    expect(await store.closeInterruptedRuns(options)).toMatchObject([{ id: dead.id }]);
    const runs = await store.loadRuns(walkthrough);
    expect(runs.map(({ id, outcome }) => [id, outcome])).toEqual([
      [alive.id, "running"],
      [dead.id, "unknown"],
    ]);
    expect(await store.beginRun(aRun({ at: 70_000 }))).toMatchObject({ isBegun: true });
  });

  test("several people see one state: marks, a note and a version that grows with each change", async () => {
    const store = await open();
    expect(await store.loadWalkthroughProgress(walkthrough)).toBeUndefined();
    const runs = [aRun({ kind: "step", outcome: "done", endedAt: 1_000, hold: null })];
    const marked = { step: { id: "allow", done: true }, runs, at: 1_000, by: "ann" };
    expect(await store.saveWalkthroughChange(walkthrough, marked)).toBe(1);
    expect(
      await store.saveWalkthroughChange(walkthrough, { ...marked, runs: [], at: 2_000, by: "ben" }),
    ).toBe(2);
    expect(
      await store.saveWalkthroughChange(walkthrough, { note: "Ask Cleo", runs: [], at: 3_000, by: "ben" }),
    ).toBe(3);
    expect(await store.loadWalkthroughProgress(walkthrough)).toEqual({
      id: walkthrough,
      steps: [{ step: "allow", at: 1_000, by: "ann" }],
      note: { text: "Ask Cleo", at: 3_000, by: "ben" },
      version: 3,
      touchedAt: 3_000,
      touchedBy: "ben",
    });
    const undone = { step: { id: "allow", done: false }, note: "", runs: [], at: 4_000, by: "ann" };
    await store.saveWalkthroughChange(walkthrough, undone);
    expect(await store.loadWalkthroughProgress(walkthrough)).toMatchObject({ steps: [], note: null });
    expect(await store.loadRuns(walkthrough)).toHaveLength(1);
  });

  test("walkthroughs are listed by who touched them last, page by page", async () => {
    const store = await open();
    for (const [id, at] of [
      ["a", 1],
      ["b", 3],
      ["c", 2],
    ] as const)
      await store.saveWalkthroughChange(id, { note: id, runs: [], at, by: "ann" });
    const first = await store.loadWalkthroughs({ limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(["b", "c"]);
    expect(first.total).toBe(3);
    const { items } = await store.loadWalkthroughs({ limit: 2, before: first.items[1]! });
    expect(items.map(({ id }) => id)).toEqual(["a"]);
  });

  test("a verification stays open over a restart, until it ends", async () => {
    const location = place();
    await (await open(location)).saveVerification(verification, 2_000);
    const store = await open(location);
    expect(await store.loadOpenVerifications()).toEqual([verification]);
    await store.saveNextVerificationRead(walkthrough, 4_000);
    expect(await store.loadVerification(walkthrough)).toEqual({ ...verification, nextReadAt: 4_000 });
    const mended: StoredVerification = {
      ...verification,
      state: "mended",
      nextReadAt: null,
      endedAt: 5_000,
    };
    await store.saveVerification(mended, 5_000);
    expect(await store.loadOpenVerifications()).toEqual([]);
    expect(await store.loadVerificationStates([walkthrough, "other"])).toEqual(
      new Map([[walkthrough, "mended"]]),
    );
  });

  test("what a walkthrough says is recorded once, however the world moves, until it is replaced", async () => {
    const store = await open();
    expect(await store.loadWalkthroughPlan("a")).toBeUndefined();
    const touch = { at: 1, by: "ann", replaces: false };
    await store.recordWalkthroughPlan("a", { steps: 3 }, touch);
    await store.recordWalkthroughPlan("a", { steps: 2 }, touch);
    expect(await store.loadWalkthroughPlan("a")).toEqual({ steps: 3 });
    await store.recordWalkthroughPlan("a", { steps: 1 }, { ...touch, replaces: true });
    expect(await store.loadWalkthroughPlan("a")).toEqual({ steps: 1 });
  });

  test("the history has the runs, and what else people decided, and is searched by all that names them", async () => {
    const store = await open();
    const entry = { actor: "ben", detail: { filter: "tag:Env=lab_1" }, outcome: "done" };
    await store.appendAudit({ ...entry, at: 1, action: "exclusion.make", target: "e-1" });
    await store.appendAudit({ ...entry, at: 2, action: "view.save", target: "v-1" });
    await store.appendRun(aRun({ at: 3, kind: "dry-run", outcome: "would-work", endedAt: 3, hold: null }));
    const history = await store.loadHistory({ limit: 10 });
    expect(history).toMatchObject([
      { type: "run", run: { kind: "dry-run" } },
      { type: "audit", entry: { action: "exclusion.make", detail: entry.detail } },
    ]);
    const [newest] = history;
    const before = newest?.type === "run" ? newest.run : undefined;
    expect(await store.loadHistory({ limit: 10, before })).toMatchObject([{ type: "audit" }]);
    expect(await store.countHistory({})).toBe(2);
    for (const text of ["AuthorizeSecurity", "sg-1", "ANN"])
      expect(await store.loadHistory({ text, limit: 10 }), text).toMatchObject([{ type: "run" }]);
    expect(await store.loadHistory({ text: "lab_1", limit: 10 })).toMatchObject([{ type: "audit" }]);
    for (const text of ["lab%1", "labX1"]) expect(await store.countHistory({ text }), text).toBe(0);
  });
});
