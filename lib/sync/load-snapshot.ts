import { type DocumentKind, documentKinds } from "../model/document-kind.ts";
import type { Gap } from "../model/gap.ts";
import { type Scope, scopeKey } from "../model/scope.ts";
import { type Observed, Snapshot, type SnapshotParts } from "../model/snapshot.ts";
import type { StoredDocument } from "../store/document-history.ts";
import type { Store } from "../store/store.ts";
import type { LoadedKinds } from "./load-others.ts";
import { namedInterfaces } from "./named-interfaces.ts";
import { stringSharer } from "./share-strings.ts";
import { StandingFacts } from "./standing-facts.ts";

export type LoadOptions = {
  /** The moment from which all ages count. */
  at: number;
  /** Facts that could not be read again stand in for what is missing until they are older than this. */
  maxAgeMs: number;
  /** All of them, unless some are named: then the others are gaps. */
  kinds?: readonly DocumentKind[];
  /** Gaps that are not stored, as when a whole sync failed before any kind was read. */
  lost?: readonly Gap[];
};

/**
 * The world of one scope as the store has it. What could not be read again comes with its older facts, each marked with its
 * age, and is a gap once these are too old; so a call that failed once changes nobody's status. Of the interfaces only those
 * are there that a node's way may lead over.
 */
export async function loadSnapshot(store: Store, scope: Scope, options: LoadOptions): Promise<Snapshot> {
  const { documents, gaps } = await loadKinds(store, scope, options);
  return new Snapshot({
    scope,
    at: options.at,
    documents: Object.fromEntries(documents) as SnapshotParts["documents"],
    gaps,
  });
}

/** The same before it is a snapshot. */
export async function loadKinds(store: Store, scope: Scope, options: LoadOptions): Promise<LoadedKinds> {
  const { kinds = documentKinds } = options;
  const key = scopeKey(scope);
  const facts = await StandingFacts.load(store, key, options);
  const readable = kinds.filter((kind) => facts.gapOfKind(kind) === undefined);
  const documents = new Map<DocumentKind, Observed<DocumentKind>[]>(readable.map((kind) => [kind, []]));
  const share = stringSharer();
  const take = (stored: StoredDocument) => {
    const observed = facts.observe(stored);
    if (observed !== undefined) documents.get(stored.kind)!.push(share(observed));
  };
  const listed = readable.filter((kind) => kind !== "network-interface");
  for await (const batch of store.loadDocuments(key, listed)) batch.forEach(take);
  if (readable.includes("network-interface")) {
    (await store.findDocuments(key, "network-interface", namedInterfaces(documents))).forEach(take);
  }
  return { documents, gaps: facts.gaps(kinds) };
}
