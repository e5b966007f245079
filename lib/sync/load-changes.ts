import { parseBefore } from "../collect/undo-changes.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Change } from "../model/world.ts";
import type { DocumentChange } from "../store/document-history.ts";
import type { Store } from "../store/store.ts";

/** An agent that gave up tries again within the hour; what changed earlier than a few of these explains no silence. */
const recentMs = 4 * 60 * 60_000;

/** What an agent's way to SSM hangs on. Other kinds change by the thousand, and explain nothing. */
const decidingKinds: readonly DocumentKind[] = [
  "instance",
  "vpc",
  "subnet",
  "security-group",
  "network-acl",
  "route-table",
  "dhcp-options",
  "vpc-endpoint",
  "nat-gateway",
  "internet-gateway",
  "egress-only-gateway",
  "network-interface",
  "managed-prefix-list",
  "block-public-access",
  "profile-association",
  "instance-profile",
  "role",
  "service-setting",
];

/** What was true of these long ago still tells today: which role an agent once found good enough. */
const identityKinds: readonly DocumentKind[] = ["instance-profile", "role", "service-setting"];

/** What the whole of a scope's diagnosis needs of its past, the newest first. */
export async function loadRecentChanges(store: Store, scope: ScopeKey, at: number): Promise<Change[]> {
  const forgotten = await store.loadForgottenRecords(scope);
  return toChanges(scope, [...(await loadRecent(store, scope, at, decidingKinds)), ...forgotten]);
}

/** The same for a few documents, of which all is told that is known; of other ones only kinds that are shared by nodes. */
export async function loadChangesAround(
  store: Store,
  scope: ScopeKey,
  at: number,
  { ids, kinds }: { ids: readonly string[]; kinds: readonly DocumentKind[] },
): Promise<Change[]> {
  const recent = await loadRecent(
    store,
    scope,
    at,
    decidingKinds.filter((kind) => kinds.includes(kind)),
  );
  const own = await store.loadDocumentChanges(scope, { since: 0, until: at, ids });
  const known = new Set(ids);
  return toChanges(scope, [...recent.filter(({ id }) => !known.has(id)), ...own]);
}

async function loadRecent(
  store: Store,
  scope: ScopeKey,
  at: number,
  kinds: readonly DocumentKind[],
): Promise<DocumentChange[]> {
  const since = at - recentMs;
  const recent = await store.loadDocumentChanges(scope, { since, until: at, kinds });
  const ofIdentity = await store.loadDocumentChanges(scope, {
    since: 0,
    until: since - 1,
    kinds: identityKinds,
  });
  return [...recent, ...ofIdentity];
}

function toChanges(scope: ScopeKey, changes: readonly DocumentChange[]): Change[] {
  return changes.flatMap((change) => diff(scope, change)).sort((a, b) => b.at - a.at);
}

type Fields = Record<string, unknown>;

/** Documents that several calls are made of hold the resource itself in one of these. */
const wrappers = ["PrefixList", "Role", "Vpc", "VpcBlockPublicAccessOptions", "Window"];

function diff(scope: ScopeKey, { kind, id, at, before, after }: DocumentChange): Change[] {
  const document = parseBefore(kind, before ?? null);
  const was = document === undefined ? {} : { before: document };
  const of = (field: string, from: unknown, to: unknown): Change => ({
    scope,
    kind,
    id,
    field,
    from,
    to,
    at,
    // CloudTrail alone knows who.
    by: null,
    ...was,
  });
  if (before === undefined || after === undefined) return [of("*", before ?? null, after ?? null)];
  const [old, fresh] = [unwrapped(before), unwrapped(after)];
  const fields = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].sort();
  return fields
    .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(fresh[field]))
    .map((field) => of(field, old[field] ?? null, fresh[field] ?? null));
}

function unwrapped(body: unknown): Fields {
  const fields: Fields = { ...Object(body) };
  for (const wrapper of wrappers) {
    if (!(wrapper in fields)) continue;
    Object.assign(fields, fields[wrapper]);
    delete fields[wrapper];
  }
  return fields;
}
