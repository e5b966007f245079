import type { CauseCode, Subject } from "../model/cause.ts";
import type { FailureSource } from "../model/failure.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Engine } from "./engine/engine.ts";
import type { FailureDayRow, FailureSeriesRow } from "./failure-schema.ts";
import { toSubject } from "./node-row.ts";

/** Failures that have all in common that they are grouped, filtered and counted by. */
export type FailureSeries = {
  number: number;
  scope: ScopeKey;
  kind: string;
  source: FailureSource;
  operation: string;
  documentName: string | null;
  caller: string | null;
  cause: CauseCode;
  subject: Subject | null;
  isSilent: boolean;
  sentence: string;
  isInferred: boolean;
  /** When the failure was that the sentence is of. */
  sentenceAt: number;
};

export type FailureSeriesChanges = { series: FailureSeries[]; days: FailureDayRow[]; seq: number };

/** The series that changed after `seq`, each with the counts of all its days. */
export async function loadFailureSeriesSince(engine: Engine, seq: number): Promise<FailureSeriesChanges> {
  const { value: reached } = await engine.db
    .selectFrom("counters")
    .select("value")
    .where("name", "=", "failures")
    .executeTakeFirstOrThrow();
  if (reached === seq) return { series: [], days: [], seq };
  const rows = await engine.db.selectFrom("failure_series").selectAll().where("seq", ">", seq).execute();
  const days = await engine.db
    .selectFrom("failure_days")
    .selectAll()
    .$if(seq > 0, (query) =>
      query.where(
        engine.isOneOf(
          "series",
          rows.map(({ number }) => number),
        ),
      ),
    )
    .execute();
  return { series: rows.map(toSeries), days, seq: reached };
}

function toSeries(row: FailureSeriesRow): FailureSeries {
  const { subject_kind: kind, subject_id: id, subject_scope: scope } = row;
  return {
    number: row.number,
    scope: row.scope,
    kind: row.kind,
    source: row.source,
    operation: row.operation,
    documentName: row.document_name,
    caller: row.caller,
    cause: row.cause,
    subject: kind === null || id === null ? null : toSubject(kind, id, scope),
    isSilent: row.is_silent === 1,
    sentence: row.sentence,
    isInferred: row.is_inferred === 1,
    sentenceAt: row.sentence_at,
  };
}
