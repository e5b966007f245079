import { managedNodeQuotaOf } from "../config.ts";
import { createDiagnosis, type Diagnosis } from "../diagnosis/diagnose.ts";
import type { SiblingGroups } from "../diagnosis/host/siblings.ts";
import { FleetError } from "../model/fleet-error.ts";
import { type ScopeKey, scopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { World } from "../model/world.ts";
import type { Store } from "../store/store.ts";
import type { Underway } from "../sync/derive-nodes.ts";
import { loadFactAge } from "../sync/fact-age.ts";
import { NodeWorlds } from "../sync/load-node-world.ts";
import { lostGaps } from "../sync/lost-gaps.ts";
import { findUnderway } from "../sync/underway.ts";
import type { FleetContext } from "./context.ts";
import { countSiblings } from "./count-siblings.ts";

export type NodeDiagnosis = {
  diagnosis: Diagnosis;
  snapshot: Snapshot;
  world: World;
  /** What to judge by instead where it comes to something new while the scope is being read. */
  underway: Underway | null;
};

const worldsOf = new WeakMap<Store, NodeWorlds>();

/** What the store holds around some nodes of a scope, ready to be judged: `snapshot` has no other nodes in it. */
export async function loadNodeDiagnosis(
  { store, config, index, now }: FleetContext,
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
  const at = now();
  const world = await worlds.load({ partition, account, region }, ids, {
    at,
    maxAgeMs: (await loadFactAge(store, config, scope)).maxAgeMs,
    lost: message === null ? [] : lostGaps(scope, { code: "failed", message }),
  });
  const records = (await store.loadReads(scope)).find(({ kind }) => kind === "managed-node");
  const snapshot = world.snapshots.get(scope)!;
  const siblings = new Map<string, SiblingGroups>();
  for (const id of ids) {
    const node = index.get({ scope, id });
    if (node)
      siblings.set(id, countSiblings(node, index.nodes, at, await findActivated(store, snapshot, id)));
  }
  const toDiagnosis = (of: World) =>
    createDiagnosis(of, {
      managedNodeQuotaOf: (key) => managedNodeQuotaOf(config, key),
      managedNodeCountOf: (key) => (key === scope ? records?.items : undefined),
      siblingsOf: (id) => siblings.get(id) ?? noSiblings,
    });
  const underway = await findUnderway(store, world, scope, toDiagnosis, ids);
  return { diagnosis: toDiagnosis(world), snapshot, world, underway };
}

const noSiblings: SiblingGroups = { image: null, autoScalingGroup: null, subnet: null, activation: null };

/** Who registered with the same activation: SSM's records alone tell. */
async function findActivated(store: Store, snapshot: Snapshot, id: string) {
  if (!id.startsWith("mi-") || snapshot.gapOf("managed-node") !== undefined) return null;
  const activation = snapshot.get("managed-node", id)?.activationId ?? null;
  if (activation === null) return null;
  const records = await store.findDocumentsNaming(scopeKey(snapshot.scope), "managed-node", activation);
  return { id: activation, members: new Set(records.map((record) => record.id)) };
}
