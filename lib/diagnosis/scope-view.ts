import { createPermissions, type Permissions } from "../iam/permissions.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { World } from "../model/world.ts";
import { type ChangedDocument, createNetwork, ofNetwork, type StandingNetwork } from "../network/network.ts";
import { neighboursOf } from "../network/world-grounds.ts";
import { type Dependents, findDependents } from "./dependents.ts";
import { NodeView, type ScopeView } from "./node-view.ts";
import { findRecentChanges, undoChanges } from "./recent-changes.ts";
import { findTrouble } from "./run-checks.ts";
import { sortOut } from "./sort-out.ts";

/** AWS's default; accounts may have been given more. */
export const defaultManagedNodeQuota = 2_400;

export type ScopeOptions = Pick<ScopeView, "managedNodeCount" | "siblingsOf"> & {
  managedNodeQuota?: number | undefined;
};

/** A scope whose shared parts can be taken over into a world in which little of it is different. */
export type StandingScope = {
  view: ScopeView;
  /** The scope in that world, and the nodes whose verdicts may be others. */
  after(world: World, changed: readonly ChangedDocument[]): { scope: StandingScope; nodeIds: Dependents };
};

/** The shared parts of one scope's diagnosis, each made when it is first asked for. */
export function createScope(world: World, key: ScopeKey, options: ScopeOptions = {}): StandingScope {
  const snapshot = snapshotOf(world, key);
  return standing(world, key, options, {
    network: lazy(() => createNetwork(snapshot, neighboursOf(snapshot, world.snapshots))),
    permissions: lazy(() => createPermissions(snapshot)),
  });
}

type Shared = { network: () => StandingNetwork; permissions: () => Permissions };

function standing(world: World, key: ScopeKey, options: ScopeOptions, shared: Shared): StandingScope {
  const view = viewOf(world, key, options, shared);
  return {
    view,
    after(next, changed) {
      const snapshot = snapshotOf(next, key);
      const { network, instanceIds } = shared
        .network()
        .after(snapshot, changed, neighboursOf(snapshot, next.snapshots));
      const permissions = changed.some(({ kind }) => identityKinds.has(kind))
        ? lazy(() => createPermissions(snapshot))
        : shared.permissions;
      const scope = standing(next, key, options, { network: () => network, permissions });
      const known = isOverQuota(view) === isOverQuota(scope.view);
      const nodeIds = known ? dependentsOf([view.snapshot, snapshot], changed, instanceIds) : "all";
      return { scope, nodeIds };
    },
  };
}

function viewOf(
  world: World,
  key: ScopeKey,
  options: ScopeOptions,
  { network, permissions }: Shared,
): ScopeView {
  const { managedNodeQuota = defaultManagedNodeQuota, managedNodeCount, siblingsOf } = options;
  const snapshot = snapshotOf(world, key);
  const neighbours = neighboursOf(snapshot, world.snapshots);
  const changes = world.changes.filter(
    ({ scope, kind }) => scope === key || (ofNetwork.has(kind) && neighbours.has(scope)),
  );
  const changesByScope = lazy(() => Map.groupBy(changes, ({ scope }) => scope));
  const changesById = lazy(() => Map.groupBy(changes, ({ scope, id }) => `${scope} ${id}`));
  const recentChanges = lazy(() => findRecentChanges(snapshot, changes, neighbours));
  const earlier = new Map<number, ScopeView>();
  /** The scope just before a moment, with what it shares with today's. */
  const before = (at: number): ScopeView => {
    const snapshots = new Map(world.snapshots);
    const undone: ChangedDocument[] = [];
    for (const [scope, ofScope] of changesByScope()) {
      const past = undoChanges(snapshots.get(scope)!, ofScope, at);
      if (past.undone.length === 0) continue;
      snapshots.set(scope, past.snapshot);
      undone.push(...(scope === key ? past.undone : past.undone.map((each) => ({ ...each, scope }))));
    }
    const pastWorld = { snapshots, changes: changes.filter((change) => change.at < at) };
    return standing(world, key, options, { network, permissions }).after(pastWorld, undone).scope.view;
  };
  return {
    ...{ world, snapshot, changes, managedNodeQuota, managedNodeCount, siblingsOf },
    get network() {
      return network();
    },
    get permissions() {
      return permissions();
    },
    changesOf: (id, scope = key) => changesById().get(`${scope} ${id}`) ?? [],
    recentChangesOf: (nodeId) => recentChanges().get(nodeId) ?? [],
    blockersBefore(nodeId, at) {
      const view = earlier.get(at) ?? before(at);
      earlier.delete(at);
      earlier.set(at, view);
      const [longestUnasked] = earlier.keys();
      if (earlier.size > keptMoments) earlier.delete(longestUnasked!);
      const node = new NodeView(nodeId, view);
      return sortOut(node, findTrouble(node)).blocker;
    },
  };
}

/** How many moments of a scope's past are kept at once: each shares with today's what was no other then. */
const keptMoments = 48;

/** What the answers about roles and endpoint policies stand on. */
const identityKinds: ReadonlySet<DocumentKind> = new Set([
  "instance",
  "role",
  "role-simulation",
  "instance-profile",
  "vpc-endpoint",
  "service-setting",
]);

/** A document that went no longer says whose it was, and one that came did not say it before. */
function dependentsOf(
  snapshots: readonly Snapshot[],
  changed: readonly ChangedDocument[],
  ofPaths: ReadonlySet<string>,
): Dependents {
  const ids = new Set(ofPaths);
  for (const { kind, id } of changed) {
    if (ofNetwork.has(kind)) continue;
    for (const snapshot of snapshots) {
      const dependents = findDependents(snapshot, kind, id);
      if (dependents === "all") return "all";
      for (const each of dependents) ids.add(each);
    }
  }
  return ids;
}

function isOverQuota({ snapshot, managedNodeCount, managedNodeQuota }: ScopeView): boolean {
  if (snapshot.gapOf("managed-node") !== undefined) return false;
  return (managedNodeCount ?? snapshot.all("managed-node").length) > managedNodeQuota;
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
