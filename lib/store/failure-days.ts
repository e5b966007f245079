import type { Engine, Writing } from "./engine/engine.ts";
import { dayMs, dayOf } from "./failure-rows.ts";
import type { FailureDayRow } from "./failure-schema.ts";

export type Cell = { series: number; day: number };

/** A bound on the parameters of one statement. */
const cellsAtOnce = 500;

/** Adds failures that were not there before to the counts of their days. */
export async function countIn(
  _engine: Engine,
  trx: Writing,
  added: readonly { series: number; at: number }[],
): Promise<void> {
  const cells = new Map<string, FailureDayRow>();
  for (const { series, at } of added) {
    const day = dayOf(at);
    const cell = cells.get(`${series} ${day}`) ?? { series, day, count: 0, first_at: at, last_at: at };
    cell.count++;
    cell.first_at = Math.min(cell.first_at, at);
    cell.last_at = Math.max(cell.last_at, at);
    cells.set(`${series} ${day}`, cell);
  }
  const rows = [...cells.values()];
  for (let start = 0; start < rows.length; start += cellsAtOnce) {
    await trx
      .insertInto("failure_days")
      .values(rows.slice(start, start + cellsAtOnce))
      .onConflict((conflict) =>
        conflict.columns(["series", "day"]).doUpdateSet(({ ref, eb }) => ({
          count: eb("failure_days.count", "+", ref("excluded.count")),
          first_at: eb
            .case()
            .when("excluded.first_at", "<", ref("failure_days.first_at"))
            .then(ref("excluded.first_at"))
            .else(ref("failure_days.first_at"))
            .end(),
          last_at: eb
            .case()
            .when("excluded.last_at", ">", ref("failure_days.last_at"))
            .then(ref("excluded.last_at"))
            .else(ref("failure_days.last_at"))
            .end(),
        })),
      )
      .execute();
  }
}

/** Counts these days anew from the failures that are there now; a day without any goes. */
export async function recount(trx: Writing, cells: readonly Cell[]): Promise<void> {
  for (const { series, day } of cells) {
    await trx.deleteFrom("failure_days").where("series", "=", series).where("day", "=", day).execute();
    await trx
      .insertInto("failure_days")
      .columns(["series", "day", "count", "first_at", "last_at"])
      .expression((eb) =>
        eb
          .selectFrom("failures")
          .select(({ val, fn, ref }) => [
            ref("series").as("series"),
            val(day).as("day"),
            fn.countAll<number>().as("count"),
            fn.min("at").as("first_at"),
            fn.max("at").as("last_at"),
          ])
          .where("series", "=", series)
          .where("at", ">=", day * dayMs)
          .where("at", "<", (day + 1) * dayMs)
          .groupBy("series"),
      )
      .execute();
  }
}
