import { expect, test } from "vitest";
import { aContext } from "../../testing/a-context.ts";
import { aRun } from "../../testing/a-run.ts";
import { changeWalkthrough } from "./change-walkthrough.ts";
import { loadProgress } from "./progress.ts";
import { parseTold, walkthroughsChannel } from "./tell-walkthrough.ts";

const id = aRun().walkthroughId;

test("a walkthrough that nobody touched is at its beginning", async () => {
  expect(await loadProgress(await aContext(), id)).toEqual({
    ...{ note: null, version: 0, history: [] },
    ...{ done: new Map(), applied: new Set(), lastRuns: new Map() },
  });
});

test("marks and the note are kept with who made them, and stand in the history", async () => {
  const context = await aContext();
  const at = context.now();
  expect(await changeWalkthrough(context, { id, step: { id: "allow", done: true } })).toEqual({
    id,
    version: 1,
  });
  await changeWalkthrough(context, { id, note: "Ask Cleo first." });
  expect(await loadProgress(context, id)).toMatchObject({
    version: 2,
    note: { text: "Ask Cleo first.", at, by: "ann" },
    done: new Map([["allow", { at, by: "ann" }]]),
  });
  const { history } = await loadProgress(context, id);
  expect(history.map(({ kind, step, outcome }) => [kind, step, outcome]).sort()).toEqual([
    ["note", null, "done"],
    ["step", "allow", "done"],
  ]);
});

test("whoever shows the walkthrough hears of each change", async () => {
  const context = await aContext();
  const heard = Promise.withResolvers<string>();
  await context.store.listen(walkthroughsChannel, heard.resolve);
  await changeWalkthrough(context, { id, note: "A word." });
  expect(parseTold(await heard.promise)).toEqual({ id, version: 1 });
});

test("what is no walkthrough is not found", async () => {
  const context = await aContext();
  await expect(changeWalkthrough(context, { id: "nonsense", note: "A word." })).rejects.toMatchObject({
    code: "not-found",
    field: "id",
  });
});

test("of a step's runs the last one tells, and what was undone is not applied", async () => {
  const context = await aContext();
  const end = { endedAt: 2_000, outcome: "done", sentence: "Done.", answer: null, detail: null } as const;
  const [apply, undo] = [aRun(), aRun({ kind: "undo", at: 3_000 })];
  await context.store.beginRun(apply);
  await context.store.endRun(apply, end);
  expect((await loadProgress(context, id)).applied).toEqual(new Set(["allow"]));
  await context.store.beginRun(undo);
  await context.store.endRun(undo, { ...end, endedAt: 4_000 });
  const { applied, lastRuns } = await loadProgress(context, id);
  expect(applied).toEqual(new Set());
  expect(lastRuns.get("allow")).toMatchObject({ id: undo.id, kind: "undo" });
});
