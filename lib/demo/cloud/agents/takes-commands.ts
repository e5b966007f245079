import type { AgentView } from "./agent-view.ts";

/** From this version on, commands come through the message channel; before it, through `ec2messages` alone. */
const firstOnMessageChannel = [3, 1, 821];

/** Whether a command reaches the node now. An old agent takes commands though it knows no session channel. */
export function takesCommands({ agent, ping, isConnected }: AgentView): boolean {
  return isConnected || (ping === "Online" && isOlder(agent.version));
}

function isOlder(version: string): boolean {
  const parts = version.split(".").map(Number);
  for (const [index, first] of firstOnMessageChannel.entries()) {
    const part = parts[index] ?? 0;
    if (part !== first) return part < first;
  }
  return false;
}
