import type { Node } from "../model/node.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Engine, Writing } from "./engine/engine.ts";
import { isSameNode, toNodeRow } from "./node-row.ts";
import type { NodePulseRow, NodeRow } from "./schema.ts";
import { recordStatuses, type Told, toldOf } from "./status-history.ts";

export type SavedNodes = { changed: string[]; removed: string[]; seq: number };

type Saving = {
  /** False where too little was read for the history of statuses: it goes on from what it tells once enough is. */
  isTold?: boolean;
};

/**
 * The nodes of a scope are now these: rows that differ are written, those that are missing are removed. A node whose status
 * stays keeps its `statusSince`.
 */
export function saveNodes(
  engine: Engine,
  scope: ScopeKey,
  nodes: readonly Node[],
  at: number,
  saving: Saving = {},
): Promise<SavedNodes> {
  const present = new Set(nodes.map((node) => node.id));
  const toRemove = (held: string[]) => held.filter((id) => !present.has(id));
  return save(engine, scope, nodes, at, { toRemove, ...saving });
}

/** Writes these nodes of a scope, removes those named, and leaves the others alone. */
export function updateNodes(
  engine: Engine,
  scope: ScopeKey,
  nodes: readonly Node[],
  at: number,
  { removedIds = [], ...saving }: Saving & { removedIds?: readonly string[] } = {},
): Promise<SavedNodes> {
  const ids = [...nodes.map((node) => node.id), ...removedIds];
  const toRemove = (held: string[]) => held.filter((id) => removedIds.includes(id));
  return save(engine, scope, nodes, at, { toRemove, only: ids, ...saving });
}

async function save(
  engine: Engine,
  scope: ScopeKey,
  nodes: readonly Node[],
  at: number,
  {
    toRemove,
    only,
    isTold = true,
  }: Saving & { toRemove: (heldIds: string[]) => string[]; only?: readonly string[] },
): Promise<SavedNodes> {
  return engine.write(async (trx) => {
    // The counter's row makes writers of nodes wait for each other, so that no reader sees a later number first.
    const seq = await takeNodeSeq(trx);
    const held = await loadHeld(engine, trx, scope, only);
    const told = (id: string) => toldOf(held.get(id));
    const rows = nodes.map((node) => {
      const row = keepSince(toNodeRow(node, seq), held.get(node.id), told(node.id));
      return isTold ? row : { ...row, told_json: untold(row, told(node.id)) };
    });
    const changed = rows.filter((row) => {
      const before = held.get(row.id);
      return !before || !isSameNode(row, before);
    });
    const removed = toRemove([...held.keys()]);
    await recordStatuses(engine, trx, scope, { moved: isTold ? changed : [], told, removed }, at);
    await removeNodes(engine, trx, scope, removed, at, seq);
    await engine.saveRows(trx, "nodes", changed, ["scope", "id"]);
    await savePulses(engine, trx, scope, nodes, seq, only);
    if (changed.length > 0)
      await forgetRemovals(
        engine,
        trx,
        scope,
        changed.map((row) => row.id),
      );
    return { changed: changed.map((row) => row.id), removed, seq };
  });
}

/** The number of a change of nodes; whoever takes one makes the next writer wait for this one. */
export async function takeNodeSeq(trx: Writing): Promise<number> {
  const row = await trx
    .updateTable("counters")
    .set((counter) => ({ value: counter("value", "+", 1) }))
    .where("name", "=", "nodes")
    .returning("value")
    .executeTakeFirstOrThrow();
  return row.value;
}

async function loadHeld(
  engine: Engine,
  trx: Writing,
  scope: ScopeKey,
  only: readonly string[] | undefined,
): Promise<Map<string, NodeRow>> {
  const rows = await trx
    .selectFrom("nodes")
    .selectAll()
    .where("scope", "=", scope)
    .$if(only !== undefined, (query) => query.where(engine.isOneOf("id", only ?? [])))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** A status that the history tells goes on, whatever was shown in between. */
function keepSince(row: NodeRow, held: NodeRow | undefined, told: Told | undefined): NodeRow {
  if (told?.status === row.status) return { ...row, status_since: told.since };
  return held?.status === row.status ? { ...row, status_since: held.status_since } : row;
}

function untold({ status, cause_code: causeCode }: NodeRow, told: Told | undefined): string | null {
  const isSame = told?.status === status && told.causeCode === causeCode;
  return isSame ? null : JSON.stringify(told ?? null);
}

async function savePulses(
  engine: Engine,
  trx: Writing,
  scope: ScopeKey,
  nodes: readonly Node[],
  seq: number,
  only: readonly string[] | undefined,
): Promise<void> {
  const rows = await trx
    .selectFrom("node_pulses")
    .selectAll()
    .where("scope", "=", scope)
    .$if(only !== undefined, (query) => query.where(engine.isOneOf("id", only ?? [])))
    .execute();
  const held = new Map(rows.map((row) => [row.id, row]));
  const moved: NodePulseRow[] = [];
  for (const { id, lastPingAt, readAt } of nodes) {
    const before = held.get(id);
    if (before?.last_ping_at === lastPingAt && before.read_at === readAt) continue;
    moved.push({ scope, id, last_ping_at: lastPingAt, read_at: readAt, seq });
  }
  await engine.saveRows(trx, "node_pulses", moved, ["scope", "id"]);
}

async function removeNodes(
  engine: Engine,
  trx: Writing,
  scope: ScopeKey,
  ids: readonly string[],
  at: number,
  seq: number,
): Promise<void> {
  if (ids.length === 0) return;
  await trx.deleteFrom("nodes").where("scope", "=", scope).where(engine.isOneOf("id", ids)).execute();
  await trx.deleteFrom("node_pulses").where("scope", "=", scope).where(engine.isOneOf("id", ids)).execute();
  const removals = ids.map((id) => ({ scope, id, removed_at: at, seq }));
  await engine.saveRows(trx, "node_removals", removals, ["scope", "id"]);
}

async function forgetRemovals(
  engine: Engine,
  trx: Writing,
  scope: ScopeKey,
  ids: readonly string[],
): Promise<void> {
  await trx.deleteFrom("node_removals").where("scope", "=", scope).where(engine.isOneOf("id", ids)).execute();
}
