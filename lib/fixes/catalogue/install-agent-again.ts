import type { FixContext } from "../fix.ts";
import { defineNodeFix, onceTheAgentStarted } from "../host/define-node-fix.ts";
import { agentPackages, hostCommands, platformOf } from "../host/platform.ts";
import { byHand } from "../network/by-hand.ts";
import { consoleAt } from "../writing/console.ts";

export const installAgentAgain = defineNodeFix({
  id: "install-agent-again",
  causes: ["agent-outdated", "agent-never-registered", "metadata-version-unusable"],
  about: {
    does: "An agent that takes no commands, or that an image lacks, cannot be told to update itself: the package is installed on the host, or comes with a newer image.",
    risk: { level: "low", sentence: "The agent restarts; nothing else on the host is touched." },
  },
  title: ({ subject }) => `Install a present agent on ${subject.id}`,
  summary: ({ code }) =>
    code === "agent-never-registered"
      ? "An image without the agent never registers. The package is installed on the host, or comes with another image."
      : "An agent that takes no commands cannot be told to update itself: the package is installed on the host, or comes with a newer image.",
  changes(context) {
    const { subject, scope } = context;
    const console = consoleAt(scope.region, subject, ...(subject.kind === "instance" ? ["Connect"] : []));
    return [
      byHand({
        id: "install",
        title: "Install the newest package",
        why: "AWS keeps it in a bucket of each Region; where the host does not reach that, bring the package along.",
        cli: commandsOf(context),
        console,
        changes: "The newest agent runs on the host.",
      }),
      byHand({
        id: "see",
        title: "See that it runs",
        why: "It starts by itself after the installation.",
        cli: [hostCommands[platformOf(context, subject.id)].status[0]!],
        console,
        changes: "Nothing.",
      }),
      byHand({
        id: "image",
        title: "Put it into the image or the launch template",
        why: "Else the next instance starts with the old agent again.",
        cli: [],
        console: consoleAt(scope.region, { kind: "image" }),
        changes: "New instances register by themselves.",
      }),
    ];
  },
  takesEffect: () => onceTheAgentStarted,
});

function commandsOf(context: FixContext): string[] {
  const { snapshot, scope, subject } = context;
  const { region } = scope;
  const host = agentPackages(region);
  const platform = platformOf(context, subject.id);
  if (platform === "windows") {
    return [
      `Invoke-WebRequest ${host}/windows_amd64/AmazonSSMAgentSetup.exe -OutFile "$env:TEMP\\SSMAgent.exe"`,
      'Start-Process -Wait -FilePath "$env:TEMP\\SSMAgent.exe" -ArgumentList "/S"',
      "Restart-Service AmazonSSMAgent",
    ];
  }
  const isArm =
    snapshot.observedAt("instance", subject.id) !== undefined &&
    snapshot.get("instance", subject.id)?.architecture === "arm64";
  const architecture = isArm ? "arm64" : "amd64";
  if (platform === "macos") {
    return [
      `curl -fsSLo /tmp/amazon-ssm-agent.pkg ${host}/darwin_${architecture}/amazon-ssm-agent.pkg`,
      "sudo installer -pkg /tmp/amazon-ssm-agent.pkg -target /",
    ];
  }
  return [
    "# Amazon Linux, RHEL:",
    `sudo yum install -y ${host}/linux_${architecture}/amazon-ssm-agent.rpm`,
    "# SUSE:",
    `sudo rpm -Uvh ${host}/linux_${architecture}/amazon-ssm-agent.rpm`,
    "# Ubuntu:",
    "sudo snap refresh amazon-ssm-agent || sudo snap install amazon-ssm-agent --classic",
    "# Debian:",
    `curl -fsSLo /tmp/agent.deb ${host}/debian_${architecture}/amazon-ssm-agent.deb && sudo dpkg -i /tmp/agent.deb`,
  ];
}
