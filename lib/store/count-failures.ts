import { sql } from "kysely";
import type { Engine } from "./engine/engine.ts";

/** How many failures each of these nodes had since; those without any are left out. */
export async function countNodeFailures(
  engine: Engine,
  ids: readonly string[],
  since: number,
): Promise<Map<string, number>> {
  const rows = await engine.db
    .selectFrom("failure_targets")
    .select(({ fn }) => ["node", fn.countAll<number>().as("count")])
    .where(engine.isOneOf("node", ids))
    .where("at", ">=", since)
    .groupBy("node")
    .execute();
  return new Map(rows.map(({ node, count }) => [node, Number(count)]));
}

/** The failures that were aimed at each of these nodes, counted in parts of the time from `since` to `until`; parts without any are left out. */
export async function countNodeFailureParts(
  engine: Engine,
  ids: readonly string[],
  { since, until, parts }: { since: number; until: number; parts: number },
): Promise<{ node: string; part: number; count: number }[]> {
  if (ids.length === 0) return [];
  const partMs = Math.ceil((until - since) / parts);
  const part = sql<number>`(${sql.ref("at")} - ${sql.lit(since)}) / ${sql.lit(partMs)}`;
  const rows = await engine.db
    .selectFrom("failure_targets")
    .select(({ fn }) => ["node", part.as("part"), fn.countAll<number>().as("count")])
    .where(engine.isOneOf("node", ids))
    .where("at", ">=", since)
    .where("at", "<", until)
    .groupBy(["node", part])
    .execute();
  return rows.map((row) => ({ ...row, part: Number(row.part), count: Number(row.count) }));
}

/** How many failures of each series were aimed at each of these nodes since. */
export async function countNodeFailuresBySeries(
  engine: Engine,
  ids: readonly string[],
  since: number,
): Promise<{ node: string; series: number; count: number }[]> {
  if (ids.length === 0) return [];
  const rows = await engine.db
    .selectFrom("failure_targets")
    .select(({ fn }) => ["node", "series", fn.countAll<number>().as("count")])
    .where(engine.isOneOf("node", ids))
    .where("at", ">=", since)
    .groupBy(["node", "series"])
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
