import { expect, test } from "vitest";
import type { NewExclusion } from "../api/exclusion.ts";
import { aContext } from "../testing/a-context.ts";
import { aNode } from "../testing/a-node.ts";
import { endExclusion, excludeNodes, listExclusions } from "./exclusions.ts";
import { listNodes } from "./list-nodes.ts";
import { summariseFleet } from "./summarise-fleet.ts";

const dayMs = 86_400_000;
const nodes = [
  aNode({ id: "i-1", status: "lost", tags: { Env: "lab" } }),
  aNode({ id: "i-2", status: "lost", tags: { Env: "prod" } }),
];
const lab = { filter: "tag:Env=lab", reason: "Rebuilt every night.", owner: "platform" };
const start = Date.UTC(2026, 10, 25, 12);

test("nodes are excluded at once, say so in their row, and come back when it ends", async () => {
  const context = await aContext({ nodes });
  const made = await excludeNodes(context, { ...lab, until: start + dayMs });
  expect(made).toMatchObject({ ...lab, by: "ann", source: "screen", isActive: true, nodes: 1 });
  expect(summariseFleet(context, { q: "" })).toMatchObject({ excluded: 1, shouldAnswer: 1 });
  const page = await listNodes(context, { q: "", sort: "id", limit: 9 });
  expect(page.items.map(({ excluded }) => excluded?.reason ?? null)).toEqual([lab.reason, null]);
  context.clock.now += dayMs;
  expect(summariseFleet(context, { q: "" })).toMatchObject({ excluded: 0, shouldAnswer: 2 });
  expect((await listExclusions(context)).items).toMatchObject([{ isActive: false, nodes: 1 }]);
});

test("an exclusion outlives the process, and is ended before its date by hand", async () => {
  const context = await aContext({ nodes });
  const { id } = await excludeNodes(context, { ...lab, until: start + dayMs });
  expect((await context.store.loadExclusions()).map((exclusion) => exclusion.id)).toEqual([id]);
  await endExclusion(context, { id });
  expect(summariseFleet(context, { q: "" }).excluded).toBe(0);
  await expect(endExclusion(context, { id })).rejects.toMatchObject({ code: "not-found" });
});

test("who made it and who ended it stands in the audit", async () => {
  const context = await aContext({ nodes });
  const { id } = await excludeNodes(context, { ...lab, until: start + dayMs });
  context.clock.now += 1;
  await endExclusion(context, { id });
  expect(await context.store.loadAudit()).toMatchObject([
    { action: "exclusion.end", actor: "ann", target: id },
    { action: "exclusion.make", actor: "ann", target: id, detail: { ...lab, until: start + dayMs } },
  ]);
});

test.each<[string, Partial<NewExclusion>, string]>([
  ["a moment that is past", { until: start }, "until"],
  ["an end in more than a year", { until: start + 367 * dayMs }, "until"],
  ["a filter that says nothing", { filter: '""' }, "filter"],
  ["a filter over other exclusions", { filter: "status:lost -excluded:yes" }, "filter"],
  ["a filter of too many terms", { filter: "a ".repeat(31) }, "filter"],
])("%s is refused, and changes nothing", async (_, wrong, field) => {
  const context = await aContext({ nodes });
  await expect(excludeNodes(context, { ...lab, until: start + dayMs, ...wrong })).rejects.toMatchObject({
    code: "invalid-input",
    field,
  });
  expect((await listExclusions(context)).total).toBe(0);
  expect(await context.store.loadAudit()).toEqual([]);
});

test("an exclusion of the configuration holds through its last day, and ends only there", async () => {
  const context = await aContext({ nodes, config: { exclusions: [{ ...lab, until: "2026-11-25" }] } });
  const [exclusion] = (await listExclusions(context)).items;
  expect(exclusion).toMatchObject({
    ...lab,
    source: "config",
    until: Date.UTC(2026, 10, 26),
    isActive: true,
  });
  expect(summariseFleet(context, { q: "" }).excluded).toBe(1);
  await expect(endExclusion(context, { id: exclusion!.id })).rejects.toMatchObject({ code: "conflict" });
  context.clock.now = Date.UTC(2026, 10, 26);
  expect(summariseFleet(context, { q: "" }).excluded).toBe(0);
});
