import { insertAudit } from "./audit.ts";
import type { Engine, Writing } from "./engine/engine.ts";
import { type AwsAnswer, type StoredRun, toRun, toRunRow } from "./run-row.ts";
import { auditOfRun, markStep, touchWalkthrough, unmarkStep } from "./walkthroughs.ts";

/** Whether it was begun; else the run that stands in its way: one on the same thing, or one that has done it. */
export type Begun = { isBegun: true; version: number } | { isBegun: false; by: StoredRun };

/**
 * Writes a run and its audit entry before anything is done, unless another on the same `hold` is running, or an `apply` of
 * a step has been done that was neither undone nor verified since. However many begin at once, one does.
 */
export async function beginRun(engine: Engine, run: StoredRun): Promise<Begun> {
  const begun = await engine
    .write(async (trx): Promise<Begun> => {
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto("runs")
        .values(toRunRow(run))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      if (!numInsertedOrUpdatedRows) return { isBegun: false, by: await findRunning(trx, run) };
      // Only now: what ran before has ended, and whatever it did is seen.
      const applied = run.kind === "apply" ? await findApplied(trx, run) : undefined;
      if (applied) throw new InTheWay(applied);
      await insertAudit(trx, auditOfRun(run));
      return { isBegun: true, version: await touchWalkthrough(trx, run.walkthroughId, run) };
    })
    .catch((error: unknown): Begun => {
      if (error instanceof InTheWay) return { isBegun: false, by: error.run };
      throw error;
    });
  return begun;
}

/** Thrown inside a write, so that nothing of it stays. */
class InTheWay extends Error {
  readonly run: StoredRun;

  constructor(run: StoredRun) {
    super("another run stands in the way");
    this.run = run;
  }
}

async function findRunning(trx: Writing, { hold }: StoredRun): Promise<StoredRun> {
  const row = await trx
    .selectFrom("runs")
    .selectAll()
    .where("hold", "=", hold)
    .where("outcome", "=", "running")
    .executeTakeFirstOrThrow();
  return toRun(row);
}

/** What was applied holds until it is undone, or until its nodes were judged: then it may have to be done again. */
async function findApplied(trx: Writing, { walkthroughId, step }: StoredRun): Promise<StoredRun | undefined> {
  const last = await trx
    .selectFrom("runs")
    .selectAll()
    .where("walkthrough", "=", walkthroughId)
    .where("step", "=", step)
    .where("kind", "in", ["apply", "undo"])
    .where("outcome", "in", ["done", "failed", "unknown"])
    .orderBy("at", "desc")
    .orderBy("ended_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (last === undefined || last.kind !== "apply" || last.outcome !== "done") return undefined;
  const verified = await trx
    .selectFrom("verifications")
    .select("walkthrough")
    .where("walkthrough", "=", walkthroughId)
    .where("ended_at", ">=", last.at)
    .executeTakeFirst();
  return verified ? undefined : toRun(last);
}

export type RunEnd = {
  endedAt: number;
  outcome: Exclude<StoredRun["outcome"], "running">;
  sentence: string;
  answer: AwsAnswer | null;
  detail: unknown;
};

/**
 * What came of a run that was begun, with the audit's second entry. A step that was applied is marked; one that was undone
 * is not marked any more. Answers the walkthrough's new version.
 */
export async function endRun(engine: Engine, run: StoredRun, end: RunEnd): Promise<number> {
  const ended: StoredRun = { ...run, ...end };
  return engine.write(async (trx) => {
    const { ended_at, outcome, sentence, answer_json, detail_json } = toRunRow(ended);
    await trx
      .updateTable("runs")
      .set({ ended_at, outcome, sentence, answer_json, detail_json })
      .where("id", "=", run.id)
      .execute();
    await insertAudit(trx, auditOfRun(ended));
    if (outcome === "done" && run.step !== null) {
      const { walkthroughId: walkthrough, step, by } = run;
      if (run.kind === "apply") await markStep(trx, { walkthrough, step, at: end.endedAt, by });
      if (run.kind === "undo") await unmarkStep(trx, walkthrough, step);
    }
    return touchWalkthrough(trx, run.walkthroughId, { at: end.endedAt, by: run.by });
  });
}

/** What was read after a call, beside what is known of it: the steps after it are compared with that. */
export async function amendRun(engine: Engine, id: string, detail: unknown): Promise<void> {
  await engine.db
    .updateTable("runs")
    .set({ detail_json: JSON.stringify(detail) })
    .where("id", "=", id)
    .execute();
}

/** One that is over as it is told of, as a dry run. */
export async function appendRun(engine: Engine, run: StoredRun): Promise<number> {
  return engine.write(async (trx) => {
    await trx.insertInto("runs").values(toRunRow(run)).execute();
    await insertAudit(trx, auditOfRun(run));
    return touchWalkthrough(trx, run.walkthroughId, run);
  });
}

/** The newest first. */
export async function loadRuns(
  engine: Engine,
  walkthroughId: string,
  options: { limit?: number } = {},
): Promise<StoredRun[]> {
  const rows = await engine.db
    .selectFrom("runs")
    .selectAll()
    .where("walkthrough", "=", walkthroughId)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(options.limit ?? 200)
    .execute();
  return rows.map(toRun);
}

/**
 * The last of each step's applies and undos that may have changed something, however long ago: by them one knows what is
 * applied now, and with which answers.
 */
export async function loadLastChanges(engine: Engine, walkthroughId: string): Promise<StoredRun[]> {
  const rows = await engine.db
    .selectFrom("runs")
    .selectAll()
    .where("walkthrough", "=", walkthroughId)
    .where("kind", "in", ["apply", "undo"])
    .where("outcome", "=", "done")
    .orderBy("at")
    .orderBy("ended_at")
    .execute();
  return [...new Map(rows.map((row) => [row.step, toRun(row)])).values()];
}

/** Runs that began before `before` and never ended: whoever made the call is gone, and nobody knows what came of it. */
export async function closeInterruptedRuns(
  engine: Engine,
  options: { before: number; at: number; sentence: string },
): Promise<StoredRun[]> {
  const rows = await engine.db
    .selectFrom("runs")
    .selectAll()
    .where("outcome", "=", "running")
    .where("at", "<", options.before)
    .execute();
  const runs = rows.map(toRun);
  for (const run of runs)
    await endRun(engine, run, {
      endedAt: options.at,
      outcome: "unknown",
      sentence: options.sentence,
      answer: null,
      detail: run.detail,
    });
  return runs;
}
