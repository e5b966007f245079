import { expect, test } from "vitest";
import { aDocument, aGap, aSnapshot } from "../../testing/a-document.ts";
import { launchedAgain } from "./launched-again.ts";

test("a member of a group is told to be made again from its template", () => {
  const member = aDocument("auto-scaling-instance", "i-1", {
    autoScalingGroup: "web",
    launchTemplateId: "lt-1",
  });
  const snapshot = aSnapshot({ "auto-scaling-instance": [member] });
  expect(launchedAgain(snapshot, "i-1")).toMatch(/^ Change lt-1 .*group web /);
});

test("of one that stands by itself, or of which nobody was heard, nothing is said", () => {
  const gaps = [aGap("auto-scaling-instance", "autoscaling:DescribeAutoScalingInstances")];
  for (const snapshot of [aSnapshot({}), aSnapshot({}, { gaps })])
    expect(launchedAgain(snapshot, "i-1")).toBe("");
});
