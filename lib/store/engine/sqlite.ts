import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { CompiledQuery, type DatabaseConnection, Kysely, SqliteDialect, SqliteDriver, sql } from "kysely";
import { FleetError } from "../../model/fleet-error.ts";
import type { Database, TableName } from "../schema.ts";
import type { Engine } from "./engine.ts";
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
  const db = new Kysely<Database>({ dialect: new ImmediateSqliteDialect({ database: handle }) });
  const inserts = new Map<string, BetterSqlite3.Statement>();
  const prepareInsert = (table: TableName, key: readonly string[] | undefined) => {
    const name = `${table} ${key?.join() ?? ""}`;
    const statement = inserts.get(name) ?? handle.prepare(insertStatement(table, key));
    inserts.set(name, statement);
    return statement;
  };
  const held = new Set<string>();
  const channels = openChannels(resolve(folder));

  return {
    dialect: "sqlite",
    db,
    write: (work) => db.transaction().execute(work),
    async saveRows(_trx, table, rows, key) {
      const statement = prepareInsert(table, key);
      const columns = columnsOf(table) as (keyof (typeof rows)[number])[];
      for (const row of rows) statement.run(columns.map((column) => row[column]));
    },
    isOneOf: (column, values) =>
      sql`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`,
    async withLock(name, work) {
      if (held.has(name)) return undefined;
      held.add(name);
      try {
        return { result: await work(new AbortController().signal) };
      } finally {
        held.delete(name);
      }
    },
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
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const handle = new BetterSqlite3(join(folder, databaseFile), { timeout: 30_000 });
  try {
    handle.pragma("journal_mode = wal");
    handle.pragma("synchronous = full");
    handle.pragma("foreign_keys = on");
    handle.pragma("cache_size = -32768");
    handle.pragma("wal_autocheckpoint = 4000");
    handle.pragma("journal_size_limit = 67108864");
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

// A deferred transaction that reads before it writes fails at once, without waiting, when another thread wrote in between.
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: ConstructorParameters<typeof SqliteDialect>[0];

  constructor(config: ConstructorParameters<typeof SqliteDialect>[0]) {
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver(this.#config);
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

function explainSqlite(error: unknown, folder: string): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  const sentence = troubles.find(([start]) => code.startsWith(start))?.[1];
  if (!sentence) return error;
  return new FleetError("store-full", `The store in ${folder} ${sentence}`, { cause: error });
}

const nothingLost = "Nothing that was saved before is lost.";
const troubles: [start: string, sentence: string][] = [
  [
    "SQLITE_FULL",
    `cannot be written because the disk is full. ${nothingLost} Free some space; the next sync goes on by itself.`,
  ],
  ["ENOSPC", `cannot be written because the disk is full. ${nothingLost} Free some space and start again.`],
  [
    "SQLITE_READONLY",
    `is read-only, so nothing can be saved. Make the folder writable, or choose another one with MUSTER_DATA.`,
  ],
  ["EROFS", `is on a read-only disk, so nothing can be saved. Choose another folder with MUSTER_DATA.`],
  [
    "EACCES",
    `may not be opened by this user. Make the folder writable, or choose another one with MUSTER_DATA.`,
  ],
  [
    "EPERM",
    `may not be opened by this user. Make the folder writable, or choose another one with MUSTER_DATA.`,
  ],
  [
    "ENOTDIR",
    `cannot be opened because a file stands where the folder should be. Choose another folder with MUSTER_DATA.`,
  ],
  [
    "EEXIST",
    `cannot be opened because a file stands where the folder should be. Choose another folder with MUSTER_DATA.`,
  ],
  ["SQLITE_CANTOPEN", `cannot be opened. Make the folder writable, or choose another one with MUSTER_DATA.`],
  [
    "SQLITE_NOTADB",
    `is damaged: ${databaseFile} is no database. Move it away and import a backup, or start afresh; AWS is read again.`,
  ],
  [
    "SQLITE_CORRUPT",
    `is damaged. Move ${databaseFile} away and import a backup, or start afresh; AWS is read again.`,
  ],
  [
    "SQLITE_IOERR",
    `cannot be read or written: the disk reports an error. ${nothingLost} Check the disk, then start again.`,
  ],
  [
    "SQLITE_BUSY",
    `is being written by another process for longer than Muster waits. Let it finish, then try again.`,
  ],
];

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
