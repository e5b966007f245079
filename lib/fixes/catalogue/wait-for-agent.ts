import { defineNodeFix, harmless } from "../host/define-node-fix.ts";
import { byHand } from "../network/by-hand.ts";
import { consoleAt } from "../writing/console.ts";

const minute = 60_000;

export const waitForAgent = defineNodeFix({
  id: "wait-for-agent",
  causes: ["instance-launching", "agent-backing-off"],
  about: {
    does: "Nothing is to be mended any more: an agent that was let through tries again by itself, after 5 minutes at first and an hour at last.",
    risk: harmless,
  },
  title: ({ subject }) => `Wait for ${subject.id}`,
  summary: ({ code }) =>
    code === "instance-launching"
      ? "It was started moments ago. An agent with everything right appears within about five minutes; until then nothing is to be done."
      : "What kept it away is mended. Its agent tries again by itself, after 5 minutes at first and an hour at last.",
  changes: ({ subject, scope, code }) => [
    byHand({
      id: "wait",
      title: "Wait, and read it again",
      why: `${code === "instance-launching" ? "Its agent comes up with its system." : "Nothing that could be mended stands in its way any more."} The node's page says until when waiting is right.`,
      cli: [
        `aws ssm describe-instance-information --region ${scope.region} --filters Key=InstanceIds,Values=${subject.id} --query 'InstanceInformationList[].[InstanceId,PingStatus,LastPingDateTime]'`,
      ],
      console: consoleAt(scope.region, { kind: "managed-node" }),
      changes: "Nothing.",
    }),
  ],
  takesEffect: ({ code }) =>
    code === "instance-launching"
      ? { withinMs: 5 * minute, sentence: "About 5 minutes after its start.", skipsTheWait: null }
      : {
          withinMs: 60 * minute,
          sentence: "Within an hour.",
          skipsTheWait: "Restart the agent on the host, or reboot the instance.",
        },
});
