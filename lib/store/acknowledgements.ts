import type { CauseCode } from "../model/cause.ts";
import type { SubjectKey } from "../model/subject-key.ts";
import type { Engine } from "./engine/engine.ts";
import type { AcknowledgementRow } from "./schema.ts";

/** Somebody knows of a shared cause, and says why it may stay until `until`. */
export type StoredAcknowledgement = {
  code: CauseCode;
  key: SubjectKey;
  until: number;
  reason: string;
  at: number;
  by: string;
};

/** A later one of the same cause stands for the earlier. */
export async function saveAcknowledgement(
  engine: Engine,
  { code, key, by, ...values }: StoredAcknowledgement,
): Promise<void> {
  const said = { ...values, actor: by };
  await engine.db
    .insertInto("acknowledgements")
    .values({ code, subject_key: key, ...said })
    .onConflict((conflict) => conflict.columns(["code", "subject_key"]).doUpdateSet(said))
    .execute();
}

/** Those that hold at `now`. */
export async function loadAcknowledgements(engine: Engine, now: number): Promise<StoredAcknowledgement[]> {
  const rows = await engine.db.selectFrom("acknowledgements").selectAll().where("until", ">", now).execute();
  return rows.map(({ subject_key, actor, ...row }: AcknowledgementRow) => ({
    ...row,
    key: subject_key,
    by: actor,
  }));
}

/** Whether there was one. */
export async function deleteAcknowledgement(
  engine: Engine,
  { code, key }: Pick<StoredAcknowledgement, "code" | "key">,
): Promise<boolean> {
  const { numDeletedRows } = await engine.db
    .deleteFrom("acknowledgements")
    .where("code", "=", code)
    .where("subject_key", "=", key)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
