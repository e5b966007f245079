import type { CauseCode, Subject } from "../model/cause.ts";
import type { Explanation, Failure } from "../model/failure.ts";

const node = "i-0a1b2c3d4e5f60001";

/** A command that AWS refused for one id, explained; a test says what of it matters. */
export function aFailure(changes: Partial<Failure> = {}): Failure {
  return {
    id: "123456789012:eu-west-1:request:1",
    scope: "123456789012:eu-west-1",
    kind: "InvalidInstanceId",
    source: "cloudtrail",
    operation: "SendCommand",
    at: Date.UTC(2026, 10, 20, 12),
    caller: "arn:aws:sts::123456789012:assumed-role/deploy/run-1",
    documentName: "AWS-RunShellScript",
    targets: [node],
    errorCode: "InvalidInstanceId",
    message: null,
    requestId: "request-1",
    records: [{ source: "cloudtrail", idName: "EventId", id: "event-1", isGreen: null }],
    isSilent: false,
    explanation: anExplanation("instance-terminated", { kind: "instance", id: node }, [node]),
    ...changes,
  };
}

/** The same cause for the whole and for each of its targets. */
export function anExplanation(
  cause: CauseCode,
  subject: Subject | null,
  ids: readonly string[] = [],
): Explanation {
  const told = { cause, subject, sentence: `${cause} of ${subject?.id ?? "nothing"}.`, isInferred: false };
  return { ...told, targets: ids.map((id) => ({ id, ...told, sankCall: true })) };
}
