import { expect, test } from "vitest";
import { fixListSchema } from "../../api/fix.ts";
import { planSchema, proofSchema } from "../../api/proof.ts";
import { fixChoicesSchema, walkthroughSchema } from "../../api/walkthrough.ts";
import { parseFilter } from "../../routes/filter.ts";
import { aFleetOnDemo } from "../../testing/a-fleet-on-demo.ts";
import { getCause } from "../causes/get-cause.ts";
import { shareCauses } from "../node-index/share-causes.ts";
import { summariseFleet } from "../summarise-fleet.ts";
import { getPlan } from "./get-plan.ts";
import { getWalkthrough } from "./get-walkthrough.ts";
import { listCauseFixes } from "./list-cause-fixes.ts";
import { listFixes } from "./list-fixes.ts";
import { loadFixContexts } from "./load-fix-context.ts";
import { proveWalkthrough } from "./prove-walkthrough.ts";

test("the plan, the fixes of every cause and their walkthroughs are told of the demo, and their numbers agree", async () => {
  const { context } = await aFleetOnDemo();
  const plan = planSchema.parse(await getPlan(context, { q: "" }));
  const { shouldAnswer, answer } = summariseFleet(context, { q: "" });
  expect(plan.notAnswering).toBe(shouldAnswer - answer);
  expect(plan.steps.length).toBeGreaterThan(5);
  expect(plan.broughtBack).toBe(plan.steps.at(-1)?.cumulative);
  expect(plan.broughtBack + plan.left.reduce((sum, { nodes }) => sum + nodes, 0)).toBe(plan.notAnswering);
  const { degraded } = plan;
  expect(degraded.steps.length).toBeGreaterThan(0);
  expect(degraded.mended).toBe(degraded.steps.at(-1)!.cumulative);
  expect(degraded.mendedBesides + degraded.steps.reduce((sum, { freed }) => sum + freed, 0)).toBe(
    degraded.mended,
  );
  expect(degraded.mended).toBeLessThanOrEqual(degraded.nodes);
  for (const [place, { after }] of [...plan.steps, ...degraded.steps].entries())
    for (const earlier of after) expect(earlier).toBeLessThanOrEqual(place);

  for (const { walkthroughId } of plan.steps.filter(({ after }) => after.length === 0).slice(0, 8)) {
    const walkthrough = walkthroughSchema.parse(await getWalkthrough(context, { id: walkthroughId }));
    expect(walkthrough.steps.length).toBeGreaterThan(0);
    expect(walkthrough.proof?.nodes).toBe(walkthrough.cause.nodes);
    const proof = proofSchema.parse(await proveWalkthrough(context, { id: walkthroughId }));
    expect(proof.freed, walkthroughId).toBe(walkthrough.proof?.freed);
  }

  const { items } = fixListSchema.parse(await listFixes(context));
  const causes = shareCauses(context.index, [], context.now());
  // One scope after the other, as the store keeps what the nodes of few have in common.
  for (const cause of causes.toSorted((one, other) => (one.scopes[0]! < other.scopes[0]! ? -1 : 1))) {
    const choices = fixChoicesSchema.parse(await listCauseFixes(context, cause));
    const fitting = choices.items.map(({ fixId }) => fixId);
    for (const fixId of fitting) expect(items.find(({ id }) => id === fixId)?.openCauses).toBeGreaterThan(0);
    const { fixes } = await getCause(context, cause);
    expect(fixes.toSorted(), `${cause.code} ${cause.key}`).toEqual(fitting.toSorted());
  }
}, 120_000);

test("a fix is asked about the nodes that have its cause, and about those that would have it next", async () => {
  const { context } = await aFleetOnDemo();
  const group = shareCauses(context.index, [], context.now()).find(
    ({ code, nodes }) => code === "endpoint-security-group-blocks" && nodes === 4,
  )!;
  const [loaded] = await loadFixContexts(context, group);
  expect(loaded).toMatchObject({ total: 4, held: { length: 4 }, context: { nodeIds: { length: 8 } } });
  const behind = loaded!.context.nodeIds.filter((id) => !loaded!.held.includes(id));
  const causes = behind.map((id) => context.index.get({ scope: loaded!.scope, id })?.cause?.code);
  expect(new Set(causes)).toEqual(new Set(["security-group-egress-blocks"]));
});

test("what is one setting for a Region is one walkthrough, of all nodes there that have such a cause", async () => {
  const { context } = await aFleetOnDemo({ only: ["310412087755:us-east-1", "210987654321:us-east-1"] });
  const causes = shareCauses(context.index, [], context.now()).filter(
    ({ code }) => code === "instance-profile-missing",
  );
  const idsOf = async (cause: (typeof causes)[number]) =>
    (await listCauseFixes(context, cause)).items.flatMap(({ fixId, walkthroughId }) =>
      fixId === "turn-on-default-host-management" ? walkthroughId : [],
    );
  const ids = (await Promise.all(causes.map(idsOf))).flat();
  const [id] = ids;
  expect(id).toMatch(/^turn-on-default-host-management~instance-profile-missing~\d+:us-east-1:\/ssm\//);
  for (const each of new Set(ids)) {
    const { cause, proof, steps, alternatives } = walkthroughSchema.parse(
      await getWalkthrough(context, { id: each }),
    );
    expect(cause).toMatchObject({ isOfRegion: true, isOpen: true });
    expect(cause.sentence).toMatch(/^Instance profile missing: \d+ nodes? of us-east-1\.$/);
    expect(cause.nodes).toBe(ids.filter((other) => other === each).length);
    expect(proof).toMatchObject({ nodes: cause.nodes });
    expect(steps.length).toBeGreaterThan(0);
    expect(alternatives).toEqual([]);
    const failing = context.index.match(parseFilter(cause.filter));
    expect(failing.filter((failed) => failed === 0)).toHaveLength(cause.nodes);
  }
  const plan = await getPlan(context, { q: "" });
  for (const { walkthroughId, cause } of [...plan.steps, ...plan.degraded.steps])
    if (walkthroughId.startsWith("turn-on-default")) expect(cause.key).toContain(":/ssm/");
}, 60_000);
