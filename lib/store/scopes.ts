import { type Scope, type ScopeKey, scopeKey } from "../model/scope.ts";
import { saveCauses } from "./causes.ts";
import type { Engine } from "./engine/engine.ts";
import { saveNodes } from "./nodes.ts";
import type { ScopeRow } from "./schema.ts";

export type StoredScope = Scope & {
  key: ScopeKey;
  accountName: string | null;
  readAt: number | null;
  nextAt: number | null;
  consecutiveFailures: number;
};

/** Makes scopes known, or renames them; what is known of their reading stays. */
export async function saveScopes(
  engine: Engine,
  scopes: readonly (Scope & { accountName: string | null })[],
): Promise<void> {
  await engine.write(async (trx) => {
    for (const { partition, account, region, accountName } of scopes) {
      const names = { partition, account, account_name: accountName, region };
      await trx
        .insertInto("scopes")
        .values({
          key: scopeKey({ account, region }),
          ...names,
          read_at: null,
          next_at: null,
          consecutive_failures: 0,
        })
        .onConflict((conflict) => conflict.column("key").doUpdateSet(names))
        .execute();
    }
  });
}

/** Only what is given changes. */
export async function saveScopeReading(
  engine: Engine,
  scope: ScopeKey,
  reading: { readAt?: number; nextAt?: number | null; consecutiveFailures?: number },
): Promise<void> {
  await engine.db
    .updateTable("scopes")
    // Kysely leaves out what is undefined, but an update of nothing is no SQL.
    .set({
      key: scope,
      read_at: reading.readAt,
      next_at: reading.nextAt,
      consecutive_failures: reading.consecutiveFailures,
    })
    .where("key", "=", scope)
    .execute();
}

export async function loadScopes(engine: Engine): Promise<StoredScope[]> {
  const rows = await engine.db
    .selectFrom("scopes")
    .selectAll()
    .orderBy("account")
    .orderBy("region")
    .execute();
  return rows.map(toScope);
}

/** Forgets a scope that is read no more: its nodes and causes leave, its documents and their history stay until retention. */
export async function deleteScope(engine: Engine, scope: ScopeKey, at: number): Promise<void> {
  await saveNodes(engine, scope, [], at);
  await saveCauses(engine, scope, [], at);
  await engine.write(async (trx) => {
    await trx.deleteFrom("scopes").where("key", "=", scope).execute();
    await trx.deleteFrom("gaps").where("scope", "=", scope).execute();
    await trx.deleteFrom("failure_gaps").where("scope", "=", scope).execute();
    await trx.deleteFrom("reference_reads").where("scope", "=", scope).execute();
  });
}

/**
 * Runs a sync of the scope unless one runs already, in this process or another: then it answers `undefined` at once.
 * `lost` is aborted if another one may start because the lock broke.
 */
export function withScopeLock<Result>(
  engine: Engine,
  scope: ScopeKey,
  work: (lost: AbortSignal) => Promise<Result>,
): Promise<{ result: Result } | undefined> {
  return engine.withLock(scopeLock(scope), work);
}

/** The same for the reading of a scope's failures, which goes on beside its syncs. */
export function withFailuresLock<Result>(
  engine: Engine,
  scope: ScopeKey,
  work: (lost: AbortSignal) => Promise<Result>,
): Promise<{ result: Result } | undefined> {
  return engine.withLock(`failures ${scope}`, work);
}

export function scopeLock(scope: ScopeKey): string {
  return `sync ${scope}`;
}

function toScope(row: ScopeRow): StoredScope {
  return {
    key: row.key,
    partition: row.partition,
    account: row.account,
    accountName: row.account_name,
    region: row.region,
    readAt: row.read_at,
    nextAt: row.next_at,
    consecutiveFailures: row.consecutive_failures,
  };
}
