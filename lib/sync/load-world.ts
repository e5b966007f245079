import { nodeIdsOf } from "../diagnosis/node-ids.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import { type Scope, type ScopeKey, scopeKey } from "../model/scope.ts";
import { type Observed, Snapshot, type SnapshotParts } from "../model/snapshot.ts";
import type { World } from "../model/world.ts";
import type { Store } from "../store/store.ts";
import { loadRecentChanges } from "./load-changes.ts";
import { type LoadOptions, loadSnapshot } from "./load-snapshot.ts";
import { StandingFacts } from "./standing-facts.ts";

/**
 * One scope with all that its diagnosis needs: its recent past, and of the other scopes the nodes that something here names
 * and that this scope does not have. Whole scopes beside it would not fit into memory.
 */
export async function loadWorld(store: Store, scope: Scope, options: LoadOptions): Promise<World> {
  const key = scopeKey(scope);
  const snapshot = await loadSnapshot(store, scope, options);
  const changes = await loadRecentChanges(store, scope, options.at);
  const others = await loadElsewhere(store, key, findAbsent(snapshot), options);
  return { snapshots: new Map([[key, snapshot], ...others]), changes };
}

/** Nodes that other scopes may have, as far as they have them. */
export async function loadElsewhere(
  store: Store,
  scope: ScopeKey,
  ids: readonly string[],
  options: LoadOptions,
): Promise<[ScopeKey, Snapshot][]> {
  if (ids.length === 0) return [];
  const others = (await store.loadScopes()).filter(({ key }) => key !== scope);
  const snapshots: [ScopeKey, Snapshot][] = [];
  for (const { key, partition, account, region } of others) {
    const parts = await loadNamed(store, key, ids, { ...options, kinds: nodeKinds });
    const scope = { partition, account, region };
    snapshots.push([key, new Snapshot({ scope, at: options.at, kinds: new Set(nodeKinds), ...parts })]);
  }
  return snapshots;
}

const nodeKinds = ["instance", "managed-node"] as const satisfies readonly DocumentKind[];

async function loadNamed(
  store: Store,
  scope: ScopeKey,
  ids: readonly string[],
  options: LoadOptions & { kinds: readonly DocumentKind[] },
): Promise<Pick<SnapshotParts, "documents" | "gaps">> {
  const { kinds } = options;
  const facts = await StandingFacts.load(store, scope, { ...options, lost: [], ids });
  const documents = new Map<DocumentKind, Observed<DocumentKind>[]>();
  for (const kind of kinds) {
    if (facts.gapOfKind(kind) !== undefined) continue;
    const stored = await store.findDocuments(scope, kind, ids);
    documents.set(
      kind,
      stored.flatMap((document) => facts.observe(document) ?? []),
    );
  }
  return {
    documents: Object.fromEntries(documents) as SnapshotParts["documents"],
    gaps: facts.gaps(kinds),
  };
}

/** Ids that something here names, and that AWS does not have here. */
function findAbsent(snapshot: Snapshot): string[] {
  return [...nodeIdsOf(snapshot)].filter((id) => {
    const kind = id.startsWith("mi-") ? "managed-node" : "instance";
    return snapshot.gapOf(kind) === undefined && snapshot.observedAt(kind, id) === undefined;
  });
}
