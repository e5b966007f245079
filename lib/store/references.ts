import type { FailureGap } from "../model/failure.ts";
import type { ReferenceHolder } from "../model/reference-holder.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Engine } from "./engine/engine.ts";

/** What in a scope names nodes, beyond its documents, as it was read last. */
export type StoredReferences = {
  scope: ScopeKey;
  readAt: number;
  holders: readonly ReferenceHolder[];
  /** Reads that failed then: what stands of their kinds is older. */
  gaps: readonly Omit<FailureGap, "source">[];
};

/** Puts what was read of a scope in place of what was there. */
export async function saveReferences(
  engine: Engine,
  { scope, readAt, holders, gaps }: StoredReferences,
): Promise<void> {
  const row = { read_at: readAt, holders_json: JSON.stringify(holders), gaps_json: JSON.stringify(gaps) };
  await engine.write(async (trx) => {
    await trx
      .insertInto("reference_reads")
      .values({ scope, ...row })
      .onConflict((conflict) => conflict.column("scope").doUpdateSet(row))
      .execute();
  });
}

/** Of all scopes, or of one. */
export async function loadStoredReferences(engine: Engine, scope?: ScopeKey): Promise<StoredReferences[]> {
  const rows = await engine.db
    .selectFrom("reference_reads")
    .selectAll()
    .$if(scope !== undefined, (query) => query.where("scope", "=", scope!))
    .orderBy("scope")
    .execute();
  return rows.map((row) => ({
    scope: row.scope,
    readAt: Number(row.read_at),
    holders: JSON.parse(row.holders_json) as ReferenceHolder[],
    gaps: JSON.parse(row.gaps_json) as StoredReferences["gaps"],
  }));
}
