import { expect, test } from "vitest";
import type { WrittenCall } from "../../fixes/written-call.ts";
import { aStep } from "../../testing/a-step.ts";
import type { Plan, PlannedStep } from "./load-plan.ts";
import { stepBefore } from "./step-before.ts";

const scope = "123456789012:eu-west-1";

function changing(id: string, ...documents: string[]): PlannedStep {
  const preconditions = documents.map((each) => ({ kind: "network-acl", id: each, fingerprint: "f" }));
  const call: WrittenCall = {
    ...{ operation: "ec2:CreateNetworkAclEntry", input: {}, rehearsal: "dry-run", preconditions, undo: null },
  };
  return { ...aStep({ id, call }), scope };
}

const steps = [changing("out", "acl-1"), changing("elsewhere", "acl-2"), changing("in", "acl-1")];
const plan = { steps } as unknown as Plan;

test("a step waits for an earlier one that changes what it stands on", () => {
  expect(stepBefore(plan, steps[2]!, new Set(["elsewhere"]))?.id).toBe("out");
  expect(stepBefore(plan, steps[2]!, new Set(["out"]))).toBeUndefined();
});

test("steps that have nothing in common are done in any order", () => {
  expect(stepBefore(plan, steps[1]!, new Set())).toBeUndefined();
  expect(stepBefore(plan, steps[0]!, new Set())).toBeUndefined();
});
