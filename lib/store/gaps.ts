import type { DocumentKind } from "../model/document-kind.ts";
import type { Gap } from "../model/gap.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Engine } from "./engine/engine.ts";
import type { GapRow } from "./schema.ts";

/** `since`: when it first failed without having been read in between; `at`: the last attempt. */
export type StoredGap = Gap & { since: number; at: number };

/** The gaps of a kind are now these; none says that it was read. One that stays keeps its `since`. */
export async function replaceGaps(
  engine: Engine,
  scope: ScopeKey,
  kind: DocumentKind,
  gaps: readonly Gap[],
  at: number,
): Promise<void> {
  await engine.write(async (trx) => {
    const held = await trx
      .selectFrom("gaps")
      .select(["action", "resource", "since"])
      .where("scope", "=", scope)
      .where("kind", "=", kind)
      .execute();
    const since = new Map(held.map((row) => [`${row.action} ${row.resource}`, row.since]));
    await trx.deleteFrom("gaps").where("scope", "=", scope).where("kind", "=", kind).execute();
    const rows = gaps.map((gap): GapRow => {
      const resource = gap.resource ?? "";
      return {
        scope,
        kind,
        action: gap.action,
        resource,
        reason: gap.reason,
        message: gap.message,
        code: gap.code,
        since: since.get(`${gap.action} ${resource}`) ?? at,
        at,
      };
    });
    const distinct = new Map(rows.map((row) => [`${row.action} ${row.resource}`, row]));
    await engine.saveRows(trx, "gaps", [...distinct.values()]);
  });
}

/** Today's gaps, of all scopes where none are named. */
export async function loadGaps(engine: Engine, scopes?: readonly ScopeKey[]): Promise<StoredGap[]> {
  const rows = await engine.db
    .selectFrom("gaps")
    .selectAll()
    .$if(scopes !== undefined, (query) => query.where(engine.isOneOf("scope", scopes ?? [])))
    .orderBy("scope")
    .orderBy("kind")
    .orderBy("action")
    .orderBy("resource")
    .execute();
  return rows.map(({ resource, ...row }) => ({ ...row, resource: resource === "" ? null : resource }));
}
