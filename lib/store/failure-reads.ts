import type { FailureCheckpoint, FailureGap, FailureSource } from "../model/failure.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Engine, Writing } from "./engine/engine.ts";

export type StoredFailureGap = FailureGap & { since: number; at: number };
export type FailureRead = { scope: ScopeKey; source: FailureSource; readAt: number | null };

/** How far a source has been read; null where it never was. */
export async function loadFailureCheckpoint(
  engine: Engine,
  scope: ScopeKey,
  source: FailureSource,
): Promise<FailureCheckpoint | null> {
  const row = await engine.db
    .selectFrom("failure_reads")
    .select("checkpoint_json")
    .where("scope", "=", scope)
    .where("source", "=", source)
    .executeTakeFirst();
  return row ? (JSON.parse(row.checkpoint_json) as FailureCheckpoint) : null;
}

/** When the sources were last read to their end, in all scopes or in one. */
export async function loadFailureReads(engine: Engine, scope?: ScopeKey): Promise<FailureRead[]> {
  const rows = await engine.db
    .selectFrom("failure_reads")
    .select(["scope", "source", "read_at"])
    .$if(scope !== undefined, (query) => query.where("scope", "=", scope!))
    .execute();
  return rows.map((row) => ({ scope: row.scope, source: row.source, readAt: row.read_at }));
}

/**
 * The sources of a scope were read through at `at`. Gaps that none of this pass renewed are over: what they hid has been
 * read.
 */
export async function finishFailureRead(
  engine: Engine,
  scope: ScopeKey,
  { startedAt, at }: { startedAt: number; at: number },
): Promise<void> {
  await engine.write(async (trx) => {
    await trx.updateTable("failure_reads").set({ read_at: at }).where("scope", "=", scope).execute();
    await trx.deleteFrom("failure_gaps").where("scope", "=", scope).where("at", "<", startedAt).execute();
  });
}

export async function loadFailureGaps(engine: Engine): Promise<StoredFailureGap[]> {
  return engine.db.selectFrom("failure_gaps").selectAll().orderBy("scope").orderBy("action").execute();
}

/** Belongs to the saving of a page, in its transaction: a gap that stays keeps its beginning. */
export async function saveFailureGaps(
  engine: Engine,
  trx: Writing,
  { scope, gaps, at }: { scope: ScopeKey; gaps: readonly FailureGap[]; at: number },
): Promise<void> {
  if (gaps.length === 0) return;
  const held = await trx.selectFrom("failure_gaps").selectAll().where("scope", "=", scope).execute();
  const sinceOf = new Map(held.map((gap) => [`${gap.source} ${gap.action}`, gap.since]));
  const rows = new Map(
    gaps.map((gap) => [
      `${gap.source} ${gap.action}`,
      { ...gap, since: sinceOf.get(`${gap.source} ${gap.action}`) ?? at, at },
    ]),
  );
  await engine.saveRows(trx, "failure_gaps", [...rows.values()], ["scope", "source", "action"]);
}
