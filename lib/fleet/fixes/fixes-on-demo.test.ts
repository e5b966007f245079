import { expect, test } from "vitest";
import { fixListSchema } from "../../api/fix.ts";
import { planSchema, proofSchema } from "../../api/proof.ts";
import { fixChoicesSchema, walkthroughSchema } from "../../api/walkthrough.ts";
import { aFleetOnDemo } from "../../testing/a-fleet-on-demo.ts";
import { shareCauses } from "../node-index/share-causes.ts";
import { summariseFleet } from "../summarise-fleet.ts";
import { getPlan } from "./get-plan.ts";
import { getWalkthrough } from "./get-walkthrough.ts";
import { listCauseFixes } from "./list-cause-fixes.ts";
import { listFixes } from "./list-fixes.ts";
import { proveWalkthrough } from "./prove-walkthrough.ts";

test("the plan, the fixes of every cause and their walkthroughs are told of the demo, and their numbers agree", async () => {
  const { context } = await aFleetOnDemo();
  const plan = planSchema.parse(await getPlan(context, { q: "" }));
  const { shouldAnswer, answer } = summariseFleet(context, { q: "" });
  expect(plan.notAnswering).toBe(shouldAnswer - answer);
  expect(plan.steps.length).toBeGreaterThan(5);
  expect(plan.broughtBack).toBe(plan.steps.at(-1)?.cumulative);
  expect(plan.broughtBack + plan.left.reduce((sum, { nodes }) => sum + nodes, 0)).toBe(plan.notAnswering);
  for (const [place, { after }] of plan.steps.entries())
    for (const earlier of after) expect(earlier).toBeLessThanOrEqual(place);

  for (const { walkthroughId } of plan.steps.filter(({ after }) => after.length === 0)) {
    const walkthrough = walkthroughSchema.parse(await getWalkthrough(context, { id: walkthroughId }));
    expect(walkthrough.steps.length).toBeGreaterThan(0);
    expect(walkthrough.proof?.nodes).toBe(walkthrough.cause.nodes);
    const proof = proofSchema.parse(await proveWalkthrough(context, { id: walkthroughId }));
    expect(proof.freed, walkthroughId).toBe(walkthrough.proof?.freed);
  }

  const { items } = fixListSchema.parse(await listFixes(context));
  for (const cause of shareCauses(context.index, [], context.now())) {
    const choices = fixChoicesSchema.parse(await listCauseFixes(context, cause));
    for (const { fixId } of choices.items)
      expect(items.find(({ id }) => id === fixId)?.openCauses).toBeGreaterThan(0);
  }
}, 120_000);
