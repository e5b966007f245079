import type { FailureAnswer } from "./failure.ts";

/** The columns of a failure in a table of text. */
export const failureColumns = [
  "at",
  "kind",
  "source",
  "operation",
  "document",
  "caller",
  "scope",
  "targets",
  "cause",
  "subject",
  "why",
  "inferred",
  "silent",
  "errorCode",
  "message",
  "requestId",
  "records",
  "id",
] as const;

export function toFailureRow(failure: FailureAnswer): Record<(typeof failureColumns)[number], string | null> {
  const { at, kind, source, operation, documentName, caller, scope, targets, targetCount, cause } = failure;
  const more = targetCount > targets.length ? ` and ${targetCount - targets.length} more` : "";
  return {
    at: new Date(at).toISOString(),
    ...{ kind, source, operation, document: documentName, caller, scope },
    targets: targets.map(({ id }) => id).join(" ") + more,
    cause: cause.code,
    subject: cause.subject?.id ?? null,
    why: cause.sentence,
    inferred: cause.isInferred ? "yes" : "no",
    silent: failure.isSilent ? "yes" : "no",
    ...{ errorCode: failure.errorCode, message: failure.message, requestId: failure.requestId },
    records: failure.records.map(({ idName, id }) => `${idName}=${id}`).join(" "),
    id: failure.id,
  };
}
