import { SSMServiceException } from "@aws-sdk/client-ssm";
import { describe, expect, test } from "vitest";
import { normaliseCode } from "./error-codes.ts";
import { gapReason, ReadError, toReadError, UnreadableAnswer } from "./errors.ts";

function answered(status: number, name: string, message = "because"): Error {
  const $fault = status >= 500 ? "server" : "client";
  return new SSMServiceException({ name, message, $fault, $metadata: { httpStatusCode: status } });
}

const broken = (code: string) => Object.assign(new Error(`connect ${code}`), { code });
const named = (name: string, message = name) => Object.assign(new Error(message), { name });

test.each([
  ["AccessDeniedException", "accessdenied"],
  ["accessdenied", "accessdenied"],
  ["Client.UnauthorizedOperation", "unauthorizedoperation"],
  ["com.amazonaws.ssm#ThrottlingException", "throttling"],
  ["InvalidVpcID.NotFound", "invalidvpcid.notfound"],
  ["Exception", "exception"],
])("the code %s is the same as %s", (code, normal) => {
  expect(normaliseCode(code)).toBe(normal);
});

describe("what AWS answers means, by status and then by code:", () => {
  test.each<[number, string, string, boolean]>([
    [400, "AccessDeniedException", "denied", false],
    [403, "AccessDenied", "denied", false],
    [403, "UnauthorizedOperation", "denied", false],
    [403, "SomethingNobodyKnows", "denied", false],
    [400, "ThrottlingException", "throttled", true],
    [503, "RequestLimitExceeded", "throttled", true],
    [400, "Throttling", "throttled", true],
    [429, "AccessDenied", "throttled", true],
    [400, "TooManyUpdates", "throttled", true],
    [400, "InvalidAction", "unsupported", false],
    [400, "UnknownOperationException", "unsupported", false],
    [401, "OptInRequired", "unsupported", false],
    [404, "NoSuchEntity", "not-found", false],
    [400, "InvalidVpcEndpointId.NotFound", "not-found", false],
    [400, "ServiceSettingNotFound", "not-found", false],
    [400, "InvocationDoesNotExist", "not-found", false],
    [400, "ExpiredTokenException", "expired-credentials", false],
    [400, "RequestExpired", "expired-credentials", false],
    [400, "UnrecognizedClientException", "no-credentials", false],
    [401, "AuthFailure", "no-credentials", false],
    [403, "InvalidClientTokenId", "no-credentials", false],
    [403, "SignatureDoesNotMatch", "no-credentials", false],
    [500, "InternalServerError", "failed", true],
    [500, "AccessDenied", "failed", true],
    [503, "ServiceUnavailable", "failed", true],
    [501, "NotImplemented", "failed", false],
    [400, "ValidationException", "failed", false],
    [400, "InvalidInstanceId", "failed", false],
  ])("%d %s is %s", (status, code, reason, isRetryable) => {
    const error = toReadError(answered(status, code), "ssm:GetConnectionStatus");
    expect(error).toMatchObject({ reason, isRetryable, status, code, message: "because" });
    expect(error.operation).toBe("ssm:GetConnectionStatus");
  });

  test("an answer without a message says its code", () => {
    expect(toReadError(answered(400, "InvalidTarget", ""), "ssm:ListCommands").message).toBe("InvalidTarget");
  });
});

describe("what is no answer means, whatever the exception is called:", () => {
  const unparsed = Object.defineProperty(named("SyntaxError", "Unexpected token <"), "$response", {
    value: { statusCode: 502 },
  });
  const forbidden = Object.defineProperty(named("SyntaxError", "Unexpected token <"), "$response", {
    value: { statusCode: 403 },
  });
  test.each<[string, unknown, string, boolean]>([
    ["an HTML page with 503", new UnreadableAnswer(503, "An HTML page"), "failed", true],
    ["an HTML page with 200", new UnreadableAnswer(200, "An HTML page"), "failed", true],
    ["a proxy's 403", new UnreadableAnswer(403, "An HTML page"), "failed", false],
    ["a gateway's 429", new UnreadableAnswer(429, "Plain text"), "throttled", true],
    ["a body that does not parse", unparsed, "failed", true],
    ["a 403 that does not parse", forbidden, "denied", false],
    ["a name that does not resolve", broken("ENOTFOUND"), "unreachable", true],
    ["a closed port", broken("ECONNREFUSED"), "unreachable", true],
    ["a certificate of somebody else", broken("SELF_SIGNED_CERT_IN_CHAIN"), "unreachable", false],
    ["a connection that was reset", broken("ECONNRESET"), "failed", true],
    ["a timeout", named("TimeoutError"), "failed", true],
    ["no credentials", named("CredentialsProviderError"), "no-credentials", false],
    ["a wish to stop", named("AbortError"), "aborted", false],
    ["something thrown that is no error", "boom", "failed", false],
  ])("%s", (_, thrown, reason, isRetryable) => {
    expect(toReadError(thrown, "ec2:DescribeVpcs")).toMatchObject({ reason, isRetryable });
  });
});

test("an error that has its meaning keeps it", () => {
  const error = new ReadError({ reason: "denied", operation: "sts:AssumeRole", message: "no" });
  expect(toReadError(error, "ec2:DescribeVpcs")).toBe(error);
});

test("every failure of a call fits a gap", () => {
  const reasonOf = (status: number, code: string) =>
    gapReason(toReadError(answered(status, code), "ec2:DescribeVpcs"));
  expect(reasonOf(403, "AccessDenied")).toBe("denied");
  expect(reasonOf(400, "Throttling")).toBe("throttled");
  expect(reasonOf(400, "InvalidAction")).toBe("unsupported");
  expect(reasonOf(404, "NoSuchEntity")).toBe("failed");
  expect(reasonOf(400, "ExpiredToken")).toBe("failed");
});
