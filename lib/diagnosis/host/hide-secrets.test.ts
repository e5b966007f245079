import { expect, test } from "vitest";
import { hideSecrets } from "./hide-secrets.ts";

test.each([
  "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  "export DB_PASSWORD=hunter2",
  "-----BEGIN RSA PRIVATE KEY-----",
  "MIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7MAExample0Z3VS5JJcds3xfn",
  "<Password>SGVsbG8=</Password>",
  'activation-code: "sZ3VS5JJcds3xfn0AHB7"',
])("nothing is shown of %s", (line) => {
  expect(hideSecrets(line)).toBe("(hidden)");
});

test.each([
  ["user AKIAIOSFODNN7EXAMPLE is refused", "user (hidden) is refused"],
  ["proxy http://kim:hunter2@10.0.0.5:3128 refused", "proxy http://(hidden)@10.0.0.5:3128 refused"],
  ["password: hunter2, host: db", "password: (hidden), host: db"],
  ["Authorization: Bearer abcdefgh12345678", "Authorization: Bearer (hidden)"],
  ["…X-Amz-Signature=abcdef0123&x=1", "…X-Amz-Signature=(hidden)&x=1"],
])("of %j only what is no secret is shown", (line, shown) => {
  expect(hideSecrets(line)).toBe(shown);
});

test.each([
  "dial tcp 52.94.0.1:443: i/o timeout",
  "AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/node/i-0123456789abcdef0 is not authorized",
  "commit da39a3ee5e6b4b0d3255bfef95601890afd80709",
])("%s is shown as it is", (line) => {
  expect(hideSecrets(line)).toBe(line);
});

test("a line is no longer than is read", () => {
  expect(hideSecrets("x ".repeat(5_000))).toHaveLength(240);
});
