import { defineCheck, type Explanation } from "../check.ts";
import { evidence, failAsSeen, likely, pass } from "../finding.ts";
import type { NodeView } from "../node-view.ts";

export const ssmRecordMissing = defineCheck({
  id: "ssm-record-missing",
  group: "target",
  title: "Systems Manager has no record of it",
  passTitle: "Systems Manager has a record of it",
  why: `An agent registers with its first heartbeat. Without a record Systems Manager knows no such node, and refuses what is
    aimed at it. This is a symptom: what keeps the agent from registering stands in the other checks.`,
  rows: ["SSM-01"],
  causes: ["agent-never-registered"],
  needs: ["instance", "managed-node"],

  appliesTo: (node) => node.isRunning,

  examine(node) {
    if (node.registration !== null) return pass(() => explain(node, "SSM has a record of it."));
    return failAsSeen(
      () => explain(node, `It is ${node.instance?.state}, and SSM has no record of it.`),
      likely("agent-never-registered", { kind: "instance", id: node.id }, () =>
        explain(
          node,
          `${node.id} runs and has not registered, though nothing that was read in AWS keeps it from that: the reason is most likely on the host.`,
        ),
      ),
    );
  },
});

function explain({ id, registration, snapshot }: NodeView, sentence: string): Explanation {
  return {
    sentence,
    evidence: [
      evidence(snapshot, {
        sentence: registration === null ? "SSM lists no such node." : "SSM lists it.",
        api: "ssm:DescribeInstanceInformation",
        field: "InstanceId",
        value: registration?.id ?? "no record",
        document: { kind: "managed-node", id },
      }),
    ],
  };
}
