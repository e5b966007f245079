import { collectorOf } from "../collect/index.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import { scopeKey } from "../model/scope.ts";
import { type Observed, Snapshot, type SnapshotParts } from "../model/snapshot.ts";
import type { StoredDocument } from "../store/document-history.ts";
import type { Store } from "../store/store.ts";

/** The kinds that a node's row shows something of. */
const rowKinds = [
  "instance",
  "managed-node",
  "connection-status",
  "auto-scaling-instance",
  "instance-profile",
] as const satisfies readonly DocumentKind[];

/**
 * What is known of a scope's nodes, of all or of those named, and too old to judge by. Their rows go on showing it: a node
 * does not vanish because AWS is not heard.
 */
export async function loadOutdated(
  store: Store,
  snapshot: Snapshot,
  ids?: readonly string[],
): Promise<Snapshot> {
  const { scope, at } = snapshot;
  const key = scopeKey(scope);
  const documents = new Map<DocumentKind, Observed<DocumentKind>[]>();
  const kinds = rowKinds.filter((kind) => snapshot.gapOf(kind) !== undefined);
  const pings = kinds.includes("managed-node") ? await store.loadPings(key, ids) : new Map<string, number>();
  const take = ({ kind, id, body, observedAt }: StoredDocument) => {
    const document = collectorOf(kind).parse(body);
    const lastPingAt = pings.get(id) ?? null;
    const known = "pingStatus" in document ? { ...document, lastPingAt } : document;
    const ofKind = documents.get(kind) ?? [];
    documents.set(kind, ofKind);
    ofKind.push({ document: known, observedAt });
  };
  if (ids === undefined) {
    for await (const batch of store.loadDocuments(key, kinds)) batch.forEach(take);
  } else {
    for (const kind of kinds) (await store.findDocuments(key, kind, ids)).forEach(take);
  }
  return new Snapshot({
    scope,
    at,
    documents: Object.fromEntries(documents) as SnapshotParts["documents"],
    gaps: [],
  });
}
