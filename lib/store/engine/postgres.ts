import { hash } from "node:crypto";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { columnTypes } from "../columns.ts";
import type { Database, TableName } from "../schema.ts";
import type { Engine } from "./engine.ts";
import { explainPostgres } from "./postgres-errors.ts";
import { openSession } from "./postgres-session.ts";
import { columnsOf, onConflict } from "./upsert.ts";

export type PostgresLocation = { databaseUrl: string; schema?: string };

const rowsAtOnce = 5_000;

export function openPostgres({ databaseUrl, schema = "public" }: PostgresLocation): Engine {
  const connection: pg.ClientConfig = {
    connectionString: databaseUrl,
    options: `-c search_path=${schema}`,
    application_name: "muster",
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser },
  };
  const pool = new pg.Pool({ ...connection, max: 10 });
  // An idle connection that breaks is replaced by the pool; without a listener the process would end.
  pool.on("error", () => {});
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  const session = openSession(connection, (name) => lockKey(schema, name));

  const growth = watchGrowth();

  return {
    dialect: "postgres",
    db,
    schema,
    async write(work, options = {}) {
      const result = await db.transaction().execute(async (trx) => {
        if (options.aloneIn) {
          await sql`select pg_advisory_xact_lock(${lockKey(schema, options.aloneIn)}::bigint)`.execute(trx);
        }
        return work(trx);
      });
      for (const table of growth.takeGrown()) await sql`analyze ${sql.table(table)}`.execute(db);
      return result;
    },
    async saveRows(trx, table, rows, key) {
      growth.add(table, rows.length);
      const columns = columnsOf(table);
      const names = columns.map((column) => `"${column}"`).join(", ");
      const types = Object.entries(columnTypes[table]).map(([column, type]) => `"${column}" ${type}`);
      for (let start = 0; start < rows.length; start += rowsAtOnce) {
        const json = toPostgresJson(rows.slice(start, start + rowsAtOnce));
        await sql`insert into ${sql.table(table)} (${sql.raw(names)})
          select ${sql.raw(names)} from jsonb_to_recordset(${json}::jsonb) as given(${sql.raw(types.join(", "))})
          ${sql.raw(onConflict(table, key))}`.execute(trx);
      }
    },
    // An empty list has no type, and finds nothing anyway.
    isOneOf: (column, values) =>
      values.length === 0
        ? sql`false`
        : typeof values[0] === "number"
          ? sql`${sql.ref(column)} = any(${values}::bigint[])`
          : sql`${sql.ref(column)} = any(${values}::text[])`,
    withLock: session.withLock,
    async notify(channel, payload) {
      await sql`select pg_notify(${channelName(schema, channel)}, ${payload})`.execute(db);
    },
    listen: (channel, hear) => session.listen(channelName(schema, channel), hear),
    explain: (error) => explainPostgres(error, databaseUrl),
    async close() {
      await session.close();
      await db.destroy();
      if (!pool.ended) await pool.end();
    },
  };
}

/**
 * Postgres plans by statistics that it gathers once a minute at best. A first read fills a table within seconds, and each
 * of its pages would be compared with the whole of it: so they are gathered each time a table may have doubled.
 */
function watchGrowth() {
  const tables = new Map<TableName, { written: number; threshold: number }>();
  return {
    add(table: TableName, rows: number): void {
      const { written, threshold } = tables.get(table) ?? { written: 0, threshold: 2_000 };
      tables.set(table, { written: written + rows, threshold });
    },
    takeGrown(): TableName[] {
      const grown = [...tables].filter(([, { written, threshold }]) => written >= threshold);
      for (const [table, { written }] of grown) tables.set(table, { written, threshold: written * 2 });
      return grown.map(([table]) => table);
    },
  };
}

/** Times and counts fit into a number; `pg` would hand out text, as some bigints do not. */
function getTypeParser(oid: number, format?: "text" | "binary") {
  return oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format);
}

/** Locks are numbers in Postgres, and shared by everything in one database. */
function lockKey(schema: string, name: string): string {
  return BigInt.asIntN(
    64,
    BigInt(`0x${hash("sha256", `muster ${schema} ${name}`, "hex").slice(0, 16)}`),
  ).toString();
}

function channelName(schema: string, channel: string): string {
  return `muster_${schema}_${channel}`;
}

/** Postgres keeps neither NUL nor half of a surrogate pair in its text; JavaScript and SQLite do. */
function toPostgresJson(rows: readonly object[]): string {
  const json = JSON.stringify(rows);
  if (!/\\u(?:0000|d[89a-f])/.test(json)) return json;
  return JSON.stringify(rows, (_key, value: unknown) =>
    typeof value === "string" ? value.replaceAll("\0", "\uFFFD").toWellFormed() : value,
  );
}
