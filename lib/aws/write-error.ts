import { NotOnTheList } from "./allow-list.ts";
import { type ReadError, type ReadFailure, toReadError } from "./errors.ts";

/** A call that was to change something and did not answer that it did. */
export class WriteError extends Error {
  readonly operation: string;
  readonly reason: ReadFailure;
  /** AWS's own code as it came, where there was one. */
  readonly code: string | null;
  readonly requestId: string | null;
  /** Whether AWS may have done it all the same: its answer never came, or cannot be read. */
  readonly mayBeDone: boolean;

  constructor(error: ReadError, facts: { operation: string; requestId: string | null; mayBeDone: boolean }) {
    super(error.message, { cause: error });
    this.name = "WriteError";
    this.operation = facts.operation;
    this.reason = error.reason;
    this.code = error.code;
    this.requestId = facts.requestId;
    this.mayBeDone = facts.mayBeDone;
  }
}

export function toWriteError(error: unknown, operation: string): WriteError {
  if (error instanceof WriteError) return error;
  if (error instanceof NotOnTheList) throw error;
  const meant = toReadError(error, operation);
  const mayBeDone = meant.operation === operation && !isRefusal(meant);
  return new WriteError(meant, { operation, requestId: requestIdOf(meant.cause), mayBeDone });
}

/** Whether it is certain that nothing was done. EC2 throttles with a status that else says that something broke. */
function isRefusal({ reason, code, status }: ReadError): boolean {
  if (reason === "unreachable" || reason === "no-credentials") return true;
  if (reason === "throttled" && code !== null) return true;
  return code !== null && status !== null && status >= 400 && status < 500;
}

function requestIdOf(error: unknown): string | null {
  const metadata: unknown =
    typeof error === "object" && error !== null ? Reflect.get(error, "$metadata") : undefined;
  const id: unknown =
    typeof metadata === "object" && metadata !== null ? Reflect.get(metadata, "requestId") : undefined;
  return typeof id === "string" ? id : null;
}
