import type { Engine } from "./engine/engine.ts";

/** Clocks are corrected by seconds all the time, and those of two processes differ: that heals by itself. */
const toleranceMs = 5 * 60_000;

const largeNumber = /\d{12,15}/g;

/**
 * Takes back what was stamped by a clock that was ahead and has been set right since: what was observed in that future counts
 * as observed now, versions and statuses that came and went in it never were, and spans that count as read are read
 * again. Else nothing newer than that future would replace what was seen in it, for as long as the clock was ahead.
 */
export async function takeBackFuture(engine: Engine, now: number): Promise<{ hadFuture: boolean }> {
  const ahead = now + toleranceMs;
  const { latest } = await engine.db
    .selectFrom("reads")
    .select(({ fn }) => fn.max("finished_at").as("latest"))
    .executeTakeFirstOrThrow();
  const hadFuture = Number(latest ?? 0) > ahead;
  if (!hadFuture) return { hadFuture };
  await engine.write(async (trx) => {
    for (const table of ["documents", "status_history"] as const) {
      await trx.deleteFrom(table).where("valid_from", ">", now).where("valid_to", "is not", null).execute();
      await trx.updateTable(table).set({ valid_to: now }).where("valid_to", ">", now).execute();
      await trx.updateTable(table).set({ valid_from: now }).where("valid_from", ">", now).execute();
    }
    await trx.deleteFrom("sightings").where("observed_at", ">", now).execute();
    await trx.updateTable("reads").set({ observed_at: now }).where("observed_at", ">", now).execute();
    await trx
      .updateTable("reads")
      .set({ first_observed_at: now })
      .where("first_observed_at", ">", now)
      .execute();
    await trx
      .updateTable("reads")
      .set({ started_at: now, finished_at: now })
      .where("finished_at", ">", now)
      .execute();
    await trx.updateTable("nodes").set({ status_since: now }).where("status_since", ">", now).execute();
    await trx.updateTable("causes").set({ since: now }).where("since", ">", now).execute();
    await trx.updateTable("causes").set({ closed_at: now }).where("closed_at", ">", now).execute();
    await trx.deleteFrom("syncs").where("started_at", ">", now).execute();
    await trx.updateTable("scopes").set({ read_at: now, next_at: now }).where("read_at", ">", now).execute();
    for (const table of ["failure_reads", "change_reads"] as const) {
      const rows = await trx.selectFrom(table).select(["scope", "checkpoint_json"]).execute();
      for (const { scope, checkpoint_json } of rows) {
        const hasFuture = (checkpoint_json.match(largeNumber) ?? []).some((stamp) => Number(stamp) > now);
        if (hasFuture) await trx.deleteFrom(table).where("scope", "=", scope).execute();
      }
    }
  });
  return { hadFuture };
}
