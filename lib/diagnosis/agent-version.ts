import type { NodeView } from "./node-view.ts";
import { readOr } from "./reading.ts";

/** Since which version of SSM Agent what works (ssm-targets 3.3). */
export const agentMilestones = {
  sessionChannel: "2.3.68.0",
  metadataVersion2: "3.0.413.0",
  diagnostics: "3.1.501.0",
  commandsOverSessionChannel: "3.1.821.0",
  hostManagement: "3.2.582.0",
  hostManagementAfterRefusedRole: "3.2.815.0",
  /** It needs `ec2messages` no more once the session channel is open. */
  withoutLegacyChannel: "3.3.40.0",
  ipv6: "3.3.3270.0",
} as const;
export type AgentMilestone = keyof typeof agentMilestones;

/** Negative where `version` is the older one; null where it is no version at all, as some hand-built agents have. */
export function compareAgentVersions(version: string, other: string): number | null {
  const left = partsOf(version);
  const right = partsOf(other);
  if (left === null || right === null) return null;
  for (let place = 0; place < Math.max(left.length, right.length); place += 1) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The version of the node's agent, as far as SSM was heard to tell it. */
export function agentVersionOf(node: Pick<NodeView, "registration">): string | null {
  return readOr(() => node.registration?.agentVersion ?? null, null);
}

/** Whether the agent is known to be too old for something. Of a version that nobody knows it is not known. */
export function isKnownOlder(version: string | null | undefined, milestone: AgentMilestone): boolean {
  return version != null && isOlder(version, agentMilestones[milestone]);
}

export function isOlder(version: string, other: string): boolean {
  const order = compareAgentVersions(version, other);
  return order !== null && order < 0;
}

/** A fleet has few versions and many nodes. */
const known = new Map<string, readonly number[] | null>();

function partsOf(version: string): readonly number[] | null {
  let parts = known.get(version);
  if (parts === undefined) {
    const text = version.trim();
    parts = /^\d+(\.\d+)*$/.test(text) ? text.split(".").map(Number) : null;
    if (known.size < 10_000) known.set(version, parts);
  }
  return parts;
}
