import type { DocumentKind } from "../model/document-kind.ts";
import type { ReferenceHolder } from "../model/reference-holder.ts";
import { type Scope, type ScopeKey, scopeKey } from "../model/scope.ts";
import { type Observed, Snapshot, type SnapshotParts } from "../model/snapshot.ts";
import type { Store } from "../store/store.ts";
import type { LoadOptions } from "./load-snapshot.ts";
import { StandingFacts } from "./standing-facts.ts";

const holderKinds = ["association", "maintenance-window"] as const satisfies readonly DocumentKind[];
const nodeKinds = ["instance", "managed-node"] as const satisfies readonly DocumentKind[];
const anyNodeId = /\bm?i-[0-9a-f]{8,17}\b/g;

type Documents = Map<DocumentKind, Observed<DocumentKind>[]>;

/** What aims at nodes by their ids in every scope, and of the nodes those alone that are named anywhere, as in `others`. */
export async function loadReferences(
  store: Store,
  scopes: readonly Scope[],
  { others = [], ...options }: LoadOptions & { others?: readonly ReferenceHolder[] },
): Promise<Map<ScopeKey, Snapshot>> {
  const parts = await Promise.all(
    scopes.map(async (scope) => {
      const key = scopeKey(scope);
      const facts = await StandingFacts.load(store, key, { ...options, ids: [] });
      const documents: Documents = new Map();
      for (const kind of holderKinds) {
        if (facts.gapOfKind(kind) !== undefined) continue;
        const held: Observed<DocumentKind>[] = [];
        for await (const batch of store.loadDocuments(key, [kind]))
          held.push(...batch.flatMap((stored) => facts.observe(stored) ?? []));
        documents.set(kind, held);
      }
      return { scope, key, facts, documents };
    }),
  );
  const named = new Set([
    ...others.flatMap(({ nodeIds }) => nodeIds),
    ...parts.flatMap(({ documents }) => JSON.stringify([...documents.values()]).match(anyNodeId) ?? []),
  ]);
  const snapshots = parts.map(async ({ scope, key, facts, documents }): Promise<[ScopeKey, Snapshot]> => {
    for (const kind of nodeKinds) {
      if (facts.gapOfKind(kind) !== undefined) continue;
      const stored = await store.findDocuments(key, kind, [...named]);
      documents.set(
        kind,
        stored.flatMap((each) => facts.observe(each) ?? []),
      );
    }
    const snapshot = new Snapshot({
      scope,
      at: options.at,
      documents: Object.fromEntries(documents) as SnapshotParts["documents"],
      gaps: facts.gaps([...holderKinds, ...nodeKinds]),
    });
    return [key, snapshot];
  });
  return new Map(await Promise.all(snapshots));
}
