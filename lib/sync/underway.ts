import type { Diagnosis } from "../diagnosis/diagnose.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { World } from "../model/world.ts";
import type { Store } from "../store/store.ts";
import { awaitedGaps, withoutAwaited } from "./awaited.ts";
import type { Underway } from "./derive-nodes.ts";

/** What there is to judge by while a reading of the scope is not through; null where it is. */
export async function findUnderway(
  store: Store,
  world: World,
  scope: ScopeKey,
  toDiagnosis: (world: World) => Diagnosis,
  ids?: readonly string[],
): Promise<Underway | null> {
  const awaited = awaitedGaps(world.snapshots.get(scope)!, await store.loadReads(scope));
  if (awaited.length === 0) return null;
  return {
    diagnosis: toDiagnosis(withoutAwaited(world, scope, awaited)),
    held: await store.loadConclusions(scope, ids),
  };
}
