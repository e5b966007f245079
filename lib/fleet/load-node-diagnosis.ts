import { managedNodeQuotaOf } from "../config.ts";
import { createDiagnosis, type Diagnosis } from "../diagnosis/diagnose.ts";
import { FleetError } from "../model/fleet-error.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Store } from "../store/store.ts";
import { NodeWorlds } from "../sync/load-node-world.ts";
import { lostGaps } from "../sync/lost-gaps.ts";
import type { FleetContext } from "./context.ts";

export type NodeDiagnosis = { diagnosis: Diagnosis; snapshot: Snapshot };

const worldsOf = new WeakMap<Store, NodeWorlds>();

/** What the store holds around some nodes of a scope, ready to be judged: `snapshot` has no other nodes in it. */
export async function loadNodeDiagnosis(
  { store, config, now }: FleetContext,
  scope: ScopeKey,
  ids: readonly string[],
): Promise<NodeDiagnosis> {
  const stored = (await store.loadScopes()).find(({ key }) => key === scope);
  if (!stored) throw new FleetError("not-found", `${scope} is not read here.`, { field: "scope" });
  const latest = (await store.loadLatestSyncs()).find((sync) => sync.scope === scope);
  const message = latest?.outcome === "failed" ? (latest.message ?? "The last read failed.") : null;
  const worlds = worldsOf.get(store) ?? new NodeWorlds(store);
  worldsOf.set(store, worlds);
  const { partition, account, region } = stored;
  const world = await worlds.load({ partition, account, region }, ids, {
    at: now(),
    maxAgeMs: config.staleMinutes * 60_000,
    lost: message === null ? [] : lostGaps(scope, { code: "failed", message }),
  });
  const records = (await store.loadReads(scope)).find(({ kind }) => kind === "managed-node");
  return {
    diagnosis: createDiagnosis(world, {
      managedNodeQuotaOf: (key) => managedNodeQuotaOf(config, key),
      managedNodeCountOf: (key) => (key === scope ? records?.items : undefined),
    }),
    snapshot: world.snapshots.get(scope)!,
  };
}
