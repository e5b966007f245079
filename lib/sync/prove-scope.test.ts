import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDiagnosis } from "../diagnosis/diagnose.ts";
import { scopeKey } from "../model/scope.ts";
import { Snapshot } from "../model/snapshot.ts";
import { aScope } from "../testing/a-document.ts";
import { aFix } from "../testing/a-fix.ts";
import { anEstate } from "../testing/an-estate.ts";
import { withAgents } from "../testing/with-agents.ts";
import { proveScope } from "./prove-scope.ts";

const scope = scopeKey(aScope);
const snapshot = new Snapshot(withAgents(anEstate({ nodes: 200, isTidy: true })));
const world = { snapshots: new Map([[scope, snapshot]]), changes: [] };
const diagnosis = createDiagnosis(world);
const judged = { diagnosis, world, judgements: diagnosis.judgeScope(scope) };

let told: string[];

beforeEach(() => {
  told = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => told.push(String(text)) > 0);
});
afterEach(() => void vi.restoreAllMocks());

const broken = (part: "fits" | "effect") =>
  aFix({
    ...{ id: "broken", causes: ["security-group-egress-blocks"] },
    effect: ({ snapshot: of, subject }) => ({
      "security-group": { put: [{ ...of.get("security-group", subject.id)!, name: "other" }] },
    }),
    [part]: () => {
      throw new Error("a bug of the fix");
    },
  });

test("the fixes of all causes are proved, and what is worth it is planned", () => {
  const { proofs, steps } = proveScope(scope, judged)!;
  const egress = proofs.find(({ fixId }) => fixId === "allow-security-group-egress");
  expect(egress).toMatchObject({
    subject: { id: "sg-0-19" },
    proved: { nodes: 10, freed: 10, meetNext: [], cannotTell: 0, harmed: [] },
  });
  const step = steps.find(({ fixId }) => fixId === "allow-security-group-egress");
  const held = [...judged.judgements].filter(([, { cause }]) => cause?.subject.id === "sg-0-19");
  expect(new Set(held.map(([, { status }]) => status))).toEqual(new Set(["lost", "degraded"]));
  expect(step?.freed[0]?.nodeIds).toEqual(held.map(([id]) => id).toSorted());
  expect(told).toEqual([]);
});

test("what is kept of it holds on to nothing of the world", () => {
  const proofs = proveScope(scope, judged)!;
  expect(JSON.parse(JSON.stringify(proofs))).toEqual(proofs);
});

test.each(["fits", "effect"] as const)("a fix that fails when it is asked (%s) hides no other", (part) => {
  const { proofs } = proveScope(scope, judged, (code) => [
    ...(code === "security-group-egress-blocks" ? [broken(part)] : []),
  ])!;
  expect(proofs).toEqual([]);
  expect(told.join()).toContain("a bug of the fix");
});

test("where Muster itself fails there are no proofs, and nothing is thrown", () => {
  const failing = {
    ...judged,
    diagnosis: {
      ...diagnosis,
      after: () => {
        throw new Error("a bug of the engine");
      },
    },
  };
  expect(proveScope(scope, failing)).toBeNull();
  expect(told.join()).toContain("a bug of the engine");
});
