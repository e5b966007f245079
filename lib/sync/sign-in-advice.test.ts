import { expect, test } from "vitest";
import { signInAdvice } from "./sign-in-advice.ts";

type Said = Parameters<typeof signInAdvice>[0];
const none = (message: string, code: string | null = null): Said => ({
  reason: "no-credentials",
  code,
  message,
});
const keys = { AWS_ACCESS_KEY_ID: "AKIAEXAMPLE" };

test.each<[what: string, said: Said, env: Record<string, string>, advice: RegExp]>([
  [
    "a profile that asks for a code",
    none("Profile admin requires multi-factor authentication, but no MFA code callback was provided."),
    { AWS_PROFILE: "admin" },
    /export-credentials --profile admin .*unset AWS_PROFILE.*get-session-token/,
  ],
  [
    "an SSO session that is over",
    none(
      "The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login",
    ),
    { AWS_PROFILE: "work" },
    /`aws sso login --profile work`/,
  ],
  [
    "a profile that no file has",
    none("Could not resolve credentials using profile: [x] in configuration/credentials file(s)."),
    { AWS_PROFILE: "x" },
    /The profile x has none: .*list-profiles/,
  ],
  [
    "keys of a session that is over",
    { reason: "expired-credentials", code: "ExpiredToken", message: "The security token has expired" },
    keys,
    /AWS_SESSION_TOKEN of this shell are of a session that is over/,
  ],
  [
    "keys that AWS does not know",
    none("The security token is invalid.", "InvalidClientTokenId"),
    keys,
    /correct them/,
  ],
  [
    "a clock that differs from AWS's",
    none("Signature expired: 20261126T000000Z is now earlier than 20261126T010000Z", "SignatureDoesNotMatch"),
    keys,
    /clock differs/,
  ],
  [
    "nothing at all",
    none("Could not load credentials from any providers"),
    {},
    /aws sso login.*AWS_ACCESS_KEY_ID/,
  ],
])("%s", (_, said, env, advice) => {
  expect(signInAdvice(said, env)).toMatch(advice);
});
