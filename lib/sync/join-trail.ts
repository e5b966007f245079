import { type DocumentNow, joinChanges, type SeenChange } from "../changes/join-changes.ts";
import { type Identities, identitiesIn, withOwnIds } from "../changes/own-ids.ts";
import { identityTrailRegion } from "../changes/trail-region.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import { type Scope, type ScopeKey, scopeKey } from "../model/scope.ts";
import type { TrailChange } from "../model/trail-change.ts";
import type { Change } from "../model/world.ts";
import type { DocumentChange } from "../store/document-changes.ts";
import type { StoredDocument } from "../store/document-history.ts";
import type { Store } from "../store/store.ts";

/** Where CloudTrail keeps what concerns a scope: in its own Region, and for IAM in the one of the partition. */
export function trailScopes(scope: Scope): ScopeKey[] {
  return [...new Set([scopeKey(scope), scopeKey({ ...scope, region: identityTrailRegion(scope) })])];
}

const ofIdentity: ReadonlySet<DocumentKind> = new Set(["role", "instance-profile"]);

/** What CloudTrail told and what was seen by reading, as one list, the newest first. */
export async function joinTrail(
  store: Store,
  scope: ScopeKey,
  options: {
    at: number;
    told: readonly TrailChange[];
    seen: readonly Change[];
    toSeen(scope: ScopeKey, changes: readonly DocumentChange[]): SeenChange[];
  },
): Promise<Change[]> {
  const { at, seen } = options;
  const told = await ownTold(store, scope, options.told);
  const keyOf = ({ kind, id }: { kind: DocumentKind; id: string }) => `${kind} ${id}`;
  const named = new Set(told.map(keyOf));
  const ids = [...new Set(told.map(({ id }) => id))];
  // All of their past, as each event is undone on what was read after it.
  const steps = ids.length === 0 ? [] : await store.loadDocumentChanges(scope, { since: 0, until: at, ids });
  const ofNamed = options.toSeen(
    scope,
    steps.filter((step) => named.has(keyOf(step))),
  );
  const documents = await loadNow(store, scope, told);
  const joined = joinChanges({
    told,
    seen: ofNamed,
    documentNow: (kind, id) => documents.get(keyOf({ kind, id })),
  });
  const others = seen.filter((change) => !named.has(keyOf(change)));
  return [...joined, ...others].sort((one, other) => other.at - one.at);
}

/** By the scope's own ids, and of those of IAM that another Region keeps, only what is IAM's. */
async function ownTold(
  store: Store,
  scope: ScopeKey,
  told: readonly TrailChange[],
): Promise<readonly TrailChange[]> {
  const meant = told.filter((change) => change.scope === scope || ofIdentity.has(change.kind));
  const own = meant.map((change) => (change.scope === scope ? change : { ...change, scope }));
  return own.some(({ kind }) => ofIdentity.has(kind))
    ? withOwnIds(own, await loadIdentities(store, scope))
    : own;
}

async function loadIdentities(store: Store, scope: ScopeKey): Promise<Identities> {
  const documents: StoredDocument[] = [];
  for await (const batch of store.loadDocuments(scope, ["role", "instance-profile"]))
    documents.push(...batch);
  return identitiesIn(documents);
}

async function loadNow(
  store: Store,
  scope: ScopeKey,
  told: readonly TrailChange[],
): Promise<Map<string, DocumentNow>> {
  const documents = new Map<string, DocumentNow>();
  for (const [kind, changes] of Map.groupBy(told, (change) => change.kind)) {
    const ids = [...new Set(changes.map(({ id }) => id))];
    for (const { id, body, observedAt } of await store.findDocuments(scope, kind, ids))
      documents.set(`${kind} ${id}`, { body, observedAt });
  }
  return documents;
}
