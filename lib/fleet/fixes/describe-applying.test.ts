import { expect, test } from "vitest";
import { aContext } from "../../testing/a-context.ts";
import { describeApplying } from "./describe-applying.ts";

const scope = "111122223333:eu-west-1";
const apply = {
  enabled: true,
  fixes: ["start-instance", "restart-agent"],
  roleArn: "arn:aws:iam::111122223333:role/muster-fixer",
};

test("what a person alone can do is not said to be applied from here, though the configuration allows it", async () => {
  const context = await aContext({ config: { apply } });
  const whyNot = (fixId: string, steps?: { call: object | null }[]) =>
    describeApplying(context, fixId, scope, steps).whyNot;
  expect(whyNot("start-instance")).toBeNull();
  expect(whyNot("start-instance", [{ call: {} }, { call: null }])).toBeNull();
  // As while the instance is on its way down.
  expect(whyNot("start-instance", [{ call: null }])).toMatch(/a person does it/);
  expect(whyNot("restart-agent")).toMatch(/a person does it/);
});

test("it says what keeps a fix from being applied, and what to do about it", async () => {
  const of = async (changes: object) =>
    describeApplying(await aContext({ config: { apply: { ...apply, ...changes } } }), "start-instance", scope)
      .whyNot;
  expect(await of({ enabled: false })).toContain("apply.enabled");
  expect(await of({ fixes: [] })).toContain("apply.fixes");
});
