import { expect, test } from "vitest";
import { aStep, aWalkthrough } from "./a-walkthrough.ts";
import { toRunbook } from "./runbook.ts";

test("a runbook has the proof, every step with its commands and its undo, and how to verify", () => {
  const runbook = toRunbook(aWalkthrough());
  expect(runbook).toContain("# Let TCP 443 out of sg-0c41a7e8925fb36eb: 22 of 26 nodes come back");
  expect(runbook).toContain("## 1. Let TCP 443 out");
  expect(runbook).toContain("```sh\naws ec2 authorize-security-group-egress");
  expect(runbook).toContain("```hcl\nresource");
  expect(runbook).toContain("Undo: Revoke the same rule.");
  expect(runbook).toContain("## 2. Verify");
  expect(runbook).not.toContain("CloudFormation");
});

test("no text of a step can end the block that it stands in", () => {
  const runbook = toRunbook(aWalkthrough({ steps: [aStep({ cli: ["echo '```'", "true"] })] }));
  expect(runbook).toContain("````sh\necho '```'\ntrue\n````");
});

test("a runbook says what the fix costs in a month, and what skips the wait, as the page does", () => {
  const { fix } = aWalkthrough();
  const cost = { monthlyUsd: 21.9, sentence: "Three endpoints in one zone." };
  const takesEffect = { ...fix.takesEffect, skipsTheWait: "a restart of the agent skips the wait" };
  const runbook = toRunbook(aWalkthrough({ fix: { ...fix, cost, takesEffect } }));
  expect(runbook).toContain("- Cost: About $22 a month. Three endpoints in one zone.");
  expect(runbook).toContain("A restart of the agent skips the wait.\n");
  expect(toRunbook(aWalkthrough())).toContain("- Cost: None\n");
});
