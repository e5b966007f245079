import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Snapshot } from "../../model/snapshot.ts";
import { aSnapshot } from "../../testing/a-document.ts";
import { aRandomRole } from "../../testing/a-random-role.ts";
import { contextsOf, tryFix } from "../../testing/try-fix.ts";
import { viewOf } from "../network/situation.ts";
import { fixesOf } from "./index.ts";

/** The same roles each time. */
const runs = { numRuns: 160, seed: 20_261_126 };

const foreign = ["s3:DeleteObject", "iam:PassRole", "ssm:SendCommand", "ec2:RunInstances"] as const;

function mayCall(snapshot: Snapshot, roleId: string, action: string): string {
  return viewOf(snapshot).permissions.mayCall(snapshot.get("role", roleId)!, action).decision;
}

describe("of whatever role", () => {
  test("a fix that fits takes away what it is for, from every node that has it, and brings nothing to others", () => {
    const tried = new Set<string>();
    fc.assert(
      fc.property(aRandomRole, (parts) => {
        for (const context of contextsOf(aSnapshot(parts))) {
          for (const fix of fixesOf(context.code)) {
            if (!fix.fits(context) || fix.effect(context) === null) continue;
            tried.add(fix.id);
            const { kept, added } = tryFix(fix, context);
            const place = `${fix.id} for ${context.code} ${context.subject.id}`;
            expect(kept, place).toEqual([]);
            const others = added.filter(
              (trouble) => !context.nodeIds.some((id) => trouble.startsWith(`${id}:`)),
            );
            expect(others, place).toEqual([]);
          }
        }
      }),
      runs,
    );
    expect(tried.size).toBeGreaterThan(10);
  }, 60_000);

  test("no fix lets a role do what no agent does, but where it says that what denied it goes", () => {
    fc.assert(
      fc.property(aRandomRole, (parts) => {
        const snapshot = aSnapshot(parts);
        for (const context of contextsOf(snapshot)) {
          for (const fix of fixesOf(context.code)) {
            const effect = fix.fits(context) ? fix.effect(context) : null;
            if (effect === null) continue;
            const after = snapshot.patched(effect);
            const told = fix.steps(context).map(({ changes }) => changes);
            for (const { id } of snapshot.all("role"))
              for (const action of foreign) {
                const [was, is] = [snapshot, after].map((each) => mayCall(each, id, action));
                if (was !== "allowed" && is === "allowed")
                  expect(told.join(" "), `${fix.id} lets ${id} do ${action}`).toMatch(
                    /nor what else|what .* denied/,
                  );
              }
          }
        }
      }),
      runs,
    );
  }, 60_000);
});
