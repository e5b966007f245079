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
import { type AroundOptions, readAround } from "./read-around.ts";
import { saveRead } from "./save-read.ts";
import type { SyncScopeOptions } from "./sync-scope.ts";
import { findUnderway } from "./underway.ts";

type Options = Pick<SyncScopeOptions, "ageOf" | "managedNodeQuota"> & AroundOptions;

export type SyncNodesRequest = {
  ids: readonly string[];
  /** Documents of the rest of their scope that are read with them. */
  documents?: readonly Wanted[];
  /** Those of the nodes whose surroundings are read as well. */
  around?: readonly string[];
};

/**
 * Reads single nodes again, and of the rest of their scope only what is asked for. A kind that cannot be read leaves what was
 * known of it; the scope's gaps are told by the next full sync. Answers which documents of the rest are others now.
 */
export async function syncNodes(
  options: Options,
  { ids, documents = [], around = [] }: SyncNodesRequest,
): Promise<Wanted[]> {
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
  const moved = await saveRead(options, await readDocuments(reader, documents));
  // After the nodes, as these say where they stand and with what they sign.
  if (around.length > 0) moved.push(...(await readAround(options, around)));
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
  return moved;
}
