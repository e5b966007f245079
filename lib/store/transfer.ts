import { createWriteStream } from "node:fs";
import { open, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "kysely";
import { FleetError } from "../model/fleet-error.ts";
import { columnTypes } from "./columns.ts";
import type { Engine, Writing } from "./engine/engine.ts";
import { makeFolder } from "./engine/make-folder.ts";
import { columnsOf } from "./engine/upsert.ts";
import { schemaVersion } from "./migrations.ts";
import type { TableName } from "./schema.ts";

type Row = Record<string, string | number | null>;

/** What a table is read by, batch after batch: its rows have one each, and no two the same. */
const orders: Record<Exclude<TableName, "meta">, readonly string[]> = {
  counters: ["name"],
  scopes: ["key"],
  reads: ["scope", "kind"],
  documents: ["key"],
  sightings: ["scope", "kind", "id"],
  pings: ["scope", "id"],
  gaps: ["scope", "kind", "action", "resource"],
  nodes: ["scope", "id"],
  node_pulses: ["scope", "id"],
  node_removals: ["scope", "id"],
  status_history: ["scope", "id", "valid_from"],
  syncs: ["id"],
  sync_requests: ["id"],
  audit: ["id"],
  saved_views: ["id"],
  causes: ["scope", "code", "subject_id", "first_seen"],
  exclusions: ["id"],
  acknowledgements: ["code", "subject_key"],
  failures: ["number"],
  failure_series: ["number"],
  failure_days: ["series", "day"],
  failure_targets: ["failure", "node"],
  failure_records: ["failure", "record"],
  failure_links: ["inner_id", "hash"],
  failure_reads: ["scope", "source"],
  failure_gaps: ["scope", "source", "action"],
  trail_changes: ["scope", "event_id", "kind", "id", "field", "edit_json"],
  change_reads: ["scope"],
  reference_reads: ["scope"],
  walkthroughs: ["id"],
  walkthrough_steps: ["walkthrough", "step"],
  runs: ["id"],
  verifications: ["walkthrough"],
  proofs: ["scope", "code", "subject_id", "fix"],
  plan_steps: ["scope", "place"],
};

const tables = Object.keys(orders) as (keyof typeof orders)[];
const batchSize = 2_000;
const manifestFile = "muster-export.json";

/** Writes a folder of JSON lines, one file a table: a backup, or the way to the other engine. */
export async function exportStore(engine: Engine, folder: string, at: number): Promise<{ rows: number }> {
  makeFolder(folder);
  // An export that was here and is written over is none until this one is complete.
  await rm(join(folder, manifestFile), { force: true });
  let rows = 0;
  for (const table of tables) {
    const lines = async function* () {
      for await (const batch of loadRows(engine, table)) {
        rows += batch.length;
        yield `${batch.map((row) => JSON.stringify(row)).join("\n")}\n`;
      }
    };
    await pipeline(Readable.from(lines()), createWriteStream(fileOf(folder, table), { mode: 0o600 }));
  }
  const manifest = { muster: 1, schemaVersion, at, rows };
  await writeFile(join(folder, manifestFile), `${JSON.stringify(manifest)}\n`, { mode: 0o600 });
  return { rows };
}

/** Fills an empty store from an export, whole or not at all. */
export async function importStore(engine: Engine, folder: string): Promise<{ rows: number }> {
  await checkManifest(folder);
  return engine.write(async (trx) => {
    await refuseFilled(trx);
    await trx.deleteFrom("counters").execute();
    let rows = 0;
    for (const table of tables) {
      for await (const batch of readLines(folder, table)) {
        await saveImported(engine, trx, table, batch);
        rows += batch.length;
      }
    }
    return { rows };
  });
}

async function* loadRows(engine: Engine, table: keyof typeof orders): AsyncGenerator<Row[]> {
  const order = orders[table];
  const key = sql.join(order.map((column) => sql.ref(column)));
  const columns = sql.join([...new Set([...order, ...columnsOf(table)])].map((column) => sql.ref(column)));
  const exported = columnsOf(table);
  let last: Row | undefined;
  for (;;) {
    const after = last ? sql`where (${key}) > (${sql.join(order.map((column) => last![column]))})` : sql``;
    const { rows } = await sql<Row>`select ${columns} from ${sql.table(table)} ${after}
      order by ${key} limit ${sql.lit(batchSize)}`.execute(engine.db);
    if (rows.length > 0) yield rows.map((row) => pick(row, exported));
    if (rows.length < batchSize) return;
    last = rows.at(-1);
  }
}

function pick(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
}

async function* readLines(folder: string, table: TableName): AsyncGenerator<Row[]> {
  const file = await open(fileOf(folder, table)).catch((error: unknown) => {
    throw damaged(`the file of ${table} cannot be read`, table, error);
  });
  let batch: Row[] = [];
  const input = file.createReadStream();
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line === "") continue;
    const row = parseLine(line);
    if (row === undefined) throw damaged(`a line of ${table} is no JSON`, table);
    batch.push(row);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function parseLine(line: string): Row | undefined {
  try {
    return JSON.parse(line) as Row;
  } catch {
    return undefined;
  }
}

function damaged(what: string, field: string, cause?: unknown): FleetError {
  return new FleetError(
    "invalid-input",
    `The export is damaged: ${what}, so nothing was imported. Make the export again.`,
    { field, cause },
  );
}

/** A line becomes a row here: it must have the table's columns, each of its type. */
async function saveImported(engine: Engine, trx: Writing, table: TableName, batch: Row[]): Promise<void> {
  for (const row of batch) {
    for (const [column, type] of Object.entries(columnTypes[table])) {
      const value = row[column];
      if (value === null || typeof value === (type === "text" ? "string" : "number")) continue;
      throw damaged(`a line of ${table} has no valid ${column}`, `${table}.${column}`);
    }
  }
  await engine.saveRows(trx, table, batch as never[]);
}

async function checkManifest(folder: string): Promise<void> {
  const text = await readFile(join(folder, manifestFile), "utf8").catch((error: unknown) => {
    throw new FleetError("not-found", `${folder} holds no complete export: ${manifestFile} is missing.`, {
      cause: error,
    });
  });
  const found = Number(parseLine(text)?.schemaVersion);
  if (found === schemaVersion) return;
  if (!Number.isInteger(found)) throw damaged(`${manifestFile} names no schema`, manifestFile);
  const code = found > schemaVersion ? "store-newer" : "invalid-input";
  throw new FleetError(
    code,
    `The export has schema ${found} and this version of Muster knows ${schemaVersion}, so it was not imported. Import it with the version that wrote it, and let this one bring that store up to date.`,
  );
}

async function refuseFilled(trx: Writing): Promise<void> {
  for (const table of tables) {
    if (table === "counters") continue;
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(trx);
    if (rows.length === 0) continue;
    throw new FleetError(
      "conflict",
      `An export can only be imported into an empty store, and this one has ${table.replaceAll("_", " ")}. Choose another folder or database.`,
    );
  }
}

function fileOf(folder: string, table: TableName): string {
  return join(folder, `${table}.jsonl`);
}
