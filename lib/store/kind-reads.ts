import type { DocumentKind } from "../model/document-kind.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Engine } from "./engine/engine.ts";
import type { ReadRow } from "./schema.ts";

export type KindRead = {
  kind: DocumentKind;
  startedAt: number;
  finishedAt: number;
  outcome: ReadRow["outcome"];
  items: number;
  /** When the kind was last read through; null where that never succeeded. */
  observedAt: number | null;
  /** The number of the scope's reading that came to it last, well or not; 0 where none was numbered. */
  round: number;
};

/** The last attempt at each kind of a scope. */
export async function loadReads(engine: Engine, scope: ScopeKey): Promise<KindRead[]> {
  const rows = await engine.db.selectFrom("reads").selectAll().where("scope", "=", scope).execute();
  return rows.map((row) => ({
    kind: row.kind,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    outcome: row.outcome,
    items: row.items,
    observedAt: row.observed_at,
    round: row.round,
  }));
}
