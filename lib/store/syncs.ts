import type { ScopeKey } from "../model/scope.ts";
import type { SyncProgress } from "../model/sync-progress.ts";
import type { Engine } from "./engine/engine.ts";
import type { SyncRow } from "./schema.ts";
import { scopeLock } from "./scopes.ts";

/** Saves how far a sync is, from its start to its end: the whole of it, each time. */
export async function saveSync(engine: Engine, sync: SyncProgress): Promise<void> {
  const { id, ...values } = toSyncRow(sync);
  await engine.db
    .insertInto("syncs")
    .values({ id, ...values })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(values))
    .execute();
}

/** The newest first, of all scopes where none is named. */
export async function loadRecentSyncs(
  engine: Engine,
  options: { scope?: ScopeKey; limit?: number } = {},
): Promise<SyncProgress[]> {
  const { scope, limit = 50 } = options;
  const rows = await engine.db
    .selectFrom("syncs")
    .selectAll()
    .$if(scope !== undefined, (query) => query.where("scope", "=", scope!))
    .orderBy("started_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(toSync);
}

/** By scope: the calls of its last reading that came to an end, and of one that runs. */
export async function loadReadingCalls(
  engine: Engine,
  scopes: readonly ScopeKey[],
): Promise<Map<ScopeKey, SyncProgress["calls"][]>> {
  const rows = await engine.db
    .selectFrom("syncs")
    .select(["scope", "calls_json"])
    .where(engine.isOneOf("scope", scopes))
    .where((where) =>
      where.or([
        where("outcome", "=", "running"),
        where(
          "started_at",
          "=",
          where
            .selectFrom("syncs as ended")
            .select((ended) => ended.fn.max("ended.started_at").as("started_at"))
            .whereRef("ended.scope", "=", "syncs.scope")
            .where("ended.outcome", "in", ["complete", "partial"]),
        ),
      ]),
    )
    .execute();
  const calls = new Map<ScopeKey, SyncProgress["calls"][]>();
  for (const { scope, calls_json } of rows)
    calls.set(scope, [...(calls.get(scope) ?? []), JSON.parse(calls_json) as SyncProgress["calls"]]);
  return calls;
}

/** The newest sync of each scope. */
export async function loadLatestSyncs(engine: Engine): Promise<SyncProgress[]> {
  const rows = await engine.db
    .selectFrom("syncs")
    .selectAll()
    .where((where) =>
      where(
        "started_at",
        "=",
        where
          .selectFrom("syncs as later")
          .select((later) => later.fn.max("later.started_at").as("started_at"))
          .whereRef("later.scope", "=", "syncs.scope"),
      ),
    )
    .execute();
  return rows.map(toSync);
}

/**
 * Closes the syncs that say they run and whose process has ended: those whose scope nobody has locked. Called when a
 * scheduler starts, before its first sync.
 */
export async function markInterruptedSyncs(engine: Engine, at: number): Promise<string[]> {
  const running = await engine.db
    .selectFrom("syncs")
    .select(["id", "scope"])
    .where("outcome", "=", "running")
    .execute();
  const marked: string[] = [];
  for (const { id, scope } of running) {
    const free = await engine.withLock(scopeLock(scope), () =>
      engine.db
        .updateTable("syncs")
        .set({
          outcome: "interrupted",
          finished_at: at,
          message: "Muster ended while this sync was running.",
        })
        .where("id", "=", id)
        .where("outcome", "=", "running")
        .execute(),
    );
    if (free) marked.push(id);
  }
  return marked;
}

function toSyncRow(sync: SyncProgress): SyncRow {
  return {
    id: sync.id,
    scope: sync.scope,
    reason: sync.reason,
    started_at: sync.startedAt,
    finished_at: sync.finishedAt,
    outcome: sync.outcome,
    message: sync.message,
    nodes: sync.nodes,
    changed_documents: sync.changedDocuments,
    calls_json: JSON.stringify(sync.calls),
    gaps_json: JSON.stringify(sync.gaps),
  };
}

function toSync(row: SyncRow): SyncProgress {
  return {
    id: row.id,
    scope: row.scope,
    reason: row.reason,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    outcome: row.outcome,
    message: row.message,
    nodes: row.nodes,
    changedDocuments: row.changed_documents,
    calls: JSON.parse(row.calls_json),
    gaps: JSON.parse(row.gaps_json),
  };
}
