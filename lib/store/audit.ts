import { randomUUID } from "node:crypto";
import type { Engine, Writing } from "./engine/engine.ts";
import type { AuditRow } from "./schema.ts";

/** What somebody did or tried. Entries are added and read, never changed and never deleted. */
export type AuditEntry = {
  id: string;
  at: number;
  actor: string;
  action: string;
  /** What it was done to, as a path or a key. */
  target: string;
  detail: unknown;
  outcome: string;
};

export async function appendAudit(engine: Engine, entry: Omit<AuditEntry, "id">): Promise<AuditEntry> {
  return insertAudit(engine.db, entry);
}

/** As part of a write, where what is done and the entry of it must stand or fall together. */
export async function insertAudit(
  trx: Writing | Engine["db"],
  entry: Omit<AuditEntry, "id">,
): Promise<AuditEntry> {
  const id = randomUUID();
  const { detail, ...values } = entry;
  await trx
    .insertInto("audit")
    .values({ id, ...values, detail_json: JSON.stringify(detail ?? null) })
    .execute();
  return { id, ...entry };
}

/** The newest first; `before` is the last entry of the page that is already there. */
export async function loadAudit(
  engine: Engine,
  options: { before?: Pick<AuditEntry, "at" | "id">; limit?: number } = {},
): Promise<AuditEntry[]> {
  const { before, limit = 200 } = options;
  const rows = await engine.db
    .selectFrom("audit")
    .selectAll()
    .$if(before !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) => eb(refTuple("at", "id"), "<", tuple(before!.at, before!.id))),
    )
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ detail_json, ...row }: AuditRow) => ({
    ...row,
    detail: JSON.parse(detail_json) as unknown,
  }));
}
