import { type DocumentKind, groundKinds } from "../model/document-kind.ts";
import type { Gap } from "../model/gap.ts";
import { type Scope, type ScopeKey, scopeKey } from "../model/scope.ts";
import { type Observed, Snapshot, type SnapshotParts } from "../model/snapshot.ts";
import type { Store } from "../store/store.ts";
import type { LoadOptions } from "./load-snapshot.ts";
import { findNeighbours } from "./neighbours.ts";
import { StandingFacts } from "./standing-facts.ts";

/** What of a scope was loaded: the documents of some kinds, and what of these is missing. */
export type LoadedKinds = {
  documents: ReadonlyMap<DocumentKind, Observed<DocumentKind>[]>;
  gaps: readonly Gap[];
};

const nodeKinds = ["instance", "managed-node"] as const satisfies readonly DocumentKind[];
const nothing: LoadedKinds = { documents: new Map(), gaps: [] };

/**
 * Of the other scopes what a scope's verdicts may hang on: the nodes that it names and does not have, and of those into which
 * its packets may go the network. Whole scopes beside it would not fit into memory.
 */
export async function loadOthers(
  store: Store,
  snapshot: Snapshot,
  absentIds: readonly string[],
  options: LoadOptions,
  loadGround: (scope: Scope) => Promise<LoadedKinds>,
): Promise<[ScopeKey, Snapshot][]> {
  const own = scopeKey(snapshot.scope);
  const neighbours = findNeighbours(snapshot);
  const others: [ScopeKey, Snapshot][] = [];
  for (const { key, partition, account, region } of await store.loadScopes()) {
    const scope = { partition, account, region };
    const isNeighbour = neighbours.has(key) && partition === snapshot.scope.partition;
    if (key === own || (!isNeighbour && absentIds.length === 0)) continue;
    const ground = isNeighbour ? await loadGround(scope) : nothing;
    const named = absentIds.length > 0 ? await loadNamed(store, key, absentIds, options) : nothing;
    const kinds = new Set<DocumentKind>([
      ...(isNeighbour ? groundKinds : []),
      ...(absentIds.length > 0 ? nodeKinds : []),
    ]);
    const documents = Object.fromEntries([...ground.documents, ...named.documents]);
    const gaps = [...ground.gaps, ...named.gaps].filter(({ kind }) => kinds.has(kind));
    const parts = { documents: documents as SnapshotParts["documents"], gaps, kinds };
    others.push([key, new Snapshot({ scope, at: await loadReadAt(store, key, options.at), ...parts })]);
  }
  return others;
}

/** When anything there was last read: no packet of today is judged on ground that nobody has looked at for long. */
async function loadReadAt(store: Store, scope: ScopeKey, at: number): Promise<number> {
  const times = (await store.loadReads(scope)).flatMap(({ observedAt }) => observedAt ?? []);
  return times.length === 0 ? at : Math.min(at, Math.max(...times));
}

async function loadNamed(
  store: Store,
  scope: ScopeKey,
  ids: readonly string[],
  options: LoadOptions,
): Promise<LoadedKinds> {
  const facts = await StandingFacts.load(store, scope, { ...options, lost: [], ids });
  const documents = new Map<DocumentKind, Observed<DocumentKind>[]>();
  for (const kind of nodeKinds) {
    if (facts.gapOfKind(kind) !== undefined) continue;
    const stored = await store.findDocuments(scope, kind, ids);
    documents.set(
      kind,
      stored.flatMap((document) => facts.observe(document) ?? []),
    );
  }
  return { documents, gaps: facts.gaps(nodeKinds) };
}
