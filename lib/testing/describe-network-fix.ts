import { describe, expect, test } from "vitest";
import type { Fix, FixContext } from "../fixes/fix.ts";
import type { CauseCode } from "../model/cause.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { aDocument, aGap, aSnapshot, type WorldParts } from "./a-document.ts";
import { aRole, managedInstanceCore } from "./a-role.ts";
import { contextOf, pathTroublesOf, tryFix } from "./try-fix.ts";

type Situation = {
  name: string;
  parts: WorldParts;
  /** `code kind/id`. */
  cause: string;
};

export type FittingSituation = Situation & {
  /** The calls in their order, each as far as it matters. */
  calls: readonly { operation: string; input: object; undo?: object }[];
  /** `kind/id` of every document that is another afterwards, or new. */
  changed: readonly string[];
  /** What the nodes meet next, once the cause is gone; mostly nothing. */
  next?: readonly string[];
};

/** A role with which nothing is wrong, so that the network alone holds a node back. */
const identity: WorldParts = {
  "instance-profile": [aDocument("instance-profile", "arn:aws:iam::123456789012:instance-profile/node")],
  role: [aRole([], { attachedPolicies: [managedInstanceCore] })],
};

function toSnapshot({ parts }: Situation): Snapshot {
  return aSnapshot({ ...identity, ...parts });
}

function toContext(situation: Situation): FixContext {
  const [code = "", subject = ""] = situation.cause.split(" ");
  const [kind = "", ...id] = subject.split("/");
  const context = contextOf(toSnapshot(situation), code as CauseCode, { kind, id: id.join("/") });
  expect(context.nodeIds, `no node has ${situation.cause}`).not.toEqual([]);
  return context;
}

/** What holds for every fix of the network, in situations that it fits and in others of the same cause that it does not fit. */
export function describeNetworkFix(
  fix: Fix,
  { fits, fitsNot = [] }: { fits: readonly FittingSituation[]; fitsNot?: readonly Situation[] },
): void {
  describe(fix.id, () => {
    test.each(fits)("mends it: $name", (situation) => {
      const context = toContext(situation);
      expect(fix.fits(context)).toBe(true);
      const { kept, added } = tryFix(fix, context);
      expect(kept).toEqual([]);
      expect([...new Set(added.map((trouble) => trouble.replace(/^\S+: /, "")))]).toEqual(
        situation.next ?? [],
      );
    });

    test.each(fits)("makes these calls, and each can be taken back: $name", (situation) => {
      const steps = fix.steps(toContext(situation));
      const calls = steps.flatMap(({ call }) => (call === null ? [] : [call]));
      expect(calls).toMatchObject(situation.calls);
      for (const { undo } of calls) expect(undo).not.toBeNull();
    });

    test.each(fits)("changes these documents and nothing else: $name", (situation) => {
      const context = toContext(situation);
      const effect = fix.effect(context) ?? {};
      const changed = (Object.keys(effect) as DocumentKind[]).flatMap((kind) => {
        const { put = [], remove = [] } = effect[kind] ?? {};
        return [...put.map(({ id }) => id), ...remove].map((id) => `${kind}/${id}`);
      });
      expect(changed.sort()).toEqual([...situation.changed].sort());
      // It is pure: the world that it was asked about is as it was.
      expect(pathTroublesOf(context.snapshot)).toEqual(pathTroublesOf(toSnapshot(situation)));
    });

    test.each(fits)("stands on nothing that was not read: $name", (situation) => {
      const { nodeIds, code, subject, scope } = toContext(situation);
      const parts = { ...identity, ...situation.parts };
      for (const kind of Object.keys(parts) as DocumentKind[]) {
        const snapshot = aSnapshot(parts, { gaps: [aGap(kind, `ec2:Describe ${kind}`)] });
        const context = { snapshot, nodeIds, code, subject, scope };
        // Either it does not fit, or it can be told and carried out all the same.
        if (!fix.fits(context)) continue;
        expect(fix.steps(context).length).toBeGreaterThan(0);
        expect(fix.effect(context)).not.toBeNull();
      }
    });

    test("has words even where its cause is mended", () => {
      const context = { ...toContext(fits[0]!), nodeIds: [] };
      expect(fix.fits(context)).toBe(false);
      const told = [fix.title(context), fix.summary(context), fix.risk(context).sentence];
      for (const words of told) expect(words).not.toMatch(/undefined|^$/);
    });

    if (fitsNot.length === 0) return;
    test.each(fitsNot)("does not fit: $name", (situation) => {
      expect(fix.fits(toContext(situation))).toBe(false);
    });
  });
}

/** A step that only a person can do has no call and no effect, and says what to look at. */
export function describeWalkthrough(
  fix: Fix,
  { fits, fitsNot = [] }: { fits: readonly (Situation & { says: RegExp })[]; fitsNot?: readonly Situation[] },
): void {
  describe(fix.id, () => {
    test.each(fits)("tells whom to ask and what to look at: $name", (situation) => {
      const context = toContext(situation);
      expect(fix.fits(context)).toBe(true);
      expect(fix.effect(context)).toBeNull();
      const steps = fix.steps(context);
      expect(steps.map(({ call, undo }) => call ?? undo)).toEqual(steps.map(() => null));
      expect(steps.map(({ title, why, cli }) => [title, why, ...cli].join(" ")).join(" ")).toMatch(
        situation.says,
      );
    });

    if (fitsNot.length === 0) return;
    test.each(fitsNot)("does not fit: $name", (situation) => {
      expect(fix.fits(toContext(situation))).toBe(false);
    });
  });
}
