import { describe, expect, onTestFinished, test } from "vitest";
import { buildWorld } from "../../demo/fleet/build-world.ts";
import type { CauseCode } from "../../model/cause.ts";
import type { DocumentKind } from "../../model/document-kind.ts";
import type { Snapshot, SnapshotPatch } from "../../model/snapshot.ts";
import { startDemoScope } from "../../testing/apply-to-demo.ts";
import { hasAwsCli } from "../../testing/aws-cli.ts";
import { contextOf, pathTroublesOf } from "../../testing/try-fix.ts";
import type { Fix, FixContext, Step } from "../fix.ts";
import { fingerprint } from "../writing/precondition.ts";
import { identityFixes } from "./identity.ts";

const codes = new Set<string>(identityFixes.flatMap(({ causes }) => causes));
const clock = { now: () => Date.parse("2026-11-25T12:00:00Z"), speed: 1 };
const conditions = [...buildWorld({ nodes: 300, seed: 1, clock }).conditions.values()].filter(
  ({ code, subject }) => code !== null && codes.has(code) && subject.kind !== "organization",
);
const quarterOfAnHour = 15 * 60_000;
const byScope = Map.groupBy(conditions, ({ account, region }) => `${account}:${region}`);

type InDemo = { demo: Awaited<ReturnType<typeof startDemoScope>>; before: Snapshot; context: FixContext };

describe.each([...byScope])("in %s", (_, here) => {
  test("all is as predicted once the calls of a fix are made, and as it was once they are undone", async () => {
    const demo = await startDemoScope(here[0]!);
    // What waits in the demo has come to rest by then.
    demo.pass(quarterOfAnHour);
    const before = await demo.collect();
    for (const { code, subject } of here) {
      const context = contextOf(before, code as CauseCode, subject);
      expect(context.nodeIds).not.toEqual([]);
      for (const fix of identityFixes.filter(({ causes }) => causes.includes(context.code)))
        if (fix.fits(context)) await makeAndUndo(fix, { demo, before, context });
    }
    await demo.close();
  }, 120_000);
});

function isByHand(steps: readonly Step[]): boolean {
  return steps.some(({ call }) => call === null);
}

/** One condition for each fix of which a person does something that has an effect. */
const byHand = [
  ["create-instance-profile", "instance-profile-missing"],
  ["turn-on-default-host-management", "instance-profile-missing"],
  ["allow-agent-actions", "role-actions-missing"],
  ["leave-role-to-host-management", "default-host-management-shadowed"],
  ["lift-denial", "role-actions-denied"],
  ["extend-permissions-boundary", "permissions-boundary-denies"],
  ["make-role-again", "default-host-management-broken"],
] as const;

describe.skipIf(!hasAwsCli)("by hand", () => {
  test.each(byHand)(
    "%s does for %s what was predicted, with its lines as they are printed",
    async (id, code) => {
      const fix = identityFixes.find((each) => each.id === id)!;
      for (const condition of conditions.filter((each) => each.code === code)) {
        const demo = await startDemoScope(condition);
        onTestFinished(() => demo.close());
        demo.pass(quarterOfAnHour);
        const before = await demo.collect();
        const context = contextOf(before, code, condition.subject);
        if (!fix.fits(context)) continue;
        const steps = fix.steps(context);
        expect(isByHand(steps)).toBe(true);
        await demo.applyByHand(steps);
        demo.pass(60_000);
        expect(pathTroublesOf(await demo.collect())).toEqual(
          pathTroublesOf(before.patched(fix.effect(context)!)),
        );
        return;
      }
      throw new Error(`${id} fits no ${code} of the demo`);
    },
    60_000,
  );
});

async function makeAndUndo(fix: Fix, { demo, before, context }: InDemo): Promise<void> {
  const effect = fix.effect(context);
  const steps = fix.steps(context);
  if (effect === null || isByHand(steps)) return;
  const answers = await demo.apply(steps);
  demo.pass(60_000);
  const after = await demo.collect();
  expect(pathTroublesOf(after), fix.id).toEqual(pathTroublesOf(before.patched(effect)));
  for (const { kind, id } of changedOf(effect, before))
    expect(lasting(after, kind, id), id).toEqual(lasting(before.patched(effect), kind, id));
  await demo.undo(steps, answers);
  const undone = await demo.collect();
  expect(pathTroublesOf(undone), `${fix.id} undone`).toEqual(pathTroublesOf(before));
  for (const { kind, id } of changedOf(effect, before))
    expect(lasting(undone, kind, id), `${fix.id} undone`).toEqual(lasting(before, kind, id));
}

/** What IAM's simulator says is asked again, and an association gets another id each time. */
function changedOf(effect: SnapshotPatch, before: Snapshot): { kind: DocumentKind; id: string }[] {
  return (Object.keys(effect) as DocumentKind[])
    .filter((kind) => kind !== "role-simulation" && kind !== "profile-association")
    .flatMap((kind) =>
      (effect[kind]?.put ?? []).flatMap(({ id }) => (before.get(kind, id) === undefined ? [] : { kind, id })),
    );
}

/** Without when and by whom a setting was changed, and without the text of AWS's policies, which is AWS's. */
function lasting(snapshot: Snapshot, kind: DocumentKind, id: string): string {
  const text = JSON.stringify(snapshot.get(kind, id), (key, value) =>
    key === "changedAt" ||
    key === "changedBy" ||
    (key === "document" && /UpdateAssociationStatus/.test(value))
      ? undefined
      : value,
  );
  return fingerprint(JSON.parse(text));
}
