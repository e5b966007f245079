import { type DocumentKind, documentKinds } from "../model/document-kind.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Engine } from "./engine/engine.ts";

export type StoredDocument = {
  kind: DocumentKind;
  id: string;
  body: unknown;
  /** When AWS last said so: the last full read of the kind, or a later read of this one. */
  observedAt: number;
  validFrom: number;
};

export type DocumentVersion = { validFrom: number; validTo: number | null; body: unknown };

/** A document that came (`before` undefined), changed, or went (`after` undefined). */
export type DocumentChange = {
  kind: DocumentKind;
  id: string;
  at: number;
  before: unknown;
  /** Since when it was as it was before, as far as it was watched. */
  beforeSince: number | null;
  after: unknown;
};

const batchSize = 1_000;

/** Today's documents in batches, by kind and id. Nothing is locked between two batches. */
export async function* loadDocuments(
  engine: Engine,
  scope: ScopeKey,
  kinds: readonly DocumentKind[] = documentKinds,
): AsyncGenerator<StoredDocument[]> {
  for (const kind of kinds) {
    let after = "";
    for (;;) {
      const rows = await currentDocuments(engine, scope)
        .where("documents.kind", "=", kind)
        .where("documents.id", ">", after)
        .orderBy("documents.id")
        .limit(batchSize)
        .execute();
      if (rows.length > 0) yield rows.map(toStoredDocument);
      if (rows.length < batchSize) break;
      after = rows.at(-1)!.id;
    }
  }
}

/** The document today, or as it was at `at`. */
export async function findDocument(
  engine: Engine,
  scope: ScopeKey,
  kind: DocumentKind,
  id: string,
  options: { at?: number } = {},
): Promise<StoredDocument | undefined> {
  const { at } = options;
  const query = at === undefined ? currentDocuments(engine, scope) : documentsAt(engine, scope, at);
  const row = await query
    .where("documents.kind", "=", kind)
    .where("documents.id", "=", id)
    .executeTakeFirst();
  return row && toStoredDocument(row);
}

/** Those of these documents that are there today. */
export async function findDocuments(
  engine: Engine,
  scope: ScopeKey,
  kind: DocumentKind,
  ids: readonly string[],
): Promise<StoredDocument[]> {
  if (ids.length === 0) return [];
  const rows = await currentDocuments(engine, scope)
    .where("documents.kind", "=", kind)
    .where(engine.isOneOf("documents.id", ids))
    .orderBy("documents.id")
    .execute();
  return rows.map(toStoredDocument);
}

/** Those of a kind in which `id` stands, for what a resource is tied to from the other side alone. */
export async function findDocumentsNaming(
  engine: Engine,
  scope: ScopeKey,
  kind: DocumentKind,
  id: string,
): Promise<StoredDocument[]> {
  const rows = await currentDocuments(engine, scope)
    .where("documents.kind", "=", kind)
    .where("documents.body_json", "like", `%"${id.replaceAll(/[%_"]/g, "")}"%`)
    .orderBy("documents.id")
    .execute();
  return rows.map(toStoredDocument);
}

/** Everything that AWS says under this very id, of whatever kind: what stands behind a node. */
export async function loadNodeDocuments(
  engine: Engine,
  scope: ScopeKey,
  id: string,
): Promise<StoredDocument[]> {
  const rows = await currentDocuments(engine, scope)
    .where(engine.isOneOf("documents.kind", documentKinds))
    .where("documents.id", "=", id)
    .execute();
  return rows.map(toStoredDocument);
}

/** Every version that is kept, the oldest first. */
export async function loadDocumentHistory(
  engine: Engine,
  scope: ScopeKey,
  kind: DocumentKind,
  id: string,
): Promise<DocumentVersion[]> {
  const versions = engine.db
    .selectFrom("documents")
    .select(["valid_from", "valid_to", "body_json"])
    .where("scope", "=", scope)
    .where("kind", "=", kind)
    .where("id", "=", id);
  const rows = await versions
    .where("valid_to", "is not", null)
    .unionAll(versions.where("valid_to", "is", null))
    .execute();
  return rows
    .map((row) => ({
      validFrom: row.valid_from,
      validTo: row.valid_to,
      body: JSON.parse(row.body_json) as unknown,
    }))
    .sort((a, b) => a.validFrom - b.validFrom);
}

/**
 * What came, changed or went from `since` to `until`, both included, in order of time. What was there when its kind was
 * read for the first time did not come then, so it is left out.
 */
export async function loadDocumentChanges(
  engine: Engine,
  scope: ScopeKey,
  range: { since: number; until: number; ids?: readonly string[]; kinds?: readonly DocumentKind[] },
): Promise<DocumentChange[]> {
  const { since, until, ids, kinds } = range;
  const versions = engine.db
    .selectFrom("documents")
    .innerJoin("reads", (join) =>
      join.onRef("reads.scope", "=", "documents.scope").onRef("reads.kind", "=", "documents.kind"),
    )
    .select([
      "documents.kind",
      "documents.id",
      "documents.valid_from",
      "documents.valid_to",
      "documents.body_json",
    ])
    .where("documents.scope", "=", scope)
    .$if(ids !== undefined, (query) => query.where(engine.isOneOf("documents.id", ids ?? [])))
    .$if(kinds !== undefined, (query) => query.where(engine.isOneOf("documents.kind", kinds ?? [])));
  const ended = await versions
    .where("documents.valid_to", ">=", since)
    .where("documents.valid_to", "<=", until)
    .whereRef("documents.valid_to", ">", "reads.first_observed_at")
    .execute();
  const begun = await versions
    .where("documents.valid_from", ">=", since)
    .where("documents.valid_from", "<=", until)
    .whereRef("documents.valid_from", ">", "reads.first_observed_at")
    .execute();

  const changes = new Map<string, DocumentChange>();
  for (const { kind, id, valid_from, valid_to, body_json } of ended) {
    const at = valid_to!;
    const before: unknown = JSON.parse(body_json);
    changes.set(`${kind} ${id} ${at}`, { kind, id, at, before, beforeSince: valid_from, after: undefined });
  }
  for (const { kind, id, valid_from: at, body_json } of begun) {
    const after: unknown = JSON.parse(body_json);
    const change = changes.get(`${kind} ${id} ${at}`);
    if (change) change.after = after;
    else changes.set(`${kind} ${id} ${at}`, { kind, id, at, before: undefined, beforeSince: null, after });
  }
  return [...changes.values()].sort((a, b) => a.at - b.at);
}

/** SSM's records of instances that are still there and have none any more: the last one of each, and when it went. */
export async function loadForgottenRecords(engine: Engine, scope: ScopeKey): Promise<DocumentChange[]> {
  const rows = await engine.db
    .selectFrom("documents as record")
    .innerJoin("documents as instance", (join) =>
      join
        .onRef("instance.scope", "=", "record.scope")
        .onRef("instance.id", "=", "record.id")
        .on("instance.kind", "=", "instance")
        .on("instance.valid_to", "is", null),
    )
    .select(["record.id", "record.valid_from", "record.valid_to", "record.body_json"])
    .where("record.scope", "=", scope)
    .where("record.kind", "=", "managed-node")
    .where("record.valid_to", "is not", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("documents as later")
            .select("later.id")
            .whereRef("later.scope", "=", "record.scope")
            .where("later.kind", "=", "managed-node")
            .whereRef("later.id", "=", "record.id")
            .whereRef("later.valid_from", ">=", "record.valid_to"),
        ),
      ),
    )
    .execute();
  return rows.map(({ id, valid_from: beforeSince, valid_to: at, body_json: body }) => ({
    kind: "managed-node",
    id,
    at: at!,
    before: JSON.parse(body) as unknown,
    beforeSince,
    after: undefined,
  }));
}

function storedDocuments(engine: Engine, scope: ScopeKey) {
  return engine.db
    .selectFrom("documents")
    .leftJoin("reads", (join) =>
      join.onRef("reads.scope", "=", "documents.scope").onRef("reads.kind", "=", "documents.kind"),
    )
    .leftJoin("sightings", (join) =>
      join
        .onRef("sightings.scope", "=", "documents.scope")
        .onRef("sightings.kind", "=", "documents.kind")
        .onRef("sightings.id", "=", "documents.id"),
    )
    .select([
      "documents.kind",
      "documents.id",
      "documents.body_json",
      "documents.valid_from",
      "documents.valid_to",
      "reads.observed_at as read_at",
      "sightings.observed_at as sighted_at",
    ])
    .where("documents.scope", "=", scope);
}

function currentDocuments(engine: Engine, scope: ScopeKey) {
  return storedDocuments(engine, scope).where("documents.valid_to", "is", null);
}

function documentsAt(engine: Engine, scope: ScopeKey, at: number) {
  return storedDocuments(engine, scope)
    .where("documents.valid_from", "<=", at)
    .where((where) =>
      where.or([where("documents.valid_to", "is", null), where("documents.valid_to", ">", at)]),
    );
}

type DocumentJoin = Awaited<ReturnType<ReturnType<typeof storedDocuments>["execute"]>>[number];

function toStoredDocument(row: DocumentJoin): StoredDocument {
  const lastObservedAt = Math.max(row.valid_from, row.read_at ?? 0, row.sighted_at ?? 0);
  return {
    kind: row.kind,
    id: row.id,
    body: JSON.parse(row.body_json),
    // A version that has ended was last seen before its end.
    observedAt: row.valid_to === null ? lastObservedAt : Math.min(lastObservedAt, row.valid_to),
    validFrom: row.valid_from,
  };
}
