import { defineNodeFix, harmless, onceTheAgentStarted } from "../host/define-node-fix.ts";
import { hostCommands, platformOf } from "../host/platform.ts";
import { byHand } from "../network/by-hand.ts";
import { consoleAt } from "../writing/console.ts";

export const restartAgent = defineNodeFix({
  id: "restart-agent",
  causes: ["agent-backing-off", "agent-silent", "session-channel-closed", "hybrid-node-silent"],
  about: {
    does: "A restart of the agent on the host skips whatever it waits for. It is the first thing to try where all that AWS shows lets the agent through, and its log tells why where that is not enough.",
    risk: {
      ...harmless,
      sentence: "Commands and sessions that run on the node by Systems Manager end.",
    },
  },
  title: ({ subject }) => `Restart the agent on ${subject.id}`,
  summary: ({ code }) =>
    code === "agent-backing-off"
      ? "What kept it away is mended, and it sleeps between two tries: up to an hour. A restart skips the wait, and so does waiting."
      : "All that AWS shows lets it through. A restart is the first thing to try, and its log tells why where that is not enough.",
  changes(context) {
    const { subject, scope } = context;
    const host = hostCommands[platformOf(context, subject.id)];
    const console = consoleAt(scope.region, subject, ...(subject.kind === "instance" ? ["Connect"] : []));
    return [
      byHand({
        id: "get-in",
        title: "Get onto the host",
        why: "Systems Manager is what does not work, so the way in is another: SSH or Remote Desktop, EC2 Instance Connect, or EC2's serial console.",
        cli: [],
        console,
        changes: "Nothing.",
      }),
      byHand({
        id: "restart",
        title: "Restart the agent, and let it start with the system",
        why: "A new start tries at once, with fresh credentials.",
        cli: host.restart,
        console,
        changes: "The agent runs anew. Nothing else on the host is touched.",
      }),
      byHand({
        id: "read-log",
        title: "If it stays silent, read what it logs",
        why: "The agent says there what it was refused, or what it did not reach.",
        cli: host.log,
        console,
        changes: "Nothing.",
      }),
    ];
  },
  takesEffect: () => onceTheAgentStarted,
});
