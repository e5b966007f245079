import type { Engine } from "./engine/engine.ts";
import type { ExclusionRow } from "./schema.ts";

/** Nodes that are not meant to answer until `until`: those that the filter finds, whenever it is asked. */
export type StoredExclusion = {
  id: string;
  filter: string;
  reason: string;
  owner: string;
  until: number;
  createdAt: number;
  createdBy: string;
};

export async function saveExclusion(engine: Engine, exclusion: StoredExclusion): Promise<void> {
  const { createdAt, createdBy, ...values } = exclusion;
  await engine.db
    .insertInto("exclusions")
    .values({ ...values, created_at: createdAt, created_by: createdBy })
    .execute();
}

/** All that were not deleted, ended ones too, the newest first. */
export async function loadExclusions(engine: Engine): Promise<StoredExclusion[]> {
  const rows = await engine.db
    .selectFrom("exclusions")
    .selectAll()
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map(({ created_at, created_by, ...row }: ExclusionRow) => ({
    ...row,
    createdAt: created_at,
    createdBy: created_by,
  }));
}

/** Whether it was there. */
export async function deleteExclusion(engine: Engine, id: string): Promise<boolean> {
  const { numDeletedRows } = await engine.db
    .deleteFrom("exclusions")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
