import type { DocumentKind } from "../model/document-kind.ts";
import type { FailureCheckpoint, FailureGap } from "../model/failure.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { TrailChange } from "../model/trail-change.ts";
import type { Engine } from "./engine/engine.ts";
import { saveFailureGaps } from "./failure-reads.ts";
import type { TrailChangeRow } from "./failure-schema.ts";

export type ChangePageToSave = {
  scope: ScopeKey;
  changes: readonly TrailChange[];
  checkpoint: FailureCheckpoint;
  gaps: readonly FailureGap[];
  at: number;
};

/** Of a busy account's ninety days the newest: people read no more, and memory holds no more. */
const mostLoaded = 20_000;

/** How far CloudTrail has been read for what changed; null where it never was. */
export async function loadChangeCheckpoint(
  engine: Engine,
  scope: ScopeKey,
): Promise<FailureCheckpoint | null> {
  const row = await engine.db
    .selectFrom("change_reads")
    .select("checkpoint_json")
    .where("scope", "=", scope)
    .executeTakeFirst();
  return row ? (JSON.parse(row.checkpoint_json) as FailureCheckpoint) : null;
}

/** Saves a page whole or not at all; answers the changes that were not there yet. */
export function saveChangePage(engine: Engine, page: ChangePageToSave): Promise<TrailChange[]> {
  return engine.write(async (trx) => {
    const { scope, changes } = page;
    const held = await trx
      .selectFrom("trail_changes")
      .select("event_id")
      .distinct()
      .where("scope", "=", scope)
      .where(
        engine.isOneOf(
          "event_id",
          changes.map(({ eventId }) => eventId),
        ),
      )
      .execute();
    const known = new Set(held.map(({ event_id }) => event_id));
    const fresh = changes.filter(({ eventId }) => !known.has(eventId));
    const rows = new Map(fresh.map(toRow).map((row) => [JSON.stringify(row), row]));
    await engine.saveRows(trx, "trail_changes", [...rows.values()]);
    await saveFailureGaps(engine, trx, page);
    const checkpoint_json = JSON.stringify(page.checkpoint);
    await trx
      .insertInto("change_reads")
      .values({ scope, checkpoint_json })
      .onConflict((conflict) => conflict.column("scope").doUpdateSet({ checkpoint_json }))
      .execute();
    return fresh;
  });
}

/** What CloudTrail told of these scopes, the newest first. */
export async function loadTrailChanges(
  engine: Engine,
  scopes: readonly ScopeKey[],
  { until, since = 0 }: { until: number; since?: number },
): Promise<TrailChange[]> {
  const rows = await engine.db
    .selectFrom("trail_changes")
    .selectAll()
    .where("scope", "in", scopes)
    .where("at", "<=", until)
    .where("at", ">=", since)
    .orderBy("at", "desc")
    .orderBy("event_id")
    .limit(mostLoaded)
    .execute();
  return rows.map(toTrailChange);
}

/** The same of a few documents, and of whole kinds, however long ago. */
export async function loadTrailChangesOf(
  engine: Engine,
  scopes: readonly ScopeKey[],
  { until, ids, kinds }: { until: number; ids: readonly string[]; kinds: readonly DocumentKind[] },
): Promise<TrailChange[]> {
  const rows = await engine.db
    .selectFrom("trail_changes")
    .selectAll()
    .where("scope", "in", scopes)
    .where("at", "<=", until)
    .where((where) => where.or([engine.isOneOf("id", ids), engine.isOneOf("kind", kinds)]))
    .orderBy("at", "desc")
    .orderBy("event_id")
    .limit(mostLoaded)
    .execute();
  return rows.map(toTrailChange);
}

/** Whether CloudTrail told of any change in these scopes from a moment on. */
export async function hasTrailChangesSince(
  engine: Engine,
  scopes: readonly ScopeKey[],
  since: number,
): Promise<boolean> {
  const row = await engine.db
    .selectFrom("trail_changes")
    .select("at")
    .where("scope", "in", scopes)
    .where("at", ">=", since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function toRow({ scope, eventId, event, kind, id, field, edit, at, by }: TrailChange): TrailChangeRow {
  return {
    ...{ scope, event_id: eventId, event, kind, id, field },
    ...{ edit_json: JSON.stringify(edit), at, caller: by },
  };
}

function toTrailChange(row: TrailChangeRow): TrailChange {
  const { scope, event_id: eventId, event, kind, id, field, edit_json, at, caller: by } = row;
  return { scope, eventId, event, kind, id, field, edit: JSON.parse(edit_json), at, by };
}
