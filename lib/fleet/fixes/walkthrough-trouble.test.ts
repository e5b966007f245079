import { describe, expect, test } from "vitest";
import { aContext } from "../../testing/a-context.ts";
import { getPlan } from "./get-plan.ts";
import { getWalkthrough } from "./get-walkthrough.ts";
import { listCauseFixes } from "./list-cause-fixes.ts";
import { listFixes } from "./list-fixes.ts";
import { proveWalkthrough } from "./prove-walkthrough.ts";

const key = "123456789012:eu-west-1:sg-1";
const code = "security-group-egress-blocks";

describe.each([
  ["a walkthrough", getWalkthrough],
  ["a proof", proveWalkthrough],
])("asked for %s", (_, ask) => {
  test.each([
    ["a fix that there is not", `no-such-fix~${code}~${key}`, /no fix no-such-fix/],
    ["a fix of other causes", `allow-security-group-egress~route-missing~${key}`, /no fix of route-missing/],
    ["a cause that is over", `allow-security-group-egress~${code}~${key}`, /(has the cause|have the cause)/],
    ["what is no walkthrough at all", "nonsense", /no such walkthrough/],
  ])("%s is told to be that", async (_, id, message) => {
    await expect(ask(await aContext(), { id })).rejects.toMatchObject({
      code: "not-found",
      field: "id",
      message: expect.stringMatching(message),
    });
  });
});

test("a cause that is over has no fixes, and says so", async () => {
  await expect(listCauseFixes(await aContext(), { code, key })).rejects.toMatchObject({
    code: "not-found",
    message: expect.stringContaining("nothing to fix"),
  });
});

test("before anything is read there is an empty plan, and every fix has its words all the same", async () => {
  const context = await aContext();
  expect(await getPlan(context, { q: "" })).toMatchObject({ at: null, steps: [], notAnswering: 0, left: [] });
  const { items } = await listFixes(context);
  expect(items.length).toBeGreaterThan(20);
  for (const { title, summary, risk, openCauses } of items) {
    for (const text of [title, summary, risk.sentence]) expect(text).toMatch(/^[A-Z].{10}/);
    expect(openCauses).toBe(0);
  }
  const { cost } = items.find(({ id }) => id === "create-nat-gateway")!;
  expect(cost).toContain("by the hour");
});
