import type { FoundCause } from "./check.ts";
import { isDeciding } from "./deciding-change.ts";
import type { NodeView } from "./node-view.ts";
import type { Signal } from "./signal.ts";
import { timing } from "./timing.ts";

/**
 * Since when a cause holds: when the resource to blame last changed in what decides. A node that was lost before cannot have
 * been lost by that, so for it only changes up to its last ping count, and the agent's patience.
 */
export function sinceOf(node: NodeView, cause: FoundCause, signal: Signal): number | null {
  const latest = signal.kind === "lost" ? lastMomentOfLoss(node) : node.at;
  const change = node.scope
    .changesOf(cause.subject.id)
    .find((each) => each.at <= latest && isDecidingFor(cause, each));
  return change?.at ?? null;
}

function isDecidingFor(
  cause: FoundCause,
  change: { kind: string; field: string } & Parameters<typeof isDeciding>[0],
) {
  if (cause.code === "instance-stopped" || cause.code === "instance-terminated")
    return change.kind === "instance" && change.field.startsWith("State");
  return isDeciding(change);
}

function lastMomentOfLoss(node: NodeView): number {
  const lastPingAt = node.registration?.lastPingAt ?? null;
  return lastPingAt === null ? node.at : lastPingAt + timing.pingStaysFreshMs;
}
