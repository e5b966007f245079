import { expect, test } from "vitest";
import { describeStores } from "../testing/describe-stores.ts";
import type { NewPlanStep, NewProof } from "./proofs.ts";

const [ireland, virginia] = ["123456789012:eu-west-1", "123456789012:us-east-1"] as const;
const role = { kind: "role", id: "arn:aws:iam::123456789012:role/ci" };

const proof: NewProof = {
  code: "role-actions-missing",
  subject: role,
  fixId: "allow-role-actions",
  proved: {
    ...{ nodes: 8, freed: 5, cannotTell: 1, dropped: 0, harmed: [] },
    meetNext: [
      { code: "security-group-egress-blocks", subject: { kind: "security-group", id: "sg-1" }, nodes: 2 },
    ],
  },
};

const step: NewPlanStep = {
  ...{ fixId: "allow-role-actions", code: "role-actions-missing", subject: role, title: "Let ci do it" },
  cost: { monthlyUsd: null, sentence: "Price unknown." },
  freed: [
    { after: [], nodeIds: ["i-1", "i-2"] },
    { after: [0], nodeIds: ["i-3"] },
  ],
};

describeStores(({ open }) => {
  test("what was proved of a scope takes the place of what was proved before, and leaves the others", async () => {
    const store = await open();
    const unproved = { ...proof, fixId: "ask-the-owner", proved: null };
    await store.saveProofs(ireland, { proofs: [proof], steps: [step, { ...step, fixId: "other" }] }, 1_000);
    await store.saveProofs(virginia, { proofs: [proof], steps: [] }, 1_500);
    await store.saveProofs(ireland, { proofs: [unproved], steps: [step] }, 2_000);
    expect(await store.loadProofs()).toEqual([
      { ...unproved, scope: ireland, at: 2_000 },
      { ...proof, scope: virginia, at: 1_500 },
    ]);
    expect(await store.loadPlanSteps()).toEqual([{ ...step, scope: ireland, place: 0, at: 2_000 }]);
  });

  test("one cause is asked for in all scopes, or in its own", async () => {
    const store = await open();
    const other = { ...proof, subject: { kind: "role", id: "arn:aws:iam::123456789012:role/web" } };
    await store.saveProofs(ireland, { proofs: [proof, other], steps: [] }, 1_000);
    await store.saveProofs(virginia, { proofs: [proof], steps: [] }, 1_000);
    const scopesOf = async (scope: typeof ireland | null) =>
      (await store.loadProofs({ code: proof.code, subjectId: role.id, scope })).map((each) => each.scope);
    expect(await scopesOf(null)).toEqual([ireland, virginia]);
    expect(await scopesOf(ireland)).toEqual([ireland]);
  });
});
