import { sql } from "kysely";
import type { AuditEntry } from "./audit.ts";
import type { Engine } from "./engine/engine.ts";
import { type StoredRun, toRun } from "./run-row.ts";

/** What was done on a walkthrough, or what else people decided about causes and nodes. */
export type HistoryItem = { type: "run"; run: StoredRun } | { type: "audit"; entry: AuditEntry };

export type HistoryPlace = { at: number; id: string };

/** What the audit alone has: a run's entries are of the run, and views are nobody's business. */
const auditedElsewhere = [
  "exclusion.make",
  "exclusion.end",
  "cause.acknowledge",
  "cause.withdraw-acknowledgement",
];

/** The newest first, those that have `text` in what they are about; `before` is the last of the page that is there. */
export async function loadHistory(
  engine: Engine,
  { text = "", limit, before }: { text?: string; limit: number; before?: HistoryPlace },
): Promise<HistoryItem[]> {
  const after = before === undefined ? sql`` : sql`where (at, id) < (${before.at}, ${before.id})`;
  const { rows } = await sql<{ type: "run" | "audit"; id: string }>`
    select type, id from (${told(text)}) as told ${after}
    order by at desc, id desc limit ${limit}`.execute(engine.db);
  const idsOf = (type: string) => rows.filter((row) => row.type === type).map(({ id }) => id);
  const runs = await engine.db
    .selectFrom("runs")
    .selectAll()
    .where(engine.isOneOf("id", idsOf("run")))
    .execute();
  const entries = await engine.db
    .selectFrom("audit")
    .selectAll()
    .where(engine.isOneOf("id", idsOf("audit")))
    .execute();
  const items = new Map<string, HistoryItem>([
    ...runs.map((row): [string, HistoryItem] => [row.id, { type: "run", run: toRun(row) }]),
    ...entries.map(({ detail_json, ...row }): [string, HistoryItem] => [
      row.id,
      { type: "audit", entry: { ...row, detail: JSON.parse(detail_json) as unknown } },
    ]),
  ]);
  return rows.flatMap(({ id }) => items.get(id) ?? []);
}

export async function countHistory(engine: Engine, { text = "" }: { text?: string }): Promise<number> {
  const { rows } = await sql<{
    total: number;
  }>`select count(*) as total from (${told(text)}) as told`.execute(engine.db);
  return Number(rows[0]?.total ?? 0);
}

function told(text: string) {
  const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  const names = (columns: string) =>
    text === "" ? sql`` : sql`and lower(${sql.raw(columns)}) like ${pattern} escape '\\'`;
  return sql`
    select 'run' as type, id, at from runs
      where 1 = 1 ${names("walkthrough || ' ' || actor || ' ' || coalesce(operation, '') || ' ' || coalesce(resource, '')")}
    union all
    select 'audit' as type, id, at from audit
      where action in (${sql.join(auditedElsewhere)}) ${names("action || ' ' || actor || ' ' || target || ' ' || detail_json")}`;
}
