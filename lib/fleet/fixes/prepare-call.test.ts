import { expect, test } from "vitest";
import type { WrittenCall } from "../../fixes/written-call.ts";
import { aRun } from "../../testing/a-run.ts";
import { aStep } from "../../testing/a-step.ts";
import type { Plan, PlannedStep } from "./load-plan.ts";
import { isMissing, prepareCall, type RunDetail } from "./prepare-call.ts";

const scope = "123456789012:eu-west-1";
const precondition = { kind: "network-acl", id: "acl-1", fingerprint: "as planned" };
const call: WrittenCall = {
  ...{ operation: "ec2:AuthorizeSecurityGroupIngress", rehearsal: "dry-run", undo: null },
  input: { GroupId: { answerOf: "create", at: "GroupId" }, IpPermissions: [] },
  preconditions: [precondition],
};
const step: PlannedStep = { ...aStep({ id: "allow", call }), scope };
const plan: Plan = {
  ...{ recordedAt: 500, since: 500, nodes: {}, steps: [step] },
  fix: {
    ...{ id: "f", title: "F", summary: "F", cost: null, risk: { level: "low", sentence: "None." } },
    takesEffect: { withinMs: 0, sentence: "At once.", skipsTheWait: null },
  },
  cause: {
    ...{ code: "endpoint-missing", key: `${scope}:vpc-1`, sentence: null },
    subject: { kind: "vpc", id: "vpc-1" },
  },
};

function created(at: number, detail: Partial<RunDetail> = {}) {
  const whole = {
    input: {},
    undo: null,
    output: { GroupId: "sg-9" },
    prior: [],
    after: [],
    clientToken: null,
  };
  return aRun({ step: "create", at, outcome: "done", detail: { ...whole, ...detail } });
}

test("a step waits for what AWS answers to an earlier one, and is named by that step until then", () => {
  const { input, resource } = prepareCall(plan, step, []);
  expect(isMissing(input)).toBe(true);
  expect(resource).toBe("create");
});

test("with the answer the call is whole, and named by what it changes", () => {
  const { input, resource } = prepareCall(plan, step, [created(1_000)]);
  expect(input).toEqual({ GroupId: "sg-9", IpPermissions: [] });
  expect(resource).toBe("sg-9");
});

test("an answer of an earlier time that the cause was open counts for nothing, nor does one that was undone", () => {
  expect(isMissing(prepareCall(plan, step, [created(400)]).input)).toBe(true);
  const undone = { ...created(1_000), kind: "undo" } as const;
  expect(isMissing(prepareCall(plan, step, [undone]).input)).toBe(true);
});

test("what a step before has made of a document is as good as what was planned", () => {
  const after = [
    { ...precondition, fingerprint: "as it was read" },
    { ...precondition, id: "acl-2", fingerprint: "another" },
  ];
  expect(prepareCall(plan, step, [created(1_000, { after })]).expected).toEqual([
    { ...precondition, orAlso: ["as it was read"] },
  ]);
});

test("a step that only a person can do is none to be called", () => {
  expect(() => prepareCall(plan, { ...step, call: null }, [])).toThrow("somebody has to do it");
});
