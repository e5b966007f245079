import { hash } from "node:crypto";
import { canonicalJson } from "../model/canonical-json.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Engine, NewRow, Writing } from "./engine/engine.ts";

export type NewDocument = { id: string; body: unknown };

type Item = { id: string; body_json: string; hash: string };
type Version = { key: number; id: string; hash: string; valid_from: number };

/**
 * Saves one page of a kind, observed at `observedAt`. What is equal to today's version is not touched; what differs ends
 * that version and begins the next; at the very moment at which that one began, it takes its place. What is older than the
 * version held is passed over, so pages may come twice, late or in any order.
 */
export async function saveDocuments(
  engine: Engine,
  scope: ScopeKey,
  kind: DocumentKind,
  documents: readonly NewDocument[],
  observedAt: number,
): Promise<{ changed: string[] }> {
  const items = toItems(documents);
  if (items.length === 0) return { changed: [] };
  return engine.write((trx) => saveItems(engine, trx, scope, kind, items, observedAt), {
    aloneIn: documentsOf(scope, kind),
  });
}

/**
 * Saves what a read of single resources found: `asked` are the ids it asked for, and those that AWS no longer has end
 * here. The documents count as observed now, whatever the age of the last full read.
 */
export async function saveSingleDocuments(
  engine: Engine,
  scope: ScopeKey,
  kind: DocumentKind,
  read: { asked: readonly string[]; found: readonly NewDocument[] },
  observedAt: number,
): Promise<{ changed: string[]; removed: string[] }> {
  const items = toItems(read.found);
  const found = new Set(items.map((item) => item.id));
  const missing = read.asked.filter((id) => !found.has(id));
  return engine.write(
    async (trx) => {
      const { changed } = await saveItems(engine, trx, scope, kind, items, observedAt);
      const current = await loadCurrent(engine, trx, scope, kind, missing);
      const ended = current.filter((version) => version.valid_from < observedAt);
      await endVersions(engine, trx, ended, observedAt);
      const sightings = items.map(({ id }) => ({ scope, kind, id, observed_at: observedAt }));
      await engine.saveRows(trx, "sightings", sightings, ["scope", "kind", "id"]);
      if (changed.length + ended.length > 0) await countSingleChange(trx, scope, kind);
      return { changed, removed: ended.map((version) => version.id) };
    },
    { aloneIn: documentsOf(scope, kind) },
  );
}

/**
 * How often reads of single resources have changed documents of these kinds: whoever keeps what a scope's last full reads
 * gave sees by it that some of that is no longer so.
 */
export async function countSingleChanges(
  engine: Engine,
  scope: ScopeKey,
  kinds: readonly DocumentKind[],
): Promise<number> {
  const names = kinds.map((kind) => singleChanges(scope, kind));
  const { total } = await engine.db
    .selectFrom("counters")
    .select(({ fn }) => fn.sum("value").as("total"))
    .where(engine.isOneOf("name", names))
    .executeTakeFirstOrThrow();
  return Number(total ?? 0);
}

function singleChanges(scope: ScopeKey, kind: DocumentKind): string {
  return `single-changes ${scope} ${kind}`;
}

async function countSingleChange(trx: Writing, scope: ScopeKey, kind: DocumentKind): Promise<void> {
  await trx
    .insertInto("counters")
    .values({ name: singleChanges(scope, kind), value: 1 })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet(({ eb, ref }) => ({ value: eb(ref("counters.value"), "+", 1) })),
    )
    .execute();
}

/**
 * Ends a read of a whole kind that succeeded: the documents that it did not see are gone, but for those that were
 * observed after it began. From now on all of the kind count as observed at `observedAt`.
 */
export async function finishRead(
  engine: Engine,
  scope: ScopeKey,
  kind: DocumentKind,
  read: { startedAt: number; observedAt: number; seenIds: ReadonlySet<string>; round?: number },
): Promise<{ removed: string[] }> {
  const { startedAt, observedAt, seenIds } = read;
  return engine.write(
    async (trx) => {
      const sighted = await trx
        .selectFrom("sightings")
        .select("id")
        .where("scope", "=", scope)
        .where("kind", "=", kind)
        .where("observed_at", ">=", startedAt)
        .execute();
      const sightedSince = new Set(sighted.map((row) => row.id));
      const older = await trx
        .selectFrom("documents")
        .select(["key", "id", "hash", "valid_from"])
        .where("scope", "=", scope)
        .where("kind", "=", kind)
        .where("valid_to", "is", null)
        .where("valid_from", "<", startedAt)
        .execute();
      const ended = older.filter(({ id }) => !seenIds.has(id) && !sightedSince.has(id));
      await endVersions(engine, trx, ended, observedAt);
      await trx
        .deleteFrom("sightings")
        .where("scope", "=", scope)
        .where("kind", "=", kind)
        .where("observed_at", "<=", observedAt)
        .execute();
      await recordCompleteRead(trx, scope, kind, read);
      return { removed: ended.map((version) => version.id) };
    },
    { aloneIn: documentsOf(scope, kind) },
  );
}

/** A read that failed leaves the documents as they were, with their age. */
export async function failRead(
  engine: Engine,
  scope: ScopeKey,
  kind: DocumentKind,
  read: { startedAt: number; finishedAt: number; items: number; round?: number },
): Promise<void> {
  const attempt = {
    started_at: read.startedAt,
    finished_at: read.finishedAt,
    outcome: "gap" as const,
    items: read.items,
    round: read.round ?? 0,
  };
  await engine.write((trx) =>
    trx
      .insertInto("reads")
      .values({ scope, kind, ...attempt, observed_at: null, first_observed_at: null })
      .onConflict((conflict) => conflict.columns(["scope", "kind"]).doUpdateSet(attempt))
      .execute(),
  );
}

async function recordCompleteRead(
  trx: Writing,
  scope: ScopeKey,
  kind: DocumentKind,
  read: { startedAt: number; observedAt: number; seenIds: ReadonlySet<string>; round?: number },
): Promise<void> {
  const attempt = {
    started_at: read.startedAt,
    finished_at: read.observedAt,
    outcome: "complete" as const,
    items: read.seenIds.size,
    round: read.round ?? 0,
    observed_at: read.observedAt,
  };
  await trx
    .insertInto("reads")
    .values({ scope, kind, ...attempt, first_observed_at: read.observedAt })
    .onConflict((conflict) =>
      conflict.columns(["scope", "kind"]).doUpdateSet((row) => ({
        ...attempt,
        first_observed_at: row.fn.coalesce("reads.first_observed_at", "excluded.first_observed_at"),
      })),
    )
    .execute();
}

async function saveItems(
  engine: Engine,
  trx: Writing,
  scope: ScopeKey,
  kind: DocumentKind,
  items: readonly Item[],
  observedAt: number,
): Promise<{ changed: string[] }> {
  const ids = items.map((item) => item.id);
  const current = new Map(
    (await loadCurrent(engine, trx, scope, kind, ids)).map((version) => [version.id, version]),
  );
  const differing = items.filter((item) => current.get(item.id)?.hash !== item.hash);
  if (differing.length === 0) return { changed: [] };

  const absent = differing.filter((item) => !current.has(item.id)).map((item) => item.id);
  const endedAt = await loadLastEnd(engine, trx, scope, kind, absent);
  const ended: Version[] = [];
  const begun: Item[] = [];
  const replaced: [Version, Item][] = [];
  for (const item of differing) {
    const held = current.get(item.id);
    if (!held) {
      if (observedAt >= (endedAt.get(item.id) ?? observedAt)) begun.push(item);
    } else if (held.valid_from < observedAt) {
      ended.push(held);
      begun.push(item);
    } else if (held.valid_from === observedAt) {
      replaced.push([held, item]);
    }
  }
  await endVersions(engine, trx, ended, observedAt);
  await engine.saveRows(
    trx,
    "documents",
    begun.map(
      (item): NewRow<"documents"> => ({ scope, kind, ...item, valid_from: observedAt, valid_to: null }),
    ),
  );
  for (const [held, { hash, body_json }] of replaced) {
    await trx.updateTable("documents").set({ hash, body_json }).where("key", "=", held.key).execute();
  }
  return { changed: [...begun, ...replaced.map(([, item]) => item)].map((item) => item.id) };
}

function loadCurrent(
  engine: Engine,
  trx: Writing,
  scope: ScopeKey,
  kind: DocumentKind,
  ids: readonly string[],
): Promise<Version[]> {
  return trx
    .selectFrom("documents")
    .select(["key", "id", "hash", "valid_from"])
    .where("scope", "=", scope)
    .where("kind", "=", kind)
    .where("valid_to", "is", null)
    .where(engine.isOneOf("id", ids))
    .execute();
}

async function loadLastEnd(
  engine: Engine,
  trx: Writing,
  scope: ScopeKey,
  kind: DocumentKind,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom("documents")
    .select(["id", (row) => row.fn.max("valid_to").as("ended_at")])
    .where("scope", "=", scope)
    .where("kind", "=", kind)
    .where("valid_to", "is not", null)
    .where(engine.isOneOf("id", ids))
    .groupBy("id")
    .execute();
  return new Map(rows.map((row) => [row.id, Number(row.ended_at)]));
}

async function endVersions(
  engine: Engine,
  trx: Writing,
  versions: readonly Version[],
  at: number,
): Promise<void> {
  if (versions.length === 0) return;
  await trx
    .updateTable("documents")
    .set({ valid_to: at })
    .where(
      engine.isOneOf(
        "key",
        versions.map((version) => version.key),
      ),
    )
    .execute();
}

/** The last of two documents with one id wins, as if they had come on two pages. */
function toItems(documents: readonly NewDocument[]): Item[] {
  const items = new Map<string, Item>();
  for (const { id, body } of documents) {
    const body_json = canonicalJson(body);
    items.set(id, { id, body_json, hash: hash("sha256", body_json, "base64url") });
  }
  return [...items.values()];
}

function documentsOf(scope: ScopeKey, kind: DocumentKind): string {
  return `documents ${scope} ${kind}`;
}
