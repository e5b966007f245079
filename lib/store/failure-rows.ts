import { hash } from "node:crypto";
import type { Subject } from "../model/cause.ts";
import type { Explanation, Failure } from "../model/failure.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { FailureRow, FailureSeriesRow, FailureTargetRow } from "./failure-schema.ts";

export const dayMs = 86_400_000;

export function dayOf(at: number): number {
  return Math.floor(at / dayMs);
}

/** What a failure has in common with the others of its series, without number and sentence. */
export type SeriesFacts = Omit<
  FailureSeriesRow,
  "number" | "hash" | "sentence" | "is_inferred" | "sentence_at" | "seq"
>;

/** A failure as the store gives it back: with the series that it belongs to. */
export type StoredFailure = Failure & { series: number };

/** Before anybody explained it, a failure is as good as one that nobody can explain. */
const notExplained: Explanation = {
  cause: "unexplained",
  subject: null,
  sentence: "It has not been explained yet.",
  isInferred: true,
  targets: [],
};

export function toSeriesFacts(failure: Failure): SeriesFacts {
  const { cause, subject } = failure.explanation ?? notExplained;
  const shared = subject !== null && isShared(subject, failure) ? subject : null;
  return {
    scope: failure.scope,
    kind: failure.kind,
    source: failure.source,
    operation: failure.operation,
    document_name: failure.documentName,
    caller: failure.caller === null ? null : withoutSession(failure.caller),
    cause,
    subject_kind: shared?.kind ?? null,
    subject_id: shared?.id ?? null,
    subject_scope: shared?.scope ?? null,
    is_silent: Number(failure.isSilent),
  };
}

export function hashOf({ subject_scope, ...facts }: SeriesFacts): string {
  // Series of before there was such a scope keep their hash.
  const hashed = subject_scope === null ? facts : { ...facts, subject_scope };
  return hash("sha256", JSON.stringify(Object.entries(hashed).sort())).slice(0, 24);
}

export function sayingOf({ explanation, at }: Failure) {
  const { sentence, isInferred } = explanation ?? notExplained;
  return { sentence, is_inferred: Number(isInferred), sentence_at: at };
}

/** A target that is itself to blame differs from failure to failure, and would make a series of each. */
function isShared({ kind, id }: Subject, { targets, explanation }: Failure): boolean {
  // Each node is its own; an expression is the same for all who use it.
  if (kind === "expression") return true;
  return !targets.includes(id) && !explanation?.targets.some((target) => target.id === id);
}

/**
 * Who called, without what differs from run to run: the session of an assumed role. With IAM Identity Center the session is
 * the person, and stays.
 */
export function withoutSession(caller: string): string {
  const [, role] = /^(arn:[^:]+:sts::\d+:assumed-role\/[^/]+)\/[^/]+$/.exec(caller) ?? [];
  return role === undefined || role.includes("/AWSReservedSSO_") ? caller : role;
}

type Body = Pick<Failure, "targets" | "records" | "explanation">;

export function toFailureRow(failure: Failure, number: number, series: number): FailureRow {
  const { targets, records, explanation } = failure;
  return {
    number,
    id: failure.id,
    series,
    at: failure.at,
    caller: failure.caller,
    error_code: failure.errorCode,
    message: failure.message,
    request_id: failure.requestId,
    body_json: JSON.stringify({ targets, records, explanation } satisfies Body),
  };
}

const isNodeId = /^m?i-[0-9a-f]{8,17}$/;

/** The nodes that it was aimed at, each once: those that are explained, and what else looks like the id of one. */
export function toTargetRows(failure: Failure, number: number, series: number): FailureTargetRow[] {
  const { cause, subject, targets } = failure.explanation ?? notExplained;
  const explained = new Map(targets.map((target) => [target.id, target]));
  const ids = new Set([...explained.keys(), ...failure.targets.filter((id) => isNodeId.test(id))]);
  return [...ids].map((id) => {
    const told = explained.get(id) ?? { cause, subject };
    return {
      failure: number,
      node: id,
      scope: failure.scope,
      at: failure.at,
      series,
      cause: told.cause,
      subject_id: told.subject?.id ?? null,
    };
  });
}

type SeriesColumns = Pick<
  FailureSeriesRow,
  "scope" | "kind" | "source" | "operation" | "document_name" | "is_silent"
>;

export function toFailure(row: Omit<FailureRow, "number"> & SeriesColumns): StoredFailure {
  const { targets, records, explanation } = JSON.parse(row.body_json) as Body;
  return {
    id: row.id,
    scope: row.scope as ScopeKey,
    kind: row.kind,
    source: row.source,
    operation: row.operation,
    at: row.at,
    caller: row.caller,
    documentName: row.document_name,
    targets,
    errorCode: row.error_code,
    message: row.message,
    requestId: row.request_id,
    records,
    isSilent: row.is_silent === 1,
    explanation,
    series: row.series,
  };
}
