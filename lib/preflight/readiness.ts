import type { Node } from "../model/node.ts";

/** How a node stands towards a call that is made now. */
export type Readiness =
  | "ready"
  /** Heartbeats arrive, and the session channel is closed. */
  | "half"
  /** SSM calls it online and has not heard from it for a while. */
  | "stale"
  | "lost"
  /** Silent, and waiting is right. */
  | "returning"
  /** Running, and SSM has no record of it. */
  | "unregistered"
  | "pending"
  | "off"
  | "gone"
  | "unknown";

/** The agent's heartbeat is 5 minutes; three may not fail (ssm-targets SSM-03). */
const freshPingMs = 15 * 60_000;

export function readinessOf(node: Node, now: number): Readiness {
  switch (node.status) {
    case "gone":
    case "off":
    case "unknown":
      return node.status;
    case "unregistered":
      return node.state === "pending" ? "pending" : "unregistered";
    case "lost":
      return isReturning(node, now) ? "returning" : "lost";
    case "reachable":
    case "degraded":
      if (node.channel === "notconnected") return isReturning(node, now) ? "returning" : "half";
      // As the facts were when they were read: data that grows old makes no node stale.
      return node.lastPingAt !== null && node.readAt - node.lastPingAt > freshPingMs ? "stale" : "ready";
  }
}

function isReturning({ expectedUntil }: Node, now: number): boolean {
  return expectedUntil !== null && expectedUntil > now;
}

/** From 3.1.821.0 on commands come through the session channel; before, through `ec2messages` alone (ssm-targets 3.3). */
export function takesCommandsWithoutChannel({ agentVersion }: Node): boolean {
  if (agentVersion === null) return false;
  const [major = 0, minor = 0, patch = 0] = agentVersion.split(".").map(Number);
  return major < 3 || (major === 3 && (minor < 1 || (minor === 1 && patch < 821)));
}
