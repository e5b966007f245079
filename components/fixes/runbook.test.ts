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
