import type { CauseCode, Subject } from "../model/cause.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Cause, Evidence } from "../model/verdict.ts";
import type { Engine } from "./engine/engine.ts";
import { toSubject } from "./node-row.ts";
import type { CauseRow } from "./schema.ts";

/** A cause that nodes of a scope have; `since` is when it began, where history tells. */
export type FoundCause = Cause & { since: number | null };

/** One period in which it was so; `closedAt` null says that it is so today. */
export type StoredCause = {
  scope: ScopeKey;
  code: CauseCode;
  subject: Subject;
  sentence: string;
  /** As it was when the cause was last saved with another one. */
  evidence: Evidence[];
  since: number;
  firstSeen: number;
  closedAt: number | null;
};

export type SavedCauses = { opened: number; closed: number };

/**
 * The causes of a scope's nodes are now these: one that was there keeps its beginning, one that is no more is closed. With
 * `others: "kept"` only some nodes were judged, and what is not named stays open.
 */
export async function saveCauses(
  engine: Engine,
  scope: ScopeKey,
  causes: readonly FoundCause[],
  at: number,
  { others = "closed" }: { others?: "closed" | "kept" } = {},
): Promise<SavedCauses> {
  return engine.write(
    async (trx) => {
      const rows = await trx
        .selectFrom("causes")
        .selectAll()
        .where("scope", "=", scope)
        .where("closed_at", "is", null)
        .execute();
      const held = new Map(rows.map((row) => [keyOf(row), row]));
      const found = new Map(
        causes.map((cause) => {
          const row = toRow(scope, cause, at);
          return [keyOf(row), continued(row, cause.since, held.get(keyOf(row)))];
        }),
      );
      const ended = others === "kept" ? [] : rows.filter((row) => !found.has(keyOf(row)));
      const changed = [...found.values()].filter((row) => !isSame(row, held.get(keyOf(row))));
      await engine.saveRows(
        trx,
        "causes",
        // A period has some length: what is closed in the millisecond of its beginning lasted one.
        [...ended.map((row) => ({ ...row, closed_at: Math.max(at, row.first_seen + 1) })), ...changed],
        ["scope", "code", "subject_id", "first_seen"],
      );
      const opened = [...found.keys()].filter((key) => !held.has(key)).length;
      return { opened, closed: ended.length };
    },
    { aloneIn: `causes ${scope}` },
  );
}

/** The causes that are open today, without their evidence: of these codes and subjects, or all. */
export async function loadOpenCauses(
  engine: Engine,
  only?: readonly { code: CauseCode; subjectId: string }[],
): Promise<Omit<StoredCause, "evidence">[]> {
  const rows = await engine.db
    .selectFrom("causes")
    .select(["scope", "code", "subject_kind", "subject_id", "subject_scope"])
    .select(["since", "sentence", "first_seen", "closed_at"])
    .where("closed_at", "is", null)
    .$if(only !== undefined, (query) =>
      query
        .where(engine.isOneOf("code", [...new Set(only?.map(({ code }) => code))]))
        .where(engine.isOneOf("subject_id", [...new Set(only?.map(({ subjectId }) => subjectId))])),
    )
    .execute();
  return rows.map(toCause);
}

/** Every period of one cause, the newest first; of all scopes where none is named, as a role is in all of them. */
export async function loadCauseHistory(
  engine: Engine,
  { code, subjectId, scope }: { code: CauseCode; subjectId: string; scope: ScopeKey | null },
): Promise<StoredCause[]> {
  const rows = await engine.db
    .selectFrom("causes")
    .selectAll()
    .where("code", "=", code)
    .where("subject_id", "=", subjectId)
    .$if(scope !== null, (query) =>
      query.where((on) =>
        on.or([
          on.and([on("scope", "=", scope!), on("subject_scope", "is", null)]),
          on("subject_scope", "=", scope!),
        ]),
      ),
    )
    .orderBy("first_seen", "desc")
    .orderBy("scope")
    .execute();
  return rows.map((row) => ({ ...toCause(row), evidence: JSON.parse(row.evidence_json) as Evidence[] }));
}

function keyOf(row: Pick<CauseRow, "code" | "subject_id">): string {
  return `${row.code} ${row.subject_id}`;
}

function toRow(
  scope: ScopeKey,
  { code, subject, sentence, evidence, since }: FoundCause,
  at: number,
): CauseRow {
  return {
    scope,
    code,
    subject_kind: subject.kind,
    subject_id: subject.id,
    subject_scope: subject.scope ?? null,
    since: Math.min(since ?? at, at),
    sentence,
    evidence_json: JSON.stringify(evidence),
    first_seen: at,
    closed_at: null,
  };
}

/** The same period with what is said of it now; what history tells of its beginning goes over when it was noticed. */
function continued(row: CauseRow, since: number | null, held: CauseRow | undefined): CauseRow {
  if (!held) return row;
  return { ...row, since: Math.min(since ?? held.since, held.since), first_seen: held.first_seen };
}

/** When evidence was read moves at every sync, and is asked of the documents themselves. */
function isSame(row: CauseRow, held: CauseRow | undefined): boolean {
  if (!held) return false;
  const { evidence_json: evidence, ...rest } = row;
  const isSameRest = Object.entries(rest).every(
    ([column, value]) => held[column as keyof CauseRow] === value,
  );
  return isSameRest && withoutTimes(evidence) === withoutTimes(held.evidence_json);
}

function withoutTimes(evidenceJson: string): string {
  return JSON.stringify((JSON.parse(evidenceJson) as Evidence[]).map(({ observedAt: _, ...fact }) => fact));
}

function toCause(row: Omit<CauseRow, "evidence_json">): Omit<StoredCause, "evidence"> {
  return {
    scope: row.scope,
    code: row.code,
    subject: toSubject(row.subject_kind, row.subject_id, row.subject_scope),
    sentence: row.sentence,
    since: row.since,
    firstSeen: row.first_seen,
    closedAt: row.closed_at,
  };
}
