import { expect, test } from "vitest";
import type { Instance } from "../../model/documents/instance.ts";
import { aDocument, aGap, aMoment } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf } from "../../testing/a-node-view.ts";
import { instanceLaunching as check } from "./instance-launching.ts";

const id = "i-0123456789abcdef0";
const minute = 60_000;
const launching = `warn instance-launching instance/${id}`;

function aNode(instance: Partial<Instance>, lastPingAt?: number) {
  const record = lastPingAt === undefined ? [] : [aDocument("managed-node", id, { lastPingAt })];
  return aNodeView(id, { instance: [aDocument("instance", id, instance)], "managed-node": record });
}

test("waits for five minutes from the launch", () => {
  expect(outcomeOf(check, aNode({ launchedAt: aMoment - 4 * minute }))).toBe(launching);
  expect(outcomeOf(check, aNode({ launchedAt: aMoment - 5 * minute }))).toBe("pass");
});

test("waits for what is pending, however long that takes", () => {
  expect(outcomeOf(check, aNode({ state: "pending", launchedAt: aMoment - 20 * minute }))).toBe(launching);
  expect(outcomeOf(check, aNode({ state: "pending", launchedAt: null }))).toBe(launching);
});

test("does not take a record from before the start for a sign of life", () => {
  const launchedAt = aMoment - 2 * minute;
  expect(outcomeOf(check, aNode({ launchedAt }, launchedAt - minute))).toBe(launching);
  expect(outcomeOf(check, aNode({ launchedAt }, launchedAt + minute))).toBe("not-applicable");
});

test("does not apply to what does not run", () => {
  expect(outcomeOf(check, aNode({ state: "stopped", launchedAt: aMoment - minute }))).toBe("does not apply");
});

test("is unknown where SSM was not heard", () => {
  const gaps = [aGap("managed-node", "ssm:DescribeInstanceInformation")];
  const instance = aDocument("instance", id, { launchedAt: aMoment - minute });
  expect(outcomeOf(check, aNodeView(id, { instance: [instance] }, { gaps }))).toBe(
    "unknown ssm:DescribeInstanceInformation",
  );
});
