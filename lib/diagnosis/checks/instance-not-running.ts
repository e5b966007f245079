import { defineCheck, type Explanation } from "../check.ts";
import { certain, evidence, fail, pass } from "../finding.ts";
import type { NodeView } from "../node-view.ts";

export const instanceNotRunning = defineCheck({
  id: "instance-not-running",
  group: "target",
  title: "The instance does not run",
  passTitle: "The instance runs",
  why: `An agent answers only while its instance runs. A stopped or terminated one leaves Systems Manager's list, so a session
    with it is refused, and a command that still names it is refused or waits until it times out.`,
  rows: ["EC2-01"],
  causes: ["instance-stopped", "instance-terminated"],
  needs: ["instance"],

  appliesTo: (node) => node.instance !== null,

  examine(node) {
    const subject = { kind: "instance", id: node.id };
    switch (node.instance!.state) {
      case "running":
      case "pending":
        return pass(() => explainState(node));
      case "stopping":
      case "stopped":
        return fail(certain("instance-stopped", subject, () => explainState(node)));
      case "shutting-down":
      case "terminated":
        return fail(certain("instance-terminated", subject, () => explainState(node)));
    }
  },
});

const words = {
  pending: "is starting",
  running: "is running",
  stopping: "is stopping",
  stopped: "is stopped",
  "shutting-down": "is being terminated",
  terminated: "was terminated",
} as const;

function explainState({ id, instance, snapshot }: NodeView): Explanation {
  const { state, stateTransitionReason, stateReasonCode } = instance!;
  // A spot interruption or hibernation is told by the code, at times by that alone.
  const told = stateTransitionReason?.trim().replace(/\.$/, "") || null;
  const code = told === null || stateReasonCode?.includes("Hibernate") ? stateReasonCode : null;
  const reason = [told, code].filter((each) => each !== null).join(", ");
  return {
    sentence: `${id} ${words[state]}${reason ? `: ${reason}` : ""}.`,
    evidence: [
      evidence(snapshot, {
        sentence: `EC2 says that it is ${state}${reason ? ` (${reason})` : ""}.`,
        api: "ec2:DescribeInstances",
        field: "State.Name",
        value: state,
        document: { kind: "instance", id },
      }),
    ],
  };
}
