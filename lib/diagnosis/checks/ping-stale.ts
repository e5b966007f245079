import { defineCheck, type Explanation } from "../check.ts";
import { evidence, failAsSeen, likely, notApplicable, pass } from "../finding.ts";
import type { NodeView } from "../node-view.ts";
import { pingAgeMs } from "../signal.ts";
import { timing } from "../timing.ts";

export const pingStale = defineCheck({
  id: "ping-stale",
  group: "target",
  title: "Called online, and not heard of for a quarter of an hour",
  passTitle: "The last heartbeat is fresh",
  why: `Systems Manager goes on calling a node online for a while after its last heartbeat, and does not say for how long.
    Heartbeats come every five minutes, so one that is older than fifteen proves nothing any more.`,
  rows: ["SSM-03"],
  causes: ["agent-silent"],
  needs: ["instance", "managed-node"],

  appliesTo: (node) => node.isRunning,

  examine(node) {
    if (node.registration?.pingStatus !== "Online") return notApplicable("SSM does not call it online.");
    const minutes = Math.floor(pingAgeMs(node) / 60_000);
    if (pingAgeMs(node) <= timing.pingStaysFreshMs)
      return pass(() => explain(node, `The last heartbeat was ${minutes} minutes old.`));
    return failAsSeen(
      () => explain(node, `SSM calls it online, and its last heartbeat was ${minutes} minutes old.`),
      likely("agent-silent", { kind: "instance", id: node.id }, () =>
        explain(
          node,
          `${node.id} is called online and has kept quiet for ${minutes} minutes, though nothing that was read in AWS keeps its agent out.`,
        ),
      ),
    );
  },
});

function explain({ id, registration, snapshot }: NodeView, sentence: string): Explanation {
  const lastPingAt = registration?.lastPingAt ?? null;
  return {
    sentence,
    evidence: [
      evidence(snapshot, {
        sentence: "SSM tells when it last heard of it.",
        api: "ssm:DescribeInstanceInformation",
        field: "LastPingDateTime",
        value: lastPingAt === null ? null : new Date(lastPingAt).toISOString(),
        document: { kind: "managed-node", id },
      }),
    ],
  };
}
