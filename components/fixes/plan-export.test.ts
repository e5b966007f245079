import { expect, test } from "vitest";
import type { FixPlan } from "../../lib/api/proof.ts";
import { planToCsv, planToMarkdown } from "./plan-export.ts";

const plan: FixPlan = {
  at: Date.UTC(2026, 10, 18, 9, 23),
  steps: [
    {
      walkthroughId: "a~b~c",
      title: 'Let "app, workers" out [now]',
      cause: {
        code: "security-group-egress-blocks",
        key: "1:us-east-1:sg-1",
        sentence: "It lets nothing out.",
      },
      scopes: ["111122223333:us-east-1"],
      freed: 22,
      cumulative: 22,
      after: [],
      cost: null,
      isAllowed: true,
    },
  ],
  notAnswering: 26,
  broughtBack: 22,
  degraded: { nodes: 0, mendedBesides: 0, mended: 0, steps: [] },
  left: [
    { code: "agent-silent", title: "The agent is silent", nodes: 4, causes: 4, why: "Look on the host." },
  ],
};
const link = (id: string) => `http://muster/fixes/${id}`;

test("as Markdown it is a list to be worked off, with what is left", () => {
  const text = planToMarkdown(plan, link);
  expect(text).toContain("# 1 fix brings back 22 of 26 nodes");
  expect(text).toContain(
    '1. [ ] [Let "app, workers" out \\[now\\]](http://muster/fixes/a~b~c): +22, 22 of 26 back.',
  );
  expect(text).toContain("- 4 nodes: The agent is silent. Look on the host.");
});

test("what is for nodes that answer in part stands behind it, and its places go on", () => {
  const [step] = plan.steps;
  const degraded = { nodes: 9, mendedBesides: 4, mended: 5, steps: [{ ...step!, freed: 1, cumulative: 5 }] };
  expect(planToMarkdown({ ...plan, degraded }, link)).toMatch(
    /Then, for 9 nodes that answer in part:\n\n2\. \[ \] .*: \+1, 5 of 9 whole\./,
  );
});

test("as CSV a title with commas and quotes stays one cell, and none is a formula", () => {
  const step = plan.steps[0]!;
  const [, first, second] = planToCsv({ ...plan, steps: [step, { ...step, title: "=1+1" }] }, link).split(
    "\r\n",
  );
  expect(first).toContain('1,"Let ""app, workers"" out [now]",security-group-egress-blocks');
  expect(second).toContain("2,'=1+1,");
});
