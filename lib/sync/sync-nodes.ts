import { collectScope, type Sink } from "../collect/collect-scope.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import { scopeKey } from "../model/scope.ts";
import type { NewDocument } from "../store/documents.ts";
import { deriveNodes } from "./derive-nodes.ts";
import { ScopeFacts } from "./scope-facts.ts";
import type { SyncScopeOptions } from "./sync-scope.ts";

type Options = Pick<SyncScopeOptions, "store" | "reader" | "maxAgeMs" | "signal" | "now">;

/**
 * Reads single nodes again, and nothing else of their scope. A kind that cannot be read leaves what was known of it; the
 * scope's gaps are told by the next full sync.
 */
export async function syncNodes(options: Options, ids: readonly string[]): Promise<void> {
  const { store, reader, now } = options;
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
  const facts = await ScopeFacts.load(store, scope);
  const nodes = deriveNodes(facts, { scope, at: now(), maxAgeMs: options.maxAgeMs }, ids);
  const present = new Set(nodes.map(({ id }) => id));
  await store.updateNodes(
    scope,
    nodes,
    now(),
    ids.filter((id) => !present.has(id)),
  );
}
