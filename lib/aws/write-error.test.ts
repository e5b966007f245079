import { expect, test } from "vitest";
import { ReadError } from "./errors.ts";
import { toWriteError, WriteError } from "./write-error.ts";

const operation = "ec2:CreateRoute";

const isUncertain = (facts: Partial<ConstructorParameters<typeof ReadError>[0]>): boolean =>
  toWriteError(new ReadError({ reason: "failed", operation, message: "No.", ...facts }), operation).mayBeDone;

test.each([
  { reason: "denied", code: "UnauthorizedOperation", status: 403 },
  { reason: "failed", code: "InvalidRouteTableID.NotFound", status: 400 },
  { reason: "throttled", code: "RequestLimitExceeded", status: 503 },
  { reason: "expired-credentials", code: "RequestExpired", status: 400 },
  { reason: "unreachable", code: "ECONNREFUSED" },
  { reason: "no-credentials" },
  { reason: "denied", operation: "sts:AssumeRole", code: "AccessDenied", status: 403 },
  { reason: "failed", operation: "sts:AssumeRole", code: "TimeoutError" },
] as const)("what ends with %j was not done", (facts) => {
  expect(isUncertain(facts)).toBe(false);
});

test.each([
  { reason: "failed", code: "InternalError", status: 500 },
  { reason: "failed", code: "TimeoutError" },
  { reason: "failed", code: "ECONNRESET" },
  { reason: "failed", status: 200 },
  { reason: "throttled", status: 429 },
] as const)("of what ends with %j nobody can say that it was not done", (facts) => {
  expect(isUncertain(facts)).toBe(true);
});

test("the id of AWS's request goes with the error", () => {
  const cause = Object.assign(new Error("No."), {
    $fault: "client",
    Code: "RouteAlreadyExists",
    $metadata: { httpStatusCode: 400, requestId: "r-1" },
  });
  const error = toWriteError(cause, operation);
  expect(error).toBeInstanceOf(WriteError);
  expect(error).toMatchObject({ code: "RouteAlreadyExists", requestId: "r-1", mayBeDone: false });
});
