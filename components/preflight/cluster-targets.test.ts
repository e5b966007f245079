import fc from "fast-check";
import { expect, test } from "vitest";
import type { TargetVerdictReport } from "../../lib/api/preflight.ts";
import { clusterTargets } from "./cluster-targets.ts";

function aTarget(id: string, changes: Partial<TargetVerdictReport> = {}): TargetVerdictReport {
  return {
    ...{ id, scope: "1:eu-west-1", name: null, status: "lost", outcome: "undeliverable", cause: null },
    ...{ sentence: "sg-1 lets nothing out.", error: null, nearMisses: [], ...changes },
  };
}

const idsOf = (targets: TargetVerdictReport[]) =>
  clusterTargets(targets).map((cluster) => cluster.map(({ id }) => id).join(" "));

test("targets of which the same is said stand together, where the first of them stood", () => {
  const other = { sentence: "acl-1 denies it." };
  expect(idsOf([aTarget("a"), aTarget("b", other), aTarget("c"), aTarget("d", other)])).toEqual([
    "a c",
    "b d",
  ]);
});

test.each<[string, Partial<TargetVerdictReport>]>([
  ["status", { status: "unregistered" }],
  ["error", { error: { code: "InvalidInstanceId", message: null, isUnconfirmed: false } }],
  [
    "cause",
    { cause: { code: "route-missing", subject: { kind: "route-table", id: "rtb-1" }, scope: "1:eu-west-1" } },
  ],
  ["near miss", { nearMisses: [{ id: "i-1", scope: "1:eu-west-1", sentence: "i-1 is one digit off." }] }],
])("a %s of its own is a row of its own", (_, changes) => {
  expect(idsOf([aTarget("a"), aTarget("b", changes)])).toEqual(["a", "b"]);
});

test("every target stands in one row, once", () => {
  const sentences = fc.array(fc.constantFrom("x", "y", "z"));
  fc.assert(
    fc.property(sentences, (all) => {
      const targets = all.map((sentence, index) => aTarget(`i-${index}`, { sentence }));
      const ids = clusterTargets(targets).flatMap((cluster) => cluster.map(({ id }) => id));
      expect(ids.toSorted()).toEqual(targets.map(({ id }) => id).toSorted());
    }),
  );
});
