import { defineNodeFix, harmless, onceTheAgentStarted } from "../host/define-node-fix.ts";
import { hostCommands, isHybrid, platformOf } from "../host/platform.ts";
import { byHand } from "../network/by-hand.ts";
import { consoleAt } from "../writing/console.ts";

export const inspectHost = defineNodeFix({
  id: "inspect-host",
  causes: [
    "agent-silent",
    "agent-never-registered",
    "session-channel-closed",
    "hybrid-node-silent",
    "instance-status-impaired",
    "unexplained",
  ],
  about: {
    does: "Everything that AWS shows passes, or nothing of it explains this. What is left only the host can tell: its own diagnostics, its agent and its log. The node's page reads what they print.",
    risk: harmless,
  },
  title: ({ subject }) => `Look on the host of ${subject.id}`,
  summary: ({ code }) =>
    code === "instance-status-impaired"
      ? "EC2's check of the instance does not pass, and why shows on the host: what it printed at its start, its disks and memory, and whether its agent runs. The node's page reads what is printed there."
      : "Everything that AWS shows passes, or nothing of it explains this. What is left only the host can tell: its own diagnostics, its agent and its log. The node's page reads what they print.",
  changes(context) {
    const { subject, scope } = context;
    const host = hostCommands[platformOf(context, subject.id)];
    const console = consoleAt(scope.region, subject, ...(isHybrid(subject.id) ? [] : ["Connect"]));
    const screen = byHand({
      id: "read-console",
      title: "Read what it printed at its start",
      why: "It needs no way onto the host: a full disk, a broken file system and a system that does not come up show there.",
      cli: [
        `aws ec2 get-console-output --region ${scope.region} --instance-id ${subject.id} --latest --output text`,
      ],
      console: consoleAt(scope.region, subject, "Actions → Monitor and troubleshoot → Get system log"),
      changes: "Nothing.",
    });
    return [
      ...(subject.kind === "instance" ? [screen] : []),
      byHand({
        id: "diagnose",
        title: "Let the agent's own tool diagnose it",
        why: "ssm-cli tries on the host what Muster can only see from outside; it is there since agent 3.1.501.0. Paste what it prints on the node's page.",
        cli: host.diagnose,
        console,
        changes: "Nothing.",
      }),
      byHand({
        id: "see-agent",
        title: "See whether the agent runs, and what the host lacks",
        why: "A stopped service, a full disk, no memory and a wrong clock are what is found most.",
        cli: [...host.status, ...host.log],
        console,
        changes: "Nothing.",
      }),
      byHand({
        id: "restart",
        title: "Restart the agent",
        why: "Once what was in its way is mended, a new start tries at once.",
        cli: host.restart,
        console,
        changes: "The agent runs anew.",
      }),
    ];
  },
  takesEffect: () => onceTheAgentStarted,
});
