import { createPermissions, type Permissions } from "../iam/permissions.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Change, World } from "../model/world.ts";
import { createNetwork, type Network } from "../network/network.ts";
import type { ScopeView } from "./node-view.ts";
import { findRecentChanges } from "./recent-changes.ts";

/** AWS's default; accounts may have been given more. */
export const defaultManagedNodeQuota = 2_400;

/** The shared parts of one scope's diagnosis, each made when it is first asked for. */
export function createScopeView(
  world: World,
  key: ScopeKey,
  options: Pick<ScopeView, "managedNodeCount"> & { managedNodeQuota?: number | undefined } = {},
): ScopeView {
  const { managedNodeQuota = defaultManagedNodeQuota, managedNodeCount } = options;
  const snapshot = snapshotOf(world, key);
  const changes = world.changes.filter(({ scope }) => scope === key);
  let network: Network | undefined;
  let permissions: Permissions | undefined;
  let changesById: ReadonlyMap<string, Change[]> | undefined;
  let recentChanges: ReadonlyMap<string, Change> | undefined;
  return {
    world,
    snapshot,
    managedNodeQuota,
    managedNodeCount,
    get network() {
      network ??= createNetwork(snapshot);
      return network;
    },
    get permissions() {
      permissions ??= createPermissions(snapshot);
      return permissions;
    },
    changesOf(id) {
      changesById ??= Map.groupBy(changes, (change) => change.id);
      return changesById.get(id) ?? [];
    },
    recentChangeOf(nodeId) {
      recentChanges ??= findRecentChanges(snapshot, changes);
      return recentChanges.get(nodeId);
    },
  };
}

function snapshotOf(world: World, key: ScopeKey): Snapshot {
  const snapshot = world.snapshots.get(key);
  if (snapshot === undefined) throw new Error(`the world has no scope ${key}`);
  return snapshot;
}
