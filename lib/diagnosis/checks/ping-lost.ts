import { defineCheck, type Explanation } from "../check.ts";
import { evidence, failAsSeen, likely, notApplicable, pass } from "../finding.ts";
import type { NodeView } from "../node-view.ts";

export const pingLost = defineCheck({
  id: "ping-lost",
  group: "target",
  title: "Systems Manager no longer hears from the agent",
  passTitle: "Systems Manager hears from the agent",
  why: `The agent sends a heartbeat every five minutes. Once they stay away Systems Manager calls the connection lost, and what
    is sent to the node waits until it times out. This is a symptom: the reason stands in the other checks.`,
  rows: ["SSM-02"],
  causes: ["agent-silent"],
  needs: ["instance", "managed-node"],

  appliesTo: (node) => node.isRunning,

  examine(node) {
    if (node.registration === null) return notApplicable("SSM has no record of it.");
    if (node.registration.pingStatus === "Online") return pass(() => explain(node, "SSM calls it online."));
    return failAsSeen(
      () => explain(node, "SSM no longer hears from its agent."),
      likely("agent-silent", { kind: "instance", id: node.id }, () =>
        explain(
          node,
          `${node.id} is silent, though nothing that was read in AWS keeps its agent out: the reason is most likely on the host.`,
        ),
      ),
    );
  },
});

function explain({ id, registration, snapshot }: NodeView, sentence: string): Explanation {
  const { pingStatus, lastPingAt } = registration!;
  const since = lastPingAt === null ? "" : `, and last heard of it at ${new Date(lastPingAt).toISOString()}`;
  return {
    sentence,
    evidence: [
      evidence(snapshot, {
        sentence: `SSM calls it ${pingStatus}${since}.`,
        api: "ssm:DescribeInstanceInformation",
        field: "PingStatus",
        value: pingStatus,
        document: { kind: "managed-node", id },
      }),
    ],
  };
}
