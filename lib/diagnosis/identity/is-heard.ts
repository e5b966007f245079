import { freshPingMs } from "../judge-node.ts";
import type { NodeView } from "../node-view.ts";

/** Whether SSM hears its agent now. False where SSM's record was not read: then nothing speaks for the agent. */
export function isHeard(node: NodeView): boolean {
  if (node.snapshot.gapOf("managed-node", node.id) !== undefined) return false;
  const registration = node.registration;
  if (registration?.pingStatus !== "Online" || registration.lastPingAt === null) return false;
  return node.at - registration.lastPingAt <= freshPingMs;
}
