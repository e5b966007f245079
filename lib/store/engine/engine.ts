import type { Expression, Kysely, SqlBool, Transaction } from "kysely";
import type { Database, TableName } from "../schema.ts";

export type Writing = Transaction<Database>;

/** A row as it is inserted: every column but generated ones. */
export type NewRow<Table extends TableName> = Omit<
  Database[Table],
  Table extends "documents" ? "key" : never
>;

/**
 * What SQLite and Postgres do differently, and nothing else: every other query is written once, in Kysely. Inside `write`
 * use the transaction that is handed in, never `db`: SQLite has one connection, and it would wait for itself.
 */
export type Engine = {
  readonly dialect: "sqlite" | "postgres";
  readonly db: Kysely<Database>;
  /** The Postgres schema that everything is in. */
  readonly schema: string | null;

  /**
   * All of `work` or nothing. With `aloneIn`, no other process or thread is inside a `write` of the same name; SQLite has
   * one writer at a time anyway. Nothing slower than the store itself is awaited inside.
   */
  write<Result>(work: (trx: Writing) => Promise<Result>, options?: { aloneIn?: string }): Promise<Result>;

  /**
   * Writes many rows at once. With `key`, rows that are there already take the new values, and those that are equal are
   * not written at all.
   */
  saveRows<Table extends TableName>(
    trx: Writing,
    table: Table,
    rows: readonly NewRow<Table>[],
    key?: readonly (keyof NewRow<Table> & string)[],
  ): Promise<void>;

  /** `column` is one of `values`, however many they are. */
  isOneOf(column: string, values: readonly string[] | readonly number[]): Expression<SqlBool>;

  /**
   * Runs `work` while nobody else holds the lock, or answers `undefined` at once where somebody does. `lost` is aborted
   * if the lock is lost midway, as when the connection that holds it breaks.
   */
  withLock<Result>(
    name: string,
    work: (lost: AbortSignal) => Promise<Result>,
  ): Promise<{ result: Result } | undefined>;

  /** Tells every process and thread that listens on the channel, this one included. At most 8,000 bytes. */
  notify(channel: string, payload: string): Promise<void>;
  listen(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>>;

  /** An engine's own error as a FleetError where it is expected trouble; anything else unchanged. */
  explain(error: unknown): unknown;
  close(): Promise<void>;
};
