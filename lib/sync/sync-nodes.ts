import { collectScope, type Sink } from "../collect/collect-scope.ts";
import { readDocuments, type Wanted } from "../collect/read-documents.ts";
import { createDiagnosis } from "../diagnosis/diagnose.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import { scopeKey } from "../model/scope.ts";
import type { World } from "../model/world.ts";
import type { NewDocument } from "../store/documents.ts";
import { countRecentFailures } from "./count-recent-failures.ts";
import { deriveNodes } from "./derive-nodes.ts";
import { NodeWorlds } from "./load-node-world.ts";
import { loadOutdated } from "./load-outdated.ts";
import type { SyncScopeOptions } from "./sync-scope.ts";
import { findUnderway } from "./underway.ts";

type Options = Pick<SyncScopeOptions, "store" | "reader" | "ageOf" | "managedNodeQuota" | "signal" | "now">;

/**
 * Reads single nodes again, and of the rest of their scope only the `documents` that are named. A kind that cannot be read
 * leaves what was known of it; the scope's gaps are told by the next full sync.
 */
export async function syncNodes(
  options: Options,
  ids: readonly string[],
  documents: readonly Wanted[] = [],
): Promise<void> {
  const { store, reader, ageOf, managedNodeQuota, now } = options;
  const scope = scopeKey(reader.scope);
  const found = new Map<DocumentKind, NewDocument[]>();
  const sink: Sink = {
    async page(kind, items) {
      found.set(kind, [...(found.get(kind) ?? []), ...items.map(({ id, body }) => ({ id, body }))]);
      const pings = items.flatMap(({ id, lastPingAt }) => (lastPingAt === null ? [] : [{ id, lastPingAt }]));
      if (pings.length > 0) await store.savePings(scope, pings);
    },
    gap: () => undefined,
    async done(kind) {
      await store.saveSingleDocuments(scope, kind, { asked: ids, found: found.get(kind) ?? [] }, now());
    },
  };
  await collectScope(reader, sink, { nodes: ids, signal: options.signal, now });
  await saveDocuments(options, documents);
  const at = now();
  const { maxAgeMs } = ageOf((await store.loadReadingCalls([scope])).get(scope) ?? []);
  const world = await new NodeWorlds(store).load(reader.scope, ids, { at, maxAgeMs });
  const records = (await store.loadReads(scope)).find(({ kind }) => kind === "managed-node");
  const toDiagnosis = (of: World) =>
    createDiagnosis(of, {
      managedNodeQuotaOf: () => managedNodeQuota,
      managedNodeCountOf: (key) => (key === scope ? records?.items : undefined),
    });
  const underway = await findUnderway(store, world, scope, toDiagnosis, ids);
  const snapshot = world.snapshots.get(scope)!;
  const outdated = await loadOutdated(store, snapshot, ids);
  const failures = await countRecentFailures(store, scope, at, ids);
  const facts = { snapshot, outdated, failures };
  const { nodes, causes } = deriveNodes(toDiagnosis(world), facts, { only: ids, underway });
  const kept = new Set(nodes.map(({ id }) => id));
  const removedIds = ids.filter((id) => !kept.has(id));
  await store.updateNodes(scope, nodes, at, { removedIds, isTold: underway === null });
  await store.saveCauses(scope, causes, at, { others: "kept" });
}

/** What could not be read is left as it was known. */
async function saveDocuments({ store, reader, now }: Options, wanted: readonly Wanted[]): Promise<void> {
  const read = await readDocuments(reader, wanted);
  for (const [kind, each] of Map.groupBy(read, (document) => document.kind)) {
    const told = each.filter((document) => "found" in document);
    const asked = told.map(({ id }) => id);
    const found = told.flatMap(({ id, found: one }) => (one === null ? [] : [{ id, body: one.body }]));
    await store.saveSingleDocuments(scopeKey(reader.scope), kind, { asked, found }, now());
  }
}
