import { randomUUID } from "node:crypto";
import type { StoredRun } from "../store/run-row.ts";

/** A run that has just begun: an egress rule is being added. */
export function aRun(run: Partial<StoredRun> = {}): StoredRun {
  return {
    id: randomUUID(),
    walkthroughId: "allow-security-group-egress~security-group-egress-blocks~123456789012:eu-west-1:sg-1",
    kind: "apply",
    step: "allow",
    at: 1_000,
    by: "ann",
    endedAt: null,
    outcome: "running",
    operation: "ec2:AuthorizeSecurityGroupEgress",
    resource: "sg-1",
    scope: "123456789012:eu-west-1",
    sentence: "The call is being made.",
    answer: null,
    detail: { input: { GroupId: "sg-1" } },
    hold: "123456789012:eu-west-1 sg-1",
    ...run,
  };
}
