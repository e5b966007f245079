import { describe, expect, test } from "vitest";
import { buildWorld } from "../../demo/fleet/build-world.ts";
import { canonicalJson } from "../../model/canonical-json.ts";
import type { CauseCode } from "../../model/cause.ts";
import type { DocumentKind } from "../../model/document-kind.ts";
import { scopeKey } from "../../model/scope.ts";
import type { Snapshot, SnapshotPatch } from "../../model/snapshot.ts";
import { startDemoScope } from "../../testing/apply-to-demo.ts";
import { contextOf, pathTroublesOf, tryFix } from "../../testing/try-fix.ts";
import type { Fix, FixContext } from "../fix.ts";
import { networkFixes } from "./network.ts";

const codes = new Set<string>(networkFixes.flatMap(({ causes }) => causes));
const clock = { now: () => Date.parse("2026-11-25T12:00:00Z"), speed: 1 };
const conditions = [...buildWorld({ nodes: 300, seed: 1, clock }).conditions.values()].filter(
  // A fix is planned where its subject stands, for the nodes that are there.
  ({ code, ownerAccount }) => code !== null && codes.has(code) && ownerAccount === undefined,
);
const quarterOfAnHour = 15 * 60_000;

/** Each demo is built alike, so what a scope is like before a fix is read once. */
const untouched = new Map<string, Promise<Snapshot>>();

function readUntouched(demo: InDemo["demo"]): Promise<Snapshot> {
  const key = scopeKey(demo.scope);
  const read = untouched.get(key) ?? demo.collect();
  untouched.set(key, read);
  return read;
}

/** What it deletes comes back under another id alone, and then works. */
const isUndoneByRecreation = ({ id }: Fix) => id === "recreate-endpoint";

test("the demo has every cause that these fixes mend", () => {
  expect(new Set(conditions.map(({ code }) => code))).toEqual(codes);
});

describe.each(conditions.map((condition) => [condition.id, condition] as const))("%s", (_, condition) => {
  test("is mended as predicted by every fix that fits, and is back when that is undone", async () => {
    for (let place = 0, count = 1; place < count; place++) {
      const demo = await startDemoScope(condition);
      // What waits in the demo has come to rest by then.
      demo.pass(quarterOfAnHour);
      const before = await readUntouched(demo);
      const context = contextOf(before, condition.code as CauseCode, condition.subject);
      expect(context.nodeIds).toEqual(expect.arrayContaining(condition.nodes));
      const fitting = networkFixes.filter((fix) => fix.causes.includes(context.code) && fix.fits(context));
      count = fitting.length;
      expect(count).toBeGreaterThan(0);
      await mendAndUndo(fitting[place]!, { demo, before, context });
      await demo.close();
    }
  }, 120_000);
});

type InDemo = { demo: Awaited<ReturnType<typeof startDemoScope>>; before: Snapshot; context: FixContext };

async function mendAndUndo(fix: Fix, { demo, before, context }: InDemo): Promise<void> {
  const effect = fix.effect(context);
  if (effect === null) return;
  const steps = fix.steps(context);
  expect(tryFix(fix, context), fix.id).toMatchObject({ kept: [], added: [] });
  const answers = await demo.apply(steps);
  demo.pass(quarterOfAnHour);
  const after = await demo.collect();
  expect(pathTroublesOf(after), fix.id).toEqual(pathTroublesOf(before.patched(effect)));
  expectDocuments(after, effect, before);
  if (steps.some(({ undo }) => undo?.sentence.includes("AWS refuses"))) {
    await expect(demo.undo(steps, answers)).rejects.toMatchObject({ name: "DependencyViolation" });
    return;
  }
  await demo.undo(steps, answers);
  if (isUndoneByRecreation(fix)) return;
  const undone = await demo.collect();
  if (steps.some(({ undo }) => undo?.sentence.endsWith("is gone."))) {
    // What a route led to and is gone cannot be led to again: then the nodes are held by the route that is missing.
    const held = pathTroublesOf(undone);
    expect(context.nodeIds.filter((id) => held.get(id)!.length === 0)).toEqual([]);
    return;
  }
  expect(pathTroublesOf(undone), `${fix.id} undone`).toEqual(pathTroublesOf(before));
  for (const { kind, id } of changedOf(effect, before))
    expect(lasting(undone.get(kind, id)), `${fix.id} undone`).toEqual(lasting(before.get(kind, id)));
}

/** Documents that were there before are just as predicted, but for the ids that AWS gives to what is new. */
function expectDocuments(after: Snapshot, effect: SnapshotPatch, before: Snapshot): void {
  for (const { kind, id } of changedOf(effect, before)) {
    const predicted = effect[kind]?.put?.find((document) => document.id === id);
    expect(lasting(after.get(kind, id)), id).toEqual(lasting(predicted));
  }
}

function changedOf(effect: SnapshotPatch, before: Snapshot): { kind: DocumentKind; id: string }[] {
  return (Object.keys(effect) as DocumentKind[]).flatMap((kind) =>
    (effect[kind]?.put ?? []).flatMap(({ id }) => (before.get(kind, id) === undefined ? [] : { kind, id })),
  );
}

/** Without ids and addresses that AWS makes up, what is deleted and still listed, and the order that means nothing. */
function lasting(document: unknown): unknown {
  const text = JSON.stringify(document ?? null)
    .replace(
      /"(sg|nat|vpce|rtbassoc|vpcbpa-exclude)-[-a-z0-9]+"|"203\.0\.113\.\d+"|"[0-9a-f:]+::fe00(:\d+)?"/g,
      '"an id"',
    )
    .replace(/"[^"]+\.vpce\.[^"]+"/g, '"a name"');
  const isListedYet = (value: unknown) =>
    typeof value === "object" && value !== null && "state" in value && value.state === "delete-complete";
  const kept = JSON.parse(text, (_, value) =>
    Array.isArray(value) ? value.filter((each) => !isListedYet(each)) : value,
  );
  return JSON.parse(canonicalJson(kept));
}
