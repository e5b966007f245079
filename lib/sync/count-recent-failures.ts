import type { ScopeKey } from "../model/scope.ts";
import type { Store } from "../store/store.ts";

const thirtyDaysMs = 30 * 86_400_000;

/** How many failures the nodes of a scope, or those named, had in 30 days; undefined while the scope's failures were never read. */
export async function countRecentFailures(
  store: Store,
  scope: ScopeKey,
  now: number,
  ids?: readonly string[],
): Promise<ReadonlyMap<string, number> | undefined> {
  const reads = await store.loadFailureReads(scope);
  if (!reads.some(({ readAt }) => readAt !== null)) return undefined;
  const since = now - thirtyDaysMs;
  if (ids !== undefined) return store.countNodeFailures(ids, since);
  const counts = new Map<string, number>();
  for await (const nodes of store.loadNodes(scope)) {
    const batch = nodes.map(({ id }) => id);
    for (const [id, count] of await store.countNodeFailures(batch, since)) counts.set(id, count);
  }
  return counts;
}
