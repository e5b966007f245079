import { insertAudit } from "./audit.ts";
import type { Engine, Writing } from "./engine/engine.ts";
import type { StoredRun } from "./run-row.ts";
import { toRunRow } from "./run-row.ts";

type Touch = { at: number; by: string };

/** How far people are with a walkthrough. `version` grows with everything that is done on it. */
export type WalkthroughProgress = {
  id: string;
  steps: { step: string; at: number; by: string }[];
  note: { text: string; at: number; by: string } | null;
  version: number;
  touchedAt: number;
  touchedBy: string;
};

/** Undefined where nobody has touched it yet. */
export async function loadWalkthroughProgress(
  engine: Engine,
  id: string,
): Promise<WalkthroughProgress | undefined> {
  const [progress] = await toProgress(
    engine,
    await engine.db.selectFrom("walkthroughs").selectAll().where("id", "=", id).execute(),
  );
  return progress;
}

/** Those that somebody touched, the last touched first. `before` is the last one of the page that is already there. */
export async function loadWalkthroughs(
  engine: Engine,
  options: { limit: number; before?: { touchedAt: number; id: string } },
): Promise<{ items: WalkthroughProgress[]; total: number }> {
  const { limit, before } = options;
  const rows = await engine.db
    .selectFrom("walkthroughs")
    .selectAll()
    .$if(before !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple("touched_at", "id"), "<", tuple(before!.touchedAt, before!.id)),
      ),
    )
    .orderBy("touched_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  const { total } = await engine.db
    .selectFrom("walkthroughs")
    .select(({ fn }) => fn.countAll().as("total"))
    .executeTakeFirstOrThrow();
  return { items: await toProgress(engine, rows), total: Number(total) };
}

/**
 * Marks a step or takes the mark away, and writes the note; with what the history and the audit say of it, whole or not at
 * all. Answers the new version.
 */
export async function saveWalkthroughChange(
  engine: Engine,
  id: string,
  change: { step?: { id: string; done: boolean }; note?: string; runs: readonly StoredRun[] } & Touch,
): Promise<number> {
  const { step, note, runs, at, by } = change;
  return engine.write(async (trx) => {
    const version = await touchWalkthrough(trx, id, { at, by });
    if (step?.done) await markStep(trx, { walkthrough: id, step: step.id, at, by });
    if (step?.done === false) await unmarkStep(trx, id, step.id);
    if (note !== undefined)
      await trx
        .updateTable("walkthroughs")
        .set(
          note === ""
            ? { note: null, note_at: null, note_actor: null }
            : { note, note_at: at, note_actor: by },
        )
        .where("id", "=", id)
        .execute();
    for (const run of runs) {
      await trx.insertInto("runs").values(toRunRow(run)).execute();
      await insertAudit(trx, auditOfRun(run));
    }
    return version;
  });
}

/** What the walkthrough said when it was recorded; undefined where it was not. */
export async function loadWalkthroughPlan(engine: Engine, id: string): Promise<unknown> {
  const row = await engine.db
    .selectFrom("walkthroughs")
    .select("plan_json")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.plan_json ? (JSON.parse(row.plan_json) as unknown) : undefined;
}

/**
 * Records what it says, as the world moves with its first step and would tell another one. Of two that record at once, the
 * first stands, unless an earlier one is to be replaced.
 */
export async function recordWalkthroughPlan(
  engine: Engine,
  id: string,
  plan: unknown,
  touch: Touch & { replaces: boolean },
): Promise<void> {
  await engine.write(async (trx) => {
    await touchWalkthrough(trx, id, touch);
    await trx
      .updateTable("walkthroughs")
      .set({ plan_json: JSON.stringify(plan) })
      .where("id", "=", id)
      .$if(!touch.replaces, (query) => query.where("plan_json", "is", null))
      .execute();
  });
}

/** As part of a write: it was touched, and pages that show it have to read it again. */
export async function touchWalkthrough(trx: Writing, id: string, { at, by }: Touch): Promise<number> {
  const { version } = await trx
    .insertInto("walkthroughs")
    .values({
      id,
      note: null,
      note_at: null,
      note_actor: null,
      version: 1,
      touched_at: at,
      touched_by: by,
      plan_json: null,
    })
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet(({ eb, ref }) => ({
        version: eb(ref("walkthroughs.version"), "+", 1),
        touched_at: at,
        touched_by: by,
      })),
    )
    .returning("version")
    .executeTakeFirstOrThrow();
  return version;
}

export async function unmarkStep(trx: Writing, walkthrough: string, step: string): Promise<void> {
  await trx
    .deleteFrom("walkthrough_steps")
    .where("walkthrough", "=", walkthrough)
    .where("step", "=", step)
    .execute();
}

export async function markStep(
  trx: Writing,
  mark: { walkthrough: string; step: string; at: number; by: string },
): Promise<void> {
  const { by, ...values } = mark;
  await trx
    .insertInto("walkthrough_steps")
    .values({ ...values, actor: by })
    // Who marked it first has marked it.
    .onConflict((conflict) => conflict.columns(["walkthrough", "step"]).doNothing())
    .execute();
}

export function auditOfRun(run: StoredRun): Parameters<typeof insertAudit>[1] {
  const { id, kind, step, operation, resource, scope, sentence, answer } = run;
  return {
    at: run.endedAt ?? run.at,
    actor: run.by,
    action: `walkthrough.${kind}`,
    target: run.walkthroughId,
    detail: { run: id, step, operation, resource, scope, sentence, answer },
    outcome: run.outcome,
  };
}

type Row = { id: string; note: string | null; note_at: number | null; note_actor: string | null };

async function toProgress(
  engine: Engine,
  rows: readonly (Row & { version: number; touched_at: number; touched_by: string })[],
): Promise<WalkthroughProgress[]> {
  const marks = await engine.db
    .selectFrom("walkthrough_steps")
    .selectAll()
    .where(
      engine.isOneOf(
        "walkthrough",
        rows.map(({ id }) => id),
      ),
    )
    .orderBy("at")
    .orderBy("step")
    .execute();
  const marksOf = Map.groupBy(marks, ({ walkthrough }) => walkthrough);
  return rows.map((row) => ({
    id: row.id,
    steps: (marksOf.get(row.id) ?? []).map(({ step, at, actor }) => ({ step, at, by: actor })),
    note: row.note === null ? null : { text: row.note, at: row.note_at ?? 0, by: row.note_actor ?? "" },
    version: row.version,
    touchedAt: row.touched_at,
    touchedBy: row.touched_by,
  }));
}
