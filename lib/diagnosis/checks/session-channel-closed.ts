import { defineCheck } from "../check.ts";
import { evidence, fail, likely, notApplicable, pass } from "../finding.ts";
import { isUp } from "../identity/credentials.ts";
import { isHeardNow } from "../signal.ts";

export const sessionChannelClosed = defineCheck({
  id: "session-channel-closed",
  group: "session",
  title: "The session channel is closed",
  passTitle: "The session channel is open",
  why: `Heartbeats go to one service, and commands and sessions come over a channel that the agent holds open to another. A node
    may be online for the first and deaf to the second.`,
  rows: ["SSM-04"],
  causes: ["session-channel-closed"],
  needs: ["instance", "managed-node", "connection-status"],

  appliesTo: isUp,

  examine(node) {
    if (!isHeardNow(node)) return notApplicable("A node that is not heard holds no channel.");
    const channel = node.channel;
    if (channel === null) return notApplicable("Its channel was not asked for.");
    const explain = (sentence: string) => () => ({
      sentence,
      evidence: [
        evidence(node.snapshot, {
          sentence: `SSM calls the channel ${channel}.`,
          api: "ssm:GetConnectionStatus",
          field: "Status",
          value: channel,
          document: { kind: "connection-status", id: node.id },
        }),
      ],
    });
    if (channel === "connected") return pass(explain("Its session channel is open."));
    return fail(
      likely(
        "session-channel-closed",
        { kind: node.isHybrid ? "managed-node" : "instance", id: node.id },
        explain(
          `${node.id} is heard, and its session channel is closed: sessions do not arrive, and commands only where its agent gets them over ec2messages.`,
        ),
      ),
    );
  },
});
