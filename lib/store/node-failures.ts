import type { ScopeKey } from "../model/scope.ts";
import type { Engine } from "./engine/engine.ts";
import { takeNodeSeq } from "./nodes.ts";

/** The nodes of a scope have had so many failures; those that `counts` leaves out had none. Only what differs is written. */
export function saveNodeFailures(
  engine: Engine,
  scope: ScopeKey,
  counts: ReadonlyMap<string, number>,
): Promise<{ changed: number }> {
  return engine.write(async (trx) => {
    const seq = await takeNodeSeq(trx);
    const held = await trx
      .selectFrom("nodes")
      .select(["id", "failures"])
      .where("scope", "=", scope)
      .execute();
    const changed = held.filter(({ id, failures }) => failures !== (counts.get(id) ?? 0));
    for (const [failures, nodes] of Map.groupBy(changed, ({ id }) => counts.get(id) ?? 0)) {
      await trx
        .updateTable("nodes")
        .set({ failures, seq })
        .where("scope", "=", scope)
        .where(
          engine.isOneOf(
            "id",
            nodes.map(({ id }) => id),
          ),
        )
        .execute();
    }
    return { changed: changed.length };
  });
}
