import { ReadError, type ReadFailure } from "../aws/errors.ts";
import { FleetError, type FleetErrorCode } from "../model/fleet-error.ts";
import { type Scope, scopeKey } from "../model/scope.ts";

/** What ended the reading of a scope, for people. What is no failed call is a bug, and stays as it is. */
export function explainStop(error: unknown, scope: Scope): unknown {
  if (!(error instanceof ReadError)) return error;
  const key = scopeKey(scope);
  const said = error.message.trim().replace(/\.?$/, ".");
  if (error.operation === "sts:AssumeRole") {
    const { code, advice } = unassumed[error.reason] ?? unassumed.failed;
    return new FleetError(
      code,
      `The role for account ${scope.account} could not be assumed, so nothing in ${key} was read. ${said} ${advice}`,
      { cause: error },
    );
  }
  if (error.reason === "expired-credentials") {
    return new FleetError(
      "expired-credentials",
      `The credentials for ${key} have expired, so the rest of it was not read. ${said} Renew them and sync again.`,
      { cause: error },
    );
  }
  if (error.reason === "no-credentials") {
    return new FleetError(
      "no-credentials",
      `AWS did not accept the credentials for ${key}, so it was not read. ${said} Check that they are complete, that the Region is enabled, and that this machine's clock is right.`,
      { cause: error },
    );
  }
  return error;
}

const againAdvice = "It is tried again.";
const trustAdvice = "Check the role's trust policy, the external id and the caller's sts:AssumeRole.";

/** What to do about a role that could not be assumed, by what STS said. */
const unassumed: { [Reason in ReadFailure]?: { code: FleetErrorCode; advice: string } } & {
  failed: { code: FleetErrorCode; advice: string };
} = {
  denied: { code: "denied", advice: trustAdvice },
  throttled: { code: "throttled", advice: againAdvice },
  "expired-credentials": {
    code: "expired-credentials",
    advice: "The caller's own credentials are to be renewed.",
  },
  "no-credentials": {
    code: "no-credentials",
    advice: "Check the caller's own credentials, and that this machine's clock is right.",
  },
  unreachable: { code: "unreachable", advice: againAdvice },
  failed: { code: "unreachable", advice: againAdvice },
};
