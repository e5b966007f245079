import { randomUUID } from "node:crypto";
import type { ScopeKey } from "../model/scope.ts";
import type { Engine } from "./engine/engine.ts";

export type SyncTarget =
  | { kind: "all" }
  | { kind: "scope"; scope: ScopeKey }
  | { kind: "nodes"; scope: ScopeKey; nodeIds: string[] };

export type SyncRequest = { id: string; target: SyncTarget; requestedAt: number; requestedBy: string };

/** Asks whoever runs the scheduler for a sync. */
export async function requestSync(
  engine: Engine,
  target: SyncTarget,
  requestedBy: string,
  requestedAt: number,
): Promise<SyncRequest> {
  const id = randomUUID();
  await engine.db
    .insertInto("sync_requests")
    .values({
      id,
      target: target.kind,
      scope: target.kind === "all" ? null : target.scope,
      node_ids_json: JSON.stringify(target.kind === "nodes" ? target.nodeIds : []),
      requested_at: requestedAt,
      requested_by: requestedBy,
    })
    .execute();
  return { id, target, requestedAt, requestedBy };
}

/** The requests that wait, the oldest first: each is handed out once, however many ask. */
export async function takeSyncRequests(engine: Engine): Promise<SyncRequest[]> {
  const rows = await engine.write((trx) => trx.deleteFrom("sync_requests").returningAll().execute());
  return rows
    .map((row) => ({
      id: row.id,
      target: toTarget(row.target, row.scope, row.node_ids_json),
      requestedAt: row.requested_at,
      requestedBy: row.requested_by,
    }))
    .sort((a, b) => a.requestedAt - b.requestedAt);
}

function toTarget(kind: SyncTarget["kind"], scope: ScopeKey | null, nodeIdsJson: string): SyncTarget {
  if (kind === "all" || scope === null) return { kind: "all" };
  return kind === "scope" ? { kind, scope } : { kind, scope, nodeIds: JSON.parse(nodeIdsJson) };
}
