import type { ScopeKey } from "../model/scope.ts";
import type { Status } from "../model/status.ts";
import type { Engine, Writing } from "./engine/engine.ts";
import type { NodeRow, StatusHistoryRow } from "./schema.ts";

export type StatusPeriod = {
  status: Status;
  /** What was said of it when the period began. */
  why: string | null;
  causeCode: string | null;
  from: number;
  to: number | null;
};

/** How a node fared, the oldest first. A period ends when its status or its cause does. */
export async function loadStatusHistory(
  engine: Engine,
  scope: ScopeKey,
  id: string,
): Promise<StatusPeriod[]> {
  const rows = await engine.db
    .selectFrom("status_history")
    .selectAll()
    .where("scope", "=", scope)
    .where("id", "=", id)
    .orderBy("valid_from")
    .execute();
  return rows.map((row) => ({
    status: row.status,
    why: row.why,
    causeCode: row.cause_code,
    from: row.valid_from,
    to: row.valid_to,
  }));
}

/** What the history tells of a node now, and since when. */
export type Told = { status: Status; causeCode: string | null; since: number };

/** Undefined where nothing is told of it yet. A row that is not told keeps what is. */
export function toldOf(row: NodeRow | undefined): Told | undefined {
  if (row === undefined) return undefined;
  if (row.told_json !== null) return (JSON.parse(row.told_json) as Told | null) ?? undefined;
  return { status: row.status, causeCode: row.cause_code, since: row.status_since };
}

/** Belongs to the saving of nodes, in its transaction. */
export async function recordStatuses(
  engine: Engine,
  trx: Writing,
  scope: ScopeKey,
  rows: { moved: readonly NodeRow[]; told(id: string): Told | undefined; removed: readonly string[] },
  at: number,
): Promise<void> {
  const { told, removed } = rows;
  const moved = rows.moved.filter((row) => {
    const before = told(row.id);
    return before?.status !== row.status || before.causeCode !== row.cause_code;
  });
  const ended = [...moved.map((row) => row.id).filter((id) => told(id) !== undefined), ...removed];
  if (ended.length > 0) {
    await trx
      .updateTable("status_history")
      .set({ valid_to: at })
      .where("scope", "=", scope)
      .where("valid_to", "is", null)
      .where(engine.isOneOf("id", ended))
      .execute();
  }
  const fresh = moved.map((row) => row.id).filter((id) => told(id) === undefined);
  const lastEnds = await loadLastEnds(engine, trx, scope, fresh);
  const begun = moved.map((row): StatusHistoryRow => {
    // A node that is new here may have been so for long; one that was watched changed when that was noticed.
    const from = told(row.id) ? at : Math.max(Math.min(row.status_since, at), lastEnds.get(row.id) ?? 0);
    return {
      scope,
      id: row.id,
      status: row.status,
      why: row.why,
      cause_code: row.cause_code,
      valid_from: from,
      valid_to: null,
    };
  });
  await engine.saveRows(trx, "status_history", begun, ["scope", "id", "valid_from"]);
}

async function loadLastEnds(
  engine: Engine,
  trx: Writing,
  scope: ScopeKey,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom("status_history")
    .select(["id", (row) => row.fn.max("valid_to").as("ended_at")])
    .where("scope", "=", scope)
    .where(engine.isOneOf("id", ids))
    .groupBy("id")
    .execute();
  return new Map(rows.map((row) => [row.id, Number(row.ended_at)]));
}
