import { sql } from "kysely";
import type { ScopeKey } from "../model/scope.ts";
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

/** The failures of nodes of one id each, counted in parts of the time from `since` to `until`; parts without any are left out. */
export async function countNodeFailureParts(
  engine: Engine,
  ids: readonly string[],
  { since, until, parts }: { since: number; until: number; parts: number },
): Promise<{ scope: ScopeKey; node: string; part: number; count: number }[]> {
  if (ids.length === 0) return [];
  const partMs = Math.ceil((until - since) / parts);
  const part = sql<number>`(${sql.ref("at")} - ${sql.lit(since)}) / ${sql.lit(partMs)}`;
  const rows = await engine.db
    .selectFrom("failure_targets")
    .select(({ fn }) => ["scope", "node", part.as("part"), fn.countAll<number>().as("count")])
    .where(engine.isOneOf("node", ids))
    .where("at", ">=", since)
    .where("at", "<", until)
    .groupBy(["scope", "node", part])
    .execute();
  return rows.map((row) => ({ ...row, part: Number(row.part), count: Number(row.count) }));
}

/** How many failures these subjects explain since, by scope. */
export async function countCauseFailures(
  engine: Engine,
  subjectIds: readonly string[],
  since: number,
): Promise<{ cause: string; subjectId: string; scope: ScopeKey; count: number }[]> {
  const rows = await engine.db
    .selectFrom("failure_targets")
    .select(({ fn }) => ["cause", "subject_id", "scope", fn.count<number>("failure").distinct().as("count")])
    .where(engine.isOneOf("subject_id", subjectIds))
    .where("at", ">=", since)
    .groupBy(["cause", "subject_id", "scope"])
    .execute();
  return rows.map((row) => ({
    cause: row.cause,
    subjectId: row.subject_id!,
    scope: row.scope,
    count: Number(row.count),
  }));
}
