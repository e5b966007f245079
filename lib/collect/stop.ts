import { ReadError, type ReadFailure } from "../aws/errors.ts";
import { FleetError, type FleetErrorCode } from "../model/fleet-error.ts";
import { type Scope, scopeKey } from "../model/scope.ts";

/** What ended the reading of a scope, for people. What is no failed call is a bug, and stays as it is. */
export function explainStop(error: unknown, scope: Scope): unknown {
  if (!(error instanceof ReadError)) return error;
  const key = scopeKey(scope);
  const said = error.message.trim().replace(/\.?$/, ".");
  if (error.operation === "sts:AssumeRole") {
    return explainUnassumed(error, scope.account, `so nothing in ${key} was read`);
  }
  if (error.reason === "expired-credentials") {
    return new FleetError(
      "expired-credentials",
      `The credentials for ${key} have expired, so the rest of it was not read. ${said} ${renewAdvice()}`,
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

/** An account whose role nobody may enter. `so` says what that means for the reader. */
export function explainUnassumed(error: ReadError, account: string, so: string): FleetError {
  const { code, advice } = unassumed[error.reason] ?? unassumed.failed;
  const said = error.message.trim().replace(/\.?$/, ".");
  const message = `The role for account ${account} could not be assumed, ${so}. ${said} ${advice}`;
  return new FleetError(code, message, { cause: error });
}

/** What a shell handed over cannot be renewed from outside; all else is looked for anew at each renewal. */
export function renewAdvice(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return env.AWS_ACCESS_KEY_ID && !env.AWS_PROFILE
    ? "They came with the shell that Muster was started in (AWS_ACCESS_KEY_ID and its kin): start it again with new ones."
    : "Renew them (`aws sso login`) and sync again.";
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
