import type { DocumentKind } from "../model/document-kind.ts";
import type { VerificationState } from "../model/run.ts";
import type { ScopeKey } from "../model/scope.ts";
import { insertAudit } from "./audit.ts";
import type { Engine } from "./engine/engine.ts";
import type { VerificationRow } from "./fix-schema.ts";
import { type StoredRun, toRunRow } from "./run-row.ts";
import { auditOfRun, touchWalkthrough } from "./walkthroughs.ts";

/** Whether the nodes of a walkthrough came back: they are read again until they did, or until waiting is over. */
export type StoredVerification = {
  walkthroughId: string;
  startedAt: number;
  by: string;
  state: Exclude<VerificationState, "not-asked">;
  waitUntil: number;
  /** What brings them back sooner, as it stands behind "restart". */
  skipsTheWait: string | null;
  nodes: Readonly<Record<ScopeKey, readonly string[]>>;
  /** What was changed, to be read again with the nodes. */
  documents: Readonly<Record<ScopeKey, readonly { kind: DocumentKind; id: string }[]>>;
  /** When the cause was first seen gone from all of them. */
  fixedAt: number | null;
  readAt: number | null;
  nextReadAt: number | null;
  endedAt: number | null;
};

/** Begins one, or goes on with it. The newest replaces those before. */
export async function saveVerification(
  engine: Engine,
  verification: StoredVerification,
  at: number,
): Promise<number> {
  const { walkthrough, ...values } = toRow(verification);
  return engine.write(async (trx) => {
    await trx
      .insertInto("verifications")
      .values({ walkthrough, ...values })
      .onConflict((conflict) => conflict.column("walkthrough").doUpdateSet(values))
      .execute();
    return touchWalkthrough(trx, walkthrough, { at, by: verification.by });
  });
}

/** What is known of it by now. When it is read next is left to who reads; undefined where it has ended or begun anew. */
export async function noteVerification(
  engine: Engine,
  verification: StoredVerification,
  at: number,
): Promise<number | undefined> {
  const { state, read_at, wait_until, fixed_at } = toRow(verification);
  return engine.write(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable("verifications")
      .set({ state, read_at, wait_until, fixed_at })
      .where("walkthrough", "=", verification.walkthroughId)
      .where("started_at", "=", verification.startedAt)
      .where("ended_at", "is", null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return undefined;
    return touchWalkthrough(trx, verification.walkthroughId, { at, by: verification.by });
  });
}

/** Ends it with the run that tells how, once: of several processes that see it end, one writes it down. */
export async function endVerification(
  engine: Engine,
  verification: StoredVerification & { endedAt: number },
  run: StoredRun,
): Promise<number | null> {
  const { walkthrough, ...values } = toRow(verification);
  return engine.write(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable("verifications")
      .set(values)
      .where("walkthrough", "=", walkthrough)
      .where("started_at", "=", verification.startedAt)
      .where("ended_at", "is", null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return null;
    await trx.insertInto("runs").values(toRunRow(run)).execute();
    await insertAudit(trx, auditOfRun(run));
    return touchWalkthrough(trx, walkthrough, { at: verification.endedAt, by: verification.by });
  });
}

/** When it is read next: the reading itself changes nothing that a page shows. */
export async function saveNextVerificationRead(
  engine: Engine,
  walkthroughId: string,
  nextReadAt: number,
): Promise<void> {
  await engine.db
    .updateTable("verifications")
    .set({ next_read_at: nextReadAt })
    .where("walkthrough", "=", walkthroughId)
    .where("ended_at", "is", null)
    .execute();
}

export async function loadVerification(
  engine: Engine,
  walkthroughId: string,
): Promise<StoredVerification | undefined> {
  const row = await engine.db
    .selectFrom("verifications")
    .selectAll()
    .where("walkthrough", "=", walkthroughId)
    .executeTakeFirst();
  return row && toVerification(row);
}

/** Those that have not ended, the next to be read first. */
export async function loadOpenVerifications(engine: Engine): Promise<StoredVerification[]> {
  const rows = await engine.db
    .selectFrom("verifications")
    .selectAll()
    .where("ended_at", "is", null)
    .orderBy("next_read_at")
    .execute();
  return rows.map(toVerification);
}

/** The state of each walkthrough's last verification. */
export async function loadVerificationStates(
  engine: Engine,
  walkthroughIds: readonly string[],
): Promise<Map<string, StoredVerification["state"]>> {
  const rows = await engine.db
    .selectFrom("verifications")
    .select(["walkthrough", "state"])
    .where(engine.isOneOf("walkthrough", walkthroughIds))
    .execute();
  return new Map(rows.map(({ walkthrough, state }) => [walkthrough, state]));
}

function toRow(verification: StoredVerification): VerificationRow {
  return {
    walkthrough: verification.walkthroughId,
    started_at: verification.startedAt,
    actor: verification.by,
    state: verification.state,
    wait_until: verification.waitUntil,
    skips_wait: verification.skipsTheWait,
    nodes_json: JSON.stringify(verification.nodes),
    read_at: verification.readAt,
    next_read_at: verification.nextReadAt,
    ended_at: verification.endedAt,
    documents_json: JSON.stringify(verification.documents),
    fixed_at: verification.fixedAt,
  };
}

function toVerification(row: VerificationRow): StoredVerification {
  return {
    walkthroughId: row.walkthrough,
    startedAt: row.started_at,
    by: row.actor,
    state: row.state,
    waitUntil: row.wait_until,
    skipsTheWait: row.skips_wait,
    nodes: JSON.parse(row.nodes_json) as StoredVerification["nodes"],
    readAt: row.read_at,
    nextReadAt: row.next_read_at,
    endedAt: row.ended_at,
    documents: JSON.parse(row.documents_json) as StoredVerification["documents"],
    fixedAt: row.fixed_at,
  };
}
