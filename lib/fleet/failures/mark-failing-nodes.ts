import type { FleetContext } from "../context.ts";

const recentMs = 30 * 86_400_000;
const markedSeqs = new WeakMap<FleetContext["index"], number>();

/**
 * Lets nodes be filtered and counted by the kinds of their failures of 30 days: `failure:InvalidInstanceId`. It costs nothing
 * while no failure came since the last time; answers whether one did.
 */
export async function markFailingNodes({ failures, index, store, now }: FleetContext): Promise<boolean> {
  await failures.catchUp(store);
  if (markedSeqs.get(index) === failures.seq) return false;
  const { seq } = failures;
  index.markFailures(await failures.kindsOfNodes(store, now() - recentMs));
  markedSeqs.set(index, seq);
  return true;
}
