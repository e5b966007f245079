import { createPermissions } from "../iam/permissions.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { World } from "../model/world.ts";
import { createNetwork } from "../network/network.ts";
import { NodeView, type ScopeView } from "./node-view.ts";
import { findRecentChanges, undoChanges } from "./recent-changes.ts";
import { findTrouble } from "./run-checks.ts";
import { sortOut } from "./sort-out.ts";

/** AWS's default; accounts may have been given more. */
export const defaultManagedNodeQuota = 2_400;

export type ScopeOptions = Pick<ScopeView, "managedNodeCount"> & { managedNodeQuota?: number | undefined };

/** The shared parts of one scope's diagnosis, each made when it is first asked for. */
export function createScopeView(world: World, key: ScopeKey, options: ScopeOptions = {}): ScopeView {
  const { managedNodeQuota = defaultManagedNodeQuota, managedNodeCount } = options;
  const snapshot = snapshotOf(world, key);
  const changes = world.changes.filter(({ scope }) => scope === key);
  const earlier = new Map<number, ScopeView>();
  const made = {
    network: lazy(() => createNetwork(snapshot)),
    permissions: lazy(() => createPermissions(snapshot)),
    changesById: lazy(() => Map.groupBy(changes, ({ id }) => id)),
    recentChanges: lazy(() => findRecentChanges(snapshot, changes)),
  };
  return {
    world,
    snapshot,
    managedNodeQuota,
    managedNodeCount,
    get network() {
      return made.network();
    },
    get permissions() {
      return made.permissions();
    },
    changesOf: (id) => made.changesById().get(id) ?? [],
    recentChangesOf: (nodeId) => made.recentChanges().get(nodeId) ?? [],
    wasBlockedBefore(nodeId, at) {
      const view = earlier.get(at) ?? createScopeView(worldBefore(world, key, at), key, options);
      earlier.set(at, view);
      const node = new NodeView(nodeId, view);
      return sortOut(node, findTrouble(node)).blocker.length > 0;
    },
  };
}

function worldBefore(world: World, key: ScopeKey, at: number): World {
  const own = world.changes.filter(({ scope }) => scope === key);
  const snapshot = undoChanges(snapshotOf(world, key), own, at);
  return {
    snapshots: new Map([...world.snapshots, [key, snapshot]]),
    changes: world.changes.filter((change) => change.at < at),
  };
}

function lazy<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function snapshotOf(world: World, key: ScopeKey): Snapshot {
  const snapshot = world.snapshots.get(key);
  if (snapshot === undefined) throw new Error(`the world has no scope ${key}`);
  return snapshot;
}
