import { expect, test } from "vitest";
import { aContext } from "../../testing/a-context.ts";
import { aFix } from "../../testing/a-fix.ts";
import { aNode } from "../../testing/a-node.ts";
import { aRun } from "../../testing/a-run.ts";
import { aStep } from "../../testing/a-step.ts";
import { changeWalkthrough } from "./change-walkthrough.ts";
import { listHistory } from "./list-history.ts";
import { listWalkthroughs } from "./list-walkthroughs.ts";
import { loadPlan } from "./load-plan.ts";
import { loadProgress } from "./progress.ts";
import { parseTold, walkthroughsChannel } from "./tell-walkthrough.ts";

const scope = "123456789012:eu-west-1";
const id = `allow-it~security-group-egress-blocks~${scope}:sg-1`;
const cause = {
  code: "security-group-egress-blocks",
  subject: { kind: "security-group", id: "sg-1" },
} as const;
const why = "sg-1 lets nothing out to TCP 443.";
const node = (name: string) => aNode({ scope, id: name, status: "lost", cause, why });

const steps = [aStep(), aStep({ id: "look", title: "Look at it" })];
const fixOf = (stepsOfNow: ReturnType<typeof aStep>[]) => ({
  find: () =>
    aFix({
      ...{ id: "allow-it", causes: ["security-group-egress-blocks"], title: () => "Allow it" },
      steps: () => stepsOfNow,
    }),
});
const find = fixOf(steps);
const aFleet = () => aContext({ nodes: [node("i-1"), node("i-2")] });

test("a walkthrough that nobody touched is at its beginning", async () => {
  expect(await loadProgress(await aContext(), id)).toEqual({
    ...{ note: null, version: 0, history: [] },
    ...{ done: new Map(), applied: new Set(), lastRuns: new Map() },
  });
});

test("marks and the note are kept with who made them, and stand in the history", async () => {
  const context = await aFleet();
  const at = context.now();
  const first = await changeWalkthrough(context, { id, step: { id: "allow", done: true } }, find);
  const second = await changeWalkthrough(context, { id, note: "Ask Cleo first." }, find);
  expect(second.version).toBeGreaterThan(first.version);
  const progress = await loadProgress(context, id);
  expect(progress).toMatchObject({
    version: second.version,
    note: { text: "Ask Cleo first.", at, by: "ann" },
    done: new Map([["allow", { at, by: "ann" }]]),
  });
  expect(progress.history.map(({ kind, step, outcome }) => [kind, step, outcome]).sort()).toEqual([
    ["note", null, "done"],
    ["step", "allow", "done"],
  ]);
});

test("whoever shows the walkthrough hears of each change", async () => {
  const context = await aFleet();
  const heard = Promise.withResolvers<string>();
  await context.store.listen(walkthroughsChannel, heard.resolve);
  const { version } = await changeWalkthrough(context, { id, note: "A word." }, find);
  expect(parseTold(await heard.promise)).toEqual({ id, version });
});

test.each([
  ["what is no walkthrough", { id: "nonsense", note: "A word." }, "id"],
  ["a step that the fix does not have", { id, step: { id: "elsewhere", done: true } }, "step"],
  ["a subject that nothing has the cause of", { id: `${id}9`, note: "A word." }, "id"],
])("%s is not found, and nothing is kept of it", async (_, change, field) => {
  const context = await aFleet();
  await expect(changeWalkthrough(context, change, find)).rejects.toMatchObject({ code: "not-found", field });
  expect(await context.store.loadAudit()).toEqual([]);
});

test("of a step's runs the last one tells, and what was undone is not applied", async () => {
  const context = await aContext();
  const end = { endedAt: 2_000, outcome: "done", sentence: "Done.", answer: null, detail: null } as const;
  const walkthroughId = aRun().walkthroughId;
  const [apply, undo] = [aRun(), aRun({ kind: "undo", at: 3_000 })];
  await context.store.beginRun(apply);
  await context.store.endRun(apply, end);
  expect((await loadProgress(context, walkthroughId)).applied).toEqual(new Set(["allow"]));
  await context.store.beginRun(undo);
  await context.store.endRun(undo, { ...end, endedAt: 4_000 });
  const { applied, lastRuns } = await loadProgress(context, walkthroughId);
  expect(applied).toEqual(new Set());
  expect(lastRuns.get("allow")).toMatchObject({ id: undo.id, kind: "undo" });
});

test("a plan stays as somebody began with it, whatever the world becomes meanwhile", async () => {
  const context = await aFleet();
  await changeWalkthrough(context, { id, step: { id: "allow", done: true } }, find);
  const moved = fixOf([aStep({ id: "another" })]);
  const plan = await loadPlan(context, id, moved);
  expect(plan.steps.map((step) => step.id)).toEqual(["allow", "look"]);
  expect(plan).toMatchObject({ recordedAt: context.now(), nodes: { [scope]: ["i-1", "i-2"] } });
});

test("a plan that nobody began with is the world's of now", async () => {
  const context = await aFleet();
  await changeWalkthrough(context, { id, note: "A word." }, find);
  const moved = fixOf([aStep({ id: "another" })]);
  expect((await loadPlan(context, id, moved)).steps.map((step) => step.id)).toEqual(["another"]);
});

test("a cause that is over is told as it was", async () => {
  const context = await aFleet();
  await changeWalkthrough(context, { id, step: { id: "allow", done: true } }, find);
  await changeWalkthrough(context, { id, step: { id: "allow", done: false } }, find);
  const well = ["i-1", "i-2"].map((name) => aNode({ scope, id: name }));
  await context.store.saveNodes(scope, well, context.now() + 1);
  await context.catchUp();
  const plan = await loadPlan(context, id, find);
  expect(plan).toMatchObject({ cause: { sentence: why }, nodes: { [scope]: ["i-1", "i-2"] } });
  expect((await listWalkthroughs(context, { limit: 10 })).items).toMatchObject([
    { id, title: "Allow it", steps: 2, doneSteps: 0, cause: { isOpen: false, sentence: why } },
  ]);
});

test("once the last step is marked, the nodes are watched", async () => {
  const context = await aFleet();
  await changeWalkthrough(context, { id, step: { id: "allow", done: true } }, find);
  expect(await context.store.loadVerification(id)).toBeUndefined();
  await changeWalkthrough(context, { id, step: { id: "look", done: true } }, find);
  expect(await context.store.loadOpenVerifications()).toMatchObject([
    { walkthroughId: id, nodes: { [scope]: ["i-1", "i-2"] }, nextReadAt: context.now() },
  ]);
});

test("the history tells decisions beside what was done on walkthroughs, page by page", async () => {
  const context = await aFleet();
  await context.store.appendAudit({
    ...{
      at: context.now(),
      actor: "ben",
      action: "cause.acknowledge",
      target: `${cause.code} ${scope}:sg-1`,
    },
    ...{ detail: { until: Date.UTC(2026, 11, 1), reason: "Planned work." }, outcome: "done" },
  });
  context.clock.now += 1;
  await changeWalkthrough(context, { id, step: { id: "allow", done: true } }, find);
  const first = await listHistory(context, { q: "", limit: 1 });
  expect(first).toMatchObject({
    total: 2,
    items: [{ kind: "step", title: "Allow it", walkthroughId: id, by: "ann" }],
  });
  const second = await listHistory(context, { q: "", limit: 1, cursor: first.next! });
  expect(second).toMatchObject({
    next: null,
    items: [
      {
        kind: "cause.acknowledge",
        walkthroughId: null,
        by: "ben",
        sentence: "Planned work. Until 2026-12-01.",
      },
    ],
  });
  expect((await listHistory(context, { q: "planned", limit: 10 })).items).toHaveLength(1);
  await expect(listHistory(context, { q: "planned", limit: 1, cursor: first.next! })).rejects.toMatchObject({
    code: "invalid-input",
    field: "cursor",
  });
});
