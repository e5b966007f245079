import type { ReadFailure } from "./errors.ts";

/**
 * AWS's code without what varies between services, protocols and SDKs: the `Exception` at its end, EC2's `Client.` in
 * front, a namespace before `#`, and capital letters.
 */
export function normaliseCode(code: string): string {
  return code
    .replace(/^.*#/, "")
    .replace(/:.*$/, "")
    .replace(/^(?:Client|Server|Sender)\./i, "")
    .replace(/(?<=.)Exception$/i, "")
    .toLowerCase();
}

const meanings: Record<Exclude<ReadFailure, "failed" | "aborted" | "unreachable">, readonly string[]> = {
  denied: [
    "AccessDenied",
    "AuthorizationError",
    "ExplicitDeny",
    "Forbidden",
    "NotAuthorized",
    "UnauthorizedOperation",
    "UnauthorizedAccess",
  ],
  throttled: [
    "BandwidthLimitExceeded",
    "EC2Throttled",
    "LimitExceeded",
    "PriorRequestNotComplete",
    "RateExceeded",
    "RequestLimitExceeded",
    "RequestThrottled",
    "SlowDown",
    "Throttled",
    "Throttling",
    "ThrottledRequests",
    "TooManyRequests",
    "TooManyUpdates",
    "TransactionInProgress",
  ],
  unsupported: [
    "InvalidAction",
    "InvalidOperation",
    "NotImplemented",
    "OperationNotSupported",
    "OptInRequired",
    "SubscriptionRequired",
    "UnknownOperation",
    "UnsupportedOperation",
  ],
  "not-found": [
    "AssociationDoesNotExist",
    "AssociationExecutionDoesNotExist",
    "DoesNotExist",
    "InvalidDocument",
    "InvocationDoesNotExist",
    "NoSuchEntity",
    "NoSuchHostedZone",
    "ResourceNotFound",
    "ServiceSettingNotFound",
  ],
  "expired-credentials": ["ExpiredToken", "RequestExpired", "TokenRefreshRequired"],
  "no-credentials": [
    "AuthFailure",
    "IncompleteSignature",
    "InvalidAccessKeyId",
    "InvalidClientTokenId",
    "InvalidSignature",
    "InvalidToken",
    "MissingAuthenticationToken",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
    "UnrecognizedClient",
  ],
};

const reasons = new Map<string, ReadFailure>();
for (const [reason, codes] of Object.entries(meanings) as [ReadFailure, readonly string[]][]) {
  for (const code of codes) reasons.set(normaliseCode(code), reason);
}

/** What an error code of AWS means for a read; null where it says nothing special. */
export function reasonOfCode(code: string): ReadFailure | null {
  const normal = normaliseCode(code);
  // InvalidVpcID.NotFound, ServiceSettingNotFound, NoSuchEntity: every service has its own way to say "not there".
  return reasons.get(normal) ?? (normal.endsWith("notfound") ? "not-found" : null);
}
