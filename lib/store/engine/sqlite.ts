import { closeSync, openSync } from "node:fs";
import { join, resolve } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { Kysely, sql } from "kysely";
import type { Database, TableName } from "../schema.ts";
import type { Engine } from "./engine.ts";
import { makeFolder } from "./make-folder.ts";
import { PatientSqliteDialect } from "./sqlite-dialect.ts";
import { explainSqlite } from "./sqlite-errors.ts";
import { columnsOf, onConflict } from "./upsert.ts";

export const databaseFile = "muster.db";

/** Opens the folder's database for the calling thread, which every query of it blocks. */
export function openSqlite(folder: string): Engine {
  const explain = (error: unknown) => explainSqlite(error, folder);
  let handle: BetterSqlite3.Database;
  try {
    handle = openFile(folder);
  } catch (error) {
    throw explain(error);
  }
  const db = new Kysely<Database>({ dialect: new PatientSqliteDialect({ database: handle }) });
  const inserts = new Map<string, BetterSqlite3.Statement>();
  const prepareInsert = (table: TableName, key: readonly string[] | undefined) => {
    const name = `${table} ${key?.join() ?? ""}`;
    const statement = inserts.get(name) ?? handle.prepare(insertStatement(table, key));
    inserts.set(name, statement);
    return statement;
  };
  const path = resolve(folder);
  const channels = openChannels(path);

  return {
    dialect: "sqlite",
    db,
    schema: null,
    write: (work) => db.transaction().execute(work),
    async saveRows(_trx, table, rows, key) {
      const statement = prepareInsert(table, key);
      const columns = columnsOf(table) as (keyof (typeof rows)[number])[];
      for (const row of rows) statement.run(columns.map((column) => row[column]));
    },
    isOneOf: (column, values) =>
      sql`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`,
    withLock: (name, work) => withLock(`${path} ${name}`, work),
    ...channels,
    explain,
    async close() {
      await channels.closeChannels();
      await db.destroy();
      handle.close();
    },
  };
}

function openFile(folder: string): BetterSqlite3.Database {
  makeFolder(folder);
  const file = join(folder, databaseFile);
  // SQLite gives its other files the mode of this one.
  closeSync(openSync(file, "a", 0o600));
  const handle = new BetterSqlite3(file, { timeout: 5_000 });
  try {
    handle.pragma("journal_mode = wal");
    handle.pragma("synchronous = full");
    handle.pragma("foreign_keys = on");
    handle.pragma("cache_size = -32768");
    handle.pragma("wal_autocheckpoint = 4000");
    handle.pragma("journal_size_limit = 67108864");
    // From here on the dialect waits, without blocking the thread.
    handle.pragma("busy_timeout = 0");
  } catch (error) {
    handle.close();
    throw error;
  }
  return handle;
}

function insertStatement(table: TableName, key: readonly string[] | undefined): string {
  const columns = columnsOf(table);
  const names = columns.map((column) => `"${column}"`).join(", ");
  return `insert into "${table}" (${names}) values (${columns.map(() => "?").join(", ")})${onConflict(table, key)}`;
}

// One process owns a folder, and one of its threads syncs.
const held = new Set<string>();

async function withLock<Result>(
  lock: string,
  work: (lost: AbortSignal) => Promise<Result>,
): Promise<{ result: Result } | undefined> {
  if (held.has(lock)) return undefined;
  held.add(lock);
  try {
    return { result: await work(new AbortController().signal) };
  } finally {
    held.delete(lock);
  }
}

/** One process owns a folder, so its threads are everybody there is to tell. */
function openChannels(folder: string) {
  const open = new Set<BroadcastChannel>();
  const openChannel = (channel: string) => {
    const broadcast = new BroadcastChannel(`muster ${folder} ${channel}`);
    open.add(broadcast);
    return broadcast;
  };
  const senders = new Map<string, BroadcastChannel>();
  return {
    async notify(channel: string, payload: string) {
      const sender = senders.get(channel) ?? openChannel(channel);
      senders.set(channel, sender);
      sender.postMessage(payload);
      unref(sender);
    },
    async listen(channel: string, hear: (payload: string) => void) {
      const listener = openChannel(channel);
      listener.onmessage = (event: MessageEvent) => hear(String(event.data));
      unref(listener);
      return async () => {
        listener.close();
        open.delete(listener);
      };
    },
    async closeChannels() {
      for (const broadcast of open) broadcast.close();
    },
  };
}

// Node's BroadcastChannel keeps a process alive unless told otherwise; the browser's type does not know the method.
function unref(broadcast: BroadcastChannel): void {
  (broadcast as BroadcastChannel & { unref?: () => void }).unref?.();
}
