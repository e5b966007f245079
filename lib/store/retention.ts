import { sql } from "kysely";
import type { Engine } from "./engine/engine.ts";
import { deleteFailuresBefore } from "./failure-retention.ts";

export type RetentionDays = { documents: number; failures: number; syncs: number };

const dayMs = 86_400_000;
const batchSize = 2_000;

/**
 * Deletes what is older than it may be: versions of documents, periods of status and causes that have ended, failures,
 * syncs, and the traces of nodes long gone. In small batches, each on its own, so that nobody waits for it.
 */
export async function applyRetention(
  engine: Engine,
  now: number,
  days: RetentionDays,
): Promise<{ documents: number; statuses: number; syncs: number; failures: number }> {
  const documentsBefore = now - days.documents * dayMs;
  const syncsBefore = now - days.syncs * dayMs;
  const documents = await inBatches(async () => {
    const ended = engine.db
      .selectFrom("documents")
      .select("key")
      .where("valid_to", "<", documentsBefore)
      .limit(batchSize);
    return engine.db.deleteFrom("documents").where("key", "in", ended).executeTakeFirst();
  });
  const statuses = await inBatches(async () => {
    const ended = engine.db
      .selectFrom("status_history")
      .select(["scope", "id", "valid_from"])
      .where("valid_to", "<", documentsBefore)
      .limit(batchSize);
    return engine.db
      .deleteFrom("status_history")
      .where(sql<boolean>`(scope, id, valid_from) in (${ended})`)
      .executeTakeFirst();
  });
  const syncs = await inBatches(async () => {
    const old = engine.db
      .selectFrom("syncs")
      .select("id")
      .where("started_at", "<", syncsBefore)
      .limit(batchSize);
    return engine.db.deleteFrom("syncs").where("id", "in", old).executeTakeFirst();
  });
  await engine.db.deleteFrom("trail_changes").where("at", "<", documentsBefore).execute();
  await engine.db.deleteFrom("causes").where("closed_at", "<", documentsBefore).execute();
  await deleteOrphanedPings(engine);
  await engine.db.deleteFrom("node_removals").where("removed_at", "<", syncsBefore).execute();
  const failures = await deleteFailuresBefore(engine, now - days.failures * dayMs, now);
  return { documents, statuses, syncs, failures };
}

/** A ping outlives its age, as that is what tells a lost node, but not the record that it belongs to. */
async function deleteOrphanedPings(engine: Engine): Promise<void> {
  await engine.db
    .deleteFrom("pings")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("documents")
            .select("documents.key")
            .whereRef("documents.scope", "=", "pings.scope")
            .whereRef("documents.id", "=", "pings.id")
            .where("documents.kind", "=", "managed-node")
            .where("documents.valid_to", "is", null),
        ),
      ),
    )
    .execute();
}

async function inBatches(deleteBatch: () => Promise<{ numDeletedRows: bigint }>): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { numDeletedRows } = await deleteBatch();
    deleted += Number(numDeletedRows);
    if (numDeletedRows < batchSize) return deleted;
    // SQLite answers within the same turn of the loop; give what waits in it its turn.
    await new Promise(setImmediate);
  }
}
