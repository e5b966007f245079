import type { CauseList } from "../../lib/api/cause.ts";
import type { FleetSummary } from "../../lib/api/list.ts";

type Explained = Pick<CauseList, "notAnswering" | "degraded" | "acknowledged">;

/**
 * The nodes that no cause speaks for: `silent` ones should answer and do not, and those `unjudged` may be as silent. The
 * causes' nodes and the silent ones are the fleet's headline.
 */
export function unexplainedOf(
  { notAnswering, degraded, acknowledged }: Explained,
  summary: Pick<FleetSummary, "shouldAnswer" | "answer" | "byStatus">,
): { silent: number; unjudged: number } {
  const explained = silentOf(notAnswering) + silentOf(acknowledged) + silentOf(degraded);
  return {
    silent: Math.max(0, summary.shouldAnswer - summary.answer - explained),
    unjudged: summary.byStatus.unknown ?? 0,
  };
}

/** The nodes of some causes that do not answer. Others of the same causes may, as those that have yet to be refused. */
export function silentOf({ nodes }: Pick<CauseList["degraded"], "nodes">): number {
  return (nodes.byStatus.lost ?? 0) + (nodes.byStatus.unregistered ?? 0);
}
