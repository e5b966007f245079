import { type DocumentKind, groundKinds } from "../model/document-kind.ts";
import type { Gap } from "../model/gap.ts";
import { type Scope, type ScopeKey, scopeKey } from "../model/scope.ts";
import { type Observed, Snapshot, type SnapshotParts } from "../model/snapshot.ts";
import type { Store } from "../store/store.ts";
import type { LoadOptions } from "./load-snapshot.ts";
import { ownersIn, peersOf, type VpcIds } from "./neighbours.ts";
import { StandingFacts } from "./standing-facts.ts";

/** What of a scope was loaded: the documents of some kinds, and what of these is missing. */
export type LoadedKinds = {
  documents: ReadonlyMap<DocumentKind, Observed<DocumentKind>[]>;
  gaps: readonly Gap[];
};

const nodeKinds = ["instance", "managed-node"] as const satisfies readonly DocumentKind[];
const nothing: LoadedKinds = { documents: new Map(), gaps: [] };

type Wanted = {
  /** Nodes that the scope names and does not have. */
  absentIds: readonly string[];
  /** The VPCs that ways begin in. */
  vpcIds: VpcIds;
};

/**
 * Of the other scopes what a scope's verdicts may hang on: the nodes that it names and does not have, and of those into which
 * its packets may go the network. Whole scopes beside it would not fit into memory.
 */
export async function loadOthers(
  store: Store,
  snapshot: Snapshot,
  { absentIds, vpcIds }: Wanted,
  options: LoadOptions,
  loadGround: (scope: Scope) => Promise<LoadedKinds>,
): Promise<[ScopeKey, Snapshot][]> {
  const own = scopeKey(snapshot.scope);
  const scopes = (await store.loadScopes()).filter(({ key }) => key !== own);
  const near = scopes
    .filter(({ partition }) => partition === snapshot.scope.partition)
    .map(({ key, partition, account, region }) => [key, { partition, account, region }] as const);
  const grounds = await loadGrounds(snapshot, vpcIds, new Map(near), loadGround);
  const others: [ScopeKey, Snapshot][] = [];
  for (const { key, partition, account, region } of scopes) {
    const scope = { partition, account, region };
    const ground = grounds.get(key);
    if (ground === undefined && absentIds.length === 0) continue;
    const named = absentIds.length > 0 ? await loadNamed(store, key, absentIds, options) : nothing;
    const kinds = new Set<DocumentKind>([
      ...(ground === undefined ? [] : groundKinds),
      ...(absentIds.length > 0 ? nodeKinds : []),
    ]);
    const documents = Object.fromEntries([...(ground ?? nothing).documents, ...named.documents]);
    const gaps = [...(ground ?? nothing).gaps, ...named.gaps].filter(({ kind }) => kinds.has(kind));
    const parts = { documents: documents as SnapshotParts["documents"], gaps, kinds };
    const at = await loadReadAt(store, key, options.at, (ground ?? nothing).documents);
    others.push([key, new Snapshot({ scope, at, ...parts })]);
  }
  return others;
}

/** The networks of owners, of peers, and of the peers that owners alone see. Peering goes no further than that. */
async function loadGrounds(
  snapshot: Snapshot,
  vpcIds: VpcIds,
  scopes: ReadonlyMap<ScopeKey, Scope>,
  loadGround: (scope: Scope) => Promise<LoadedKinds>,
): Promise<ReadonlyMap<ScopeKey, LoadedKinds>> {
  const grounds = new Map<ScopeKey, LoadedKinds>();
  const load = async (key: ScopeKey) => {
    const scope = scopes.get(key);
    if (scope !== undefined && !grounds.has(key)) grounds.set(key, await loadGround(scope));
  };
  const peers = new Set<ScopeKey>();
  const kind = "peering-connection";
  if (snapshot.gapOf(kind) === undefined)
    for (const key of peersOf(snapshot.all(kind), snapshot.scope, vpcIds)) peers.add(key);
  for (const [owner, shared] of ownersIn(snapshot, vpcIds)) {
    await load(owner);
    const seen = (grounds.get(owner)?.documents.get(kind) ?? []) as Observed<typeof kind>[];
    const connections = seen.map(({ document }) => document);
    for (const key of peersOf(connections, scopes.get(owner) ?? snapshot.scope, shared)) peers.add(key);
  }
  for (const key of peers) await load(key);
  return grounds;
}

/** When anything there was last read: no packet of today is judged on ground that nobody has looked at for long. */
async function loadReadAt(
  store: Store,
  scope: ScopeKey,
  at: number,
  documents: LoadedKinds["documents"],
): Promise<number> {
  const reads = (await store.loadReads(scope)).flatMap(({ observedAt }) => observedAt ?? []);
  let latest = reads.length === 0 ? at : Math.max(...reads);
  // Single documents may have been read since.
  for (const ofKind of documents.values())
    for (const { observedAt } of ofKind) if (observedAt > latest) latest = observedAt;
  return Math.min(at, latest);
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
