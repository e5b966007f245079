import type { CollectedItem, KnownItem, Sink } from "../collect/collect-scope.ts";
import { collectorOf } from "../collect/index.ts";
import { nameInArn } from "../collect/parsing.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { Gap } from "../model/gap.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Store } from "../store/store.ts";

type StoreSinkOptions = {
  store: Store;
  scope: ScopeKey;
  /** The number of this reading of the scope. */
  round: number;
  now(): number;
  /** A kind has ended, well or not. */
  onKind(kind: DocumentKind): Promise<void> | void;
  onGaps(kind: DocumentKind, gaps: readonly Gap[]): void;
};

/**
 * Saves what is read as it is read: each page by itself, so that a sync that is killed keeps what it had, and the next one
 * finds nothing doubled. A kind whose read failed keeps its documents, and gets its gaps.
 */
export function createStoreSink({
  store,
  scope,
  round,
  now,
  onKind,
  onGaps,
}: StoreSinkOptions): Sink & { changed(): number } {
  let changedDocuments = 0;
  const startedAt = now();
  const gapsByKind = new Map<DocumentKind, readonly Gap[]>();
  return {
    changed: () => changedDocuments,

    async page(kind, items, observedAt) {
      const documents = await Promise.all(items.map((item) => withKnownFields(store, scope, kind, item)));
      const { changed } = await store.saveDocuments(scope, kind, documents, observedAt);
      changedDocuments += changed.length;
      const pings = items.flatMap(({ id, lastPingAt }) => (lastPingAt === null ? [] : [{ id, lastPingAt }]));
      if (pings.length > 0) await store.savePings(scope, pings);
    },

    async gap(kind, gaps) {
      gapsByKind.set(kind, gaps);
      onGaps(kind, gaps);
      await store.replaceGaps(scope, kind, gaps, now());
      if (gaps.some(({ resource }) => resource === null)) {
        await store.failRead(scope, kind, { startedAt, finishedAt: now(), items: 0, round });
        await onKind(kind);
      }
    },

    known: (kind, resource) => findKnown(store, scope, kind, resource),

    async *allKnown(kind) {
      for await (const batch of store.loadDocuments(scope, [kind]))
        for (const { body } of batch) yield collectorOf(kind).parse(body);
    },

    async done(kind, read) {
      if (!gapsByKind.has(kind)) await store.replaceGaps(scope, kind, [], now());
      const { removed } = await store.finishRead(scope, kind, {
        startedAt: read.startedAt,
        observedAt: read.finishedAt,
        seenIds: read.seenIds,
        round,
      });
      changedDocuments += removed.length;
      await onKind(kind);
    },
  };
}

/** SSM names some roles without their path, so these are known by their name, which is its own within an account. */
async function findKnown(
  store: Store,
  scope: ScopeKey,
  kind: DocumentKind,
  resource: string,
): Promise<KnownItem | undefined> {
  const found = await store.findDocument(scope, kind, resource);
  if (found !== undefined) return { id: resource, document: collectorOf(kind).parse(found.body) };
  if (kind !== "role") return undefined;
  for await (const batch of store.loadDocuments(scope, [kind])) {
    const named = batch.find(({ id }) => nameInArn(id) === nameInArn(resource));
    if (named !== undefined) return { id: named.id, document: collectorOf(kind).parse(named.body) };
  }
  return undefined;
}

/** What of a document could not be read this time still stands as it was known before. */
async function withKnownFields(
  store: Store,
  scope: ScopeKey,
  kind: DocumentKind,
  { id, body, missing }: CollectedItem,
) {
  if (missing.length === 0) return { id, body };
  const before = (await store.findDocument(scope, kind, id))?.body as Record<string, unknown> | undefined;
  const known = missing.filter((field) => before?.[field] !== undefined);
  return {
    id,
    body: { ...(body as object), ...Object.fromEntries(known.map((field) => [field, before![field]])) },
  };
}
