import type { SeenChange } from "../changes/join-changes.ts";
import { parseBefore } from "../collect/undo-changes.ts";
import { type DocumentKind, groundKinds } from "../model/document-kind.ts";
import { type Scope, type ScopeKey, scopeKey } from "../model/scope.ts";
import type { Change } from "../model/world.ts";
import type { DocumentChange } from "../store/document-changes.ts";
import type { Store } from "../store/store.ts";
import { joinTrail, trailScopes } from "./join-trail.ts";

/** An agent that gave up tries again within the hour; what changed earlier than a few of these explains no silence. */
const recentMs = 4 * 60 * 60_000;

/** What an agent's way to SSM hangs on. Other kinds change by the thousand, and explain nothing. */
const decidingKinds: readonly DocumentKind[] = [
  "instance",
  ...groundKinds,
  "profile-association",
  "instance-profile",
  "role",
  "service-setting",
];

/** What was true of these long ago still tells today: which role an agent once found good enough. */
const identityKinds: readonly DocumentKind[] = ["instance-profile", "role", "service-setting"];

/**
 * What the whole of a scope's diagnosis needs of its past, the newest first: what its readings differed in of late, and what
 * CloudTrail tells of longer ago too, as it also says who did it.
 */
export async function loadRecentChanges(store: Store, scope: Scope, at: number): Promise<Change[]> {
  const key = scopeKey(scope);
  const recent = await loadRecent(store, key, at, decidingKinds);
  const forgotten = (await store.loadForgottenRecords(key)).flatMap((change) => toChanges(key, change));
  const told = await store.loadTrailChanges(trailScopes(scope), { until: at });
  return joinTrail(store, key, { at, told, seen: [...recent, ...forgotten], toSeen });
}

/** The same for a few documents, of which all is told that is known; of other ones only kinds that are shared by nodes. */
export async function loadChangesAround(
  store: Store,
  scope: Scope,
  at: number,
  { ids, kinds }: { ids: readonly string[]; kinds: readonly DocumentKind[] },
): Promise<Change[]> {
  const key = scopeKey(scope);
  const recent = await loadRecent(
    store,
    key,
    at,
    decidingKinds.filter((kind) => kinds.includes(kind)),
  );
  const own = await store.loadDocumentChanges(key, { since: 0, until: at, ids });
  const known = new Set(ids);
  const seen = [
    ...recent.filter(({ id }) => !known.has(id)),
    ...own.flatMap((change) => toChanges(key, change)),
  ];
  const scopes = trailScopes(scope);
  const told = [
    ...(await store.loadTrailChanges(scopes, { until: at, since: at - recentMs })),
    ...(await store.loadTrailChangesOf(scopes, { until: at - recentMs - 1, ids, kinds: identityKinds })),
  ];
  return joinTrail(store, key, { at, told, seen, toSeen });
}

const ground: ReadonlySet<DocumentKind> = new Set(groundKinds);
const groundInLists = groundKinds.filter((kind) => kind !== "network-interface");

/**
 * The same of another scope's network, over which this one's ways lead: of late all of it, of these interfaces alone, and of the
 * documents `around` a node all that is known. Null is whatever CloudTrail told.
 */
export async function loadGroundChanges(
  store: Store,
  scope: Scope,
  at: number,
  { interfaceIds, around }: { interfaceIds: readonly string[]; around: readonly string[] | null },
): Promise<Change[]> {
  const key = scopeKey(scope);
  const since = at - recentMs;
  const changes = [
    ...(await store.loadDocumentChanges(key, { since, until: at, kinds: groundInLists })),
    ...(await store.loadDocumentChanges(key, {
      ...{ since, until: at, kinds: ["network-interface"], ids: interfaceIds },
    })),
    ...(around === null
      ? []
      : await store.loadDocumentChanges(key, {
          since: 0,
          until: since - 1,
          kinds: groundKinds,
          ids: around,
        })),
  ];
  const told =
    around === null
      ? await store.loadTrailChanges([key], { until: at })
      : [
          ...(await store.loadTrailChanges([key], { until: at, since })),
          ...(await store.loadTrailChangesOf([key], { until: since - 1, ids: around, kinds: [] })),
        ];
  const interfaces = new Set(interfaceIds);
  const isMeant = ({ kind, id }: { kind: DocumentKind; id: string }) =>
    ground.has(kind) && (kind !== "network-interface" || interfaces.has(id));
  const seen = changes.flatMap((change) => toChanges(key, change));
  return joinTrail(store, key, { at, told: told.filter(isMeant), seen, toSeen });
}

/** Of each document that changed only the fields that did are kept: there may be as many as there are nodes. */
async function loadRecent(
  store: Store,
  scope: ScopeKey,
  at: number,
  kinds: readonly DocumentKind[],
): Promise<Change[]> {
  const since = at - recentMs;
  const changes: Change[] = [];
  for (const range of [
    { since, until: at, kinds },
    { since: 0, until: since - 1, kinds: identityKinds },
  ])
    for await (const batch of store.eachDocumentChange(scope, range))
      for (const change of batch) changes.push(...toChanges(scope, change));
  return changes;
}

function toSeen(scope: ScopeKey, changes: readonly DocumentChange[]): SeenChange[] {
  return changes.map((change) => {
    const { kind, id, at, before, beforeSince, after: now } = change;
    return { kind, id, at, after: beforeSince, before, now, changes: toChanges(scope, change) };
  });
}

type Fields = Record<string, unknown>;

/** Documents that several calls are made of hold the resource itself in one of these. */
const wrappers = ["PrefixList", "Role", "Vpc", "VpcBlockPublicAccessOptions", "Window"];

/** Field by field; as a whole where it came or went. */
export function toChanges(scope: ScopeKey, { kind, id, at, before, after }: DocumentChange): Change[] {
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
    // CloudTrail alone knows who, and may not have told yet.
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
