import type { ReadTrouble } from "../model/gap.ts";
import { reasonOfCode } from "./error-codes.ts";

/**
 * What a call came to when it gave no answer. `not-found` is an answer: the resource is not there. The last three say that
 * nothing can be read with these credentials, or that the caller gave up.
 */
export type ReadFailure =
  | ReadTrouble
  | "not-found"
  | "unreachable"
  | "expired-credentials"
  | "no-credentials"
  | "aborted";

type Facts = {
  reason: ReadFailure;
  operation: string;
  message: string;
  code?: string | null;
  status?: number | null;
  isRetryable?: boolean;
  cause?: unknown;
};

/** A call to AWS that gave no answer, with its meaning. */
export class ReadError extends Error {
  readonly reason: ReadFailure;
  /** The IAM action that was called, as `ec2:DescribeVpcs`. */
  readonly operation: string;
  /** AWS's own code as it came, where there was one. */
  readonly code: string | null;
  readonly status: number | null;
  readonly isRetryable: boolean;

  constructor(facts: Facts) {
    super(facts.message, { cause: facts.cause });
    this.name = "ReadError";
    this.reason = facts.reason;
    this.operation = facts.operation;
    this.code = facts.code ?? null;
    this.status = facts.status ?? null;
    this.isRetryable = facts.isRetryable ?? false;
  }
}

/** The answer of something that is not AWS, or half an answer: told by its status and its first bytes alone. */
export class UnreadableAnswer extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "UnreadableAnswer";
    this.status = status;
  }
}

export function isNotFound(error: unknown): error is ReadError {
  return error instanceof ReadError && error.reason === "not-found";
}

/** Whether the credentials were to blame: expired, revoked, or never good. Others may open what these did not. */
export function isOfCredentials({ reason }: Pick<ReadError, "reason">): boolean {
  return reason === "expired-credentials" || reason === "no-credentials";
}

/** The end of a call whose caller no longer wants the answer. */
export function givenUp(operation: string, cause: unknown): ReadError {
  return new ReadError({ reason: "aborted", operation, message: `${operation} was given up.`, cause });
}

/** Why a gap stands where the answer to `error`'s call should. */
export function gapReason(error: ReadError): ReadTrouble {
  const { reason } = error;
  return reason === "denied" || reason === "throttled" || reason === "unsupported" ? reason : "failed";
}

/**
 * The meaning of whatever a call threw. HTTP status and shape speak first, AWS's code second, and the name of the
 * exception last: a proxy's error page parses into all kinds of exceptions.
 */
export function toReadError(error: unknown, operation: string): ReadError {
  if (error instanceof ReadError) return error;
  const facts = factsOf(error);
  if (facts.name === "AbortError") {
    return new ReadError({
      reason: "aborted",
      operation,
      message: `${operation} was given up.`,
      cause: error,
    });
  }
  if (error instanceof UnreadableAnswer) return unreadable(error, operation);
  if (isCredentialTrouble(facts)) {
    return new ReadError({ reason: "no-credentials", operation, message: facts.message, cause: error });
  }
  if (facts.status === null || facts.code === null) return withoutAnswer(error, facts, operation);
  return answered(error, { ...facts, code: facts.code, status: facts.status }, operation);
}

type ErrorFacts = {
  name: string;
  message: string;
  /** AWS's code, where AWS answered with an error of its own. */
  code: string | null;
  /** The operating system's word for what broke the connection. */
  system: string | null;
  status: number | null;
};

function factsOf(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) {
    return { name: "", message: String(error), code: null, system: null, status: null };
  }
  const fault = fieldOf(error, "$fault");
  const said = fieldOf(error, "Message");
  const system = fieldOf(error, "code");
  return {
    name: error.name,
    message: error.message || (typeof said === "string" ? said : ""),
    code: fault === "client" || fault === "server" ? codeOf(error.name, fieldOf(error, "Code")) : null,
    system: typeof system === "string" ? system : null,
    status:
      numberOf(fieldOf(error, "$metadata"), "httpStatusCode") ??
      numberOf(fieldOf(error, "$response"), "statusCode"),
  };
}

/** Also finds what the SDK hides, as the answer that it could not parse is in a property that is not enumerable. */
function fieldOf(holder: unknown, key: string): unknown {
  return typeof holder === "object" && holder !== null ? Reflect.get(holder, key) : undefined;
}

function numberOf(holder: unknown, key: string): number | null {
  const value = fieldOf(holder, key);
  return typeof value === "number" ? value : null;
}

function codeOf(name: string, code: unknown): string | null {
  if (typeof code === "string" && code !== "") return code;
  return name === "Error" || name === "UnknownError" || name === "Unknown" ? null : name;
}

function isCredentialTrouble({ name, message }: ErrorFacts): boolean {
  return (
    name === "CredentialsProviderError" ||
    name === "TokenProviderError" ||
    message.includes("Could not load credentials") ||
    message.includes("Credential is missing") ||
    message.includes("Region is missing")
  );
}

function unreadable(error: UnreadableAnswer, operation: string): ReadError {
  const { status } = error;
  return new ReadError({
    reason: status === 429 ? "throttled" : "failed",
    operation,
    status,
    message: error.message,
    isRetryable: status === 429 || status >= 500 || status === 200,
    cause: error,
  });
}

function answered(
  error: unknown,
  facts: ErrorFacts & { code: string; status: number },
  operation: string,
): ReadError {
  const { code, status } = facts;
  const said = { operation, code, status, message: facts.message || code, cause: error };
  const meant = reasonOfCode(code);
  if (status === 429 || meant === "throttled") {
    return new ReadError({ ...said, reason: "throttled", isRetryable: true });
  }
  if (status >= 500) return new ReadError({ ...said, reason: "failed", isRetryable: status !== 501 });
  if (meant !== null) return new ReadError({ ...said, reason: meant });
  if (status === 401 || status === 403) return new ReadError({ ...said, reason: "denied" });
  return new ReadError({ ...said, reason: "failed" });
}

/** System errors for which no packet found its way: the address is unknown, closed or out of reach. */
const unreachableCodes = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

function withoutAnswer(error: unknown, facts: ErrorFacts, operation: string): ReadError {
  const { status, system } = facts;
  if (status !== null && status >= 300) {
    const reason = status === 429 ? "throttled" : status === 401 || status === 403 ? "denied" : "failed";
    const message = facts.message || `AWS answered with HTTP status ${status} and no code.`;
    return new ReadError({
      reason,
      operation,
      status,
      message,
      isRetryable: status === 429 || status >= 500,
      cause: error,
    });
  }
  if (status !== null) {
    const message = `The answer of AWS could not be read: ${facts.message}`;
    return new ReadError({ reason: "failed", operation, status, message, isRetryable: true, cause: error });
  }
  if (system !== null && unreachableCodes.has(system)) {
    const message = `AWS could not be reached (${system}): ${facts.message}`;
    const isRetryable = !system.includes("CERT") && !system.includes("UNABLE");
    return new ReadError({
      reason: "unreachable",
      operation,
      code: system,
      message,
      isRetryable,
      cause: error,
    });
  }
  const code = system ?? (facts.name === "TimeoutError" ? "TimeoutError" : null);
  const isBroken = code !== null && !code.startsWith("ERR_INVALID");
  const message = isBroken
    ? `The connection to AWS broke before the answer was complete (${code}).`
    : facts.message || "The call failed without a message.";
  return new ReadError({ reason: "failed", operation, code, message, isRetryable: isBroken, cause: error });
}
