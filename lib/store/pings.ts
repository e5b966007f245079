import type { ScopeKey } from "../model/scope.ts";
import type { Engine } from "./engine/engine.ts";

/** The last pings of managed nodes, beside their documents: only those that moved are written. */
export async function savePings(
  engine: Engine,
  scope: ScopeKey,
  pings: readonly { id: string; lastPingAt: number }[],
): Promise<void> {
  const rows = pings.map(({ id, lastPingAt }) => ({ scope, id, last_ping_at: lastPingAt }));
  await engine.write((trx) => engine.saveRows(trx, "pings", rows, ["scope", "id"]));
}

/** The last pings of a scope's nodes, or of those named. */
export async function loadPings(
  engine: Engine,
  scope: ScopeKey,
  ids?: readonly string[],
): Promise<Map<string, number>> {
  const rows = await engine.db
    .selectFrom("pings")
    .select(["id", "last_ping_at"])
    .where("scope", "=", scope)
    .$if(ids !== undefined, (query) => query.where(engine.isOneOf("id", ids ?? [])))
    .execute();
  return new Map(rows.map((row) => [row.id, row.last_ping_at]));
}
