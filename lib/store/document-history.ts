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
