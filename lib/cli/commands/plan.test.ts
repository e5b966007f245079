import { expect, test } from "vitest";
import type { FixPlan, PlanStep } from "../../api/proof.ts";
import { planInWords } from "./plan.ts";

const step: PlanStep = {
  ...{ walkthroughId: "a~b~c", title: "Let TCP 443 out of sg-1", scopes: ["111122223333:us-east-1"] },
  cause: {
    code: "security-group-egress-blocks",
    key: "111122223333:us-east-1:sg-1",
    sentence: "It is shut.",
  },
  ...{ freed: 22, cumulative: 22, after: [], cost: null, isAllowed: true },
};
const plan: FixPlan = {
  ...{ at: 0, steps: [step], notAnswering: 26, broughtBack: 22, left: [] },
  degraded: { nodes: 0, mendedBesides: 0, mended: 0, steps: [] },
};

test("a plan is a list of what brings back how many, and behind it stands what mends those that answer in part", () => {
  const degraded = {
    nodes: 3,
    mendedBesides: 0,
    mended: 1,
    steps: [{ ...step, freed: 1, cumulative: 1, after: [1] }],
  };
  expect(
    planInWords({ ...plan, degraded }),
  ).toBe(`1 fix brings back 22 of 26 nodes that should answer and do not.
  1. Let TCP 443 out of sg-1
     +22, 22 of 26 back; 111122223333:us-east-1
     a~b~c
Then, for 3 nodes that answer in part:
  2. Let TCP 443 out of sg-1
     +1, 1 of 3 whole; 111122223333:us-east-1; some need fix 1 too
     a~b~c
`);
});

test("where every node answers, it says so", () => {
  expect(planInWords({ ...plan, steps: [], notAnswering: 0, broughtBack: 0 })).toBe(
    "Every node that should answer does.\n",
  );
});
