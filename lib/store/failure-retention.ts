import type { Engine } from "./engine/engine.ts";
import { dayMs, dayOf } from "./failure-rows.ts";

const batchSize = 2_000;

/** Longer than the longest of AWS's own listings tells of what a link may still be needed for. */
const linkDays = 100;

/**
 * Deletes the failures of all days of UTC that ended before `before`. The counts of a day go with the first of its
 * failures, so that nothing is counted that is half gone.
 */
export async function deleteFailuresBefore(engine: Engine, before: number, now: number): Promise<number> {
  const day = dayOf(before);
  await deleteDays(engine, day);
  await engine.db
    .deleteFrom("failure_links")
    .where("at", "<", now - linkDays * dayMs)
    .execute();
  let deleted = 0;
  for (;;) {
    const many = await deleteBatch(engine, day * dayMs);
    deleted += many;
    if (many < batchSize) return deleted;
    // SQLite answers within the same turn of the loop; give what waits in it its turn.
    await new Promise(setImmediate);
  }
}

async function deleteDays(engine: Engine, day: number): Promise<void> {
  await engine.write(async (trx) => {
    const old = await trx
      .selectFrom("failure_days")
      .select("series")
      .distinct()
      .where("day", "<", day)
      .execute();
    if (old.length === 0) return;
    const { value: seq } = await trx
      .updateTable("counters")
      .set((counter) => ({ value: counter("value", "+", 1) }))
      .where("name", "=", "failures")
      .returning("value")
      .executeTakeFirstOrThrow();
    const series = old.map((row) => row.series);
    await trx.updateTable("failure_series").set({ seq }).where(engine.isOneOf("number", series)).execute();
    await trx.deleteFrom("failure_days").where("day", "<", day).execute();
  });
}

function deleteBatch(engine: Engine, before: number): Promise<number> {
  return engine.write(async (trx) => {
    const rows = await trx
      .selectFrom("failures")
      .select("number")
      .where("at", "<", before)
      .orderBy("at")
      .limit(batchSize)
      .execute();
    const numbers = rows.map(({ number }) => number);
    if (numbers.length === 0) return 0;
    await trx.deleteFrom("failure_targets").where(engine.isOneOf("failure", numbers)).execute();
    await trx.deleteFrom("failure_records").where(engine.isOneOf("failure", numbers)).execute();
    await trx.deleteFrom("failures").where(engine.isOneOf("number", numbers)).execute();
    return numbers.length;
  });
}
