import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { defaultCredentials } from "./credentials.ts";
import { toReadError } from "./errors.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-credentials-"));
  writeFileSync(
    join(folder, "config"),
    [
      "[profile broken]\ncredential_process = /nowhere/at-all",
      "[profile with-code]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base",
      "mfa_serial = arn:aws:iam::123456789012:mfa/me",
      "[profile base]\naws_access_key_id = a\naws_secret_access_key = b",
    ].join("\n"),
  );
  vi.stubEnv("AWS_CONFIG_FILE", join(folder, "config"));
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(folder, "credentials"));
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  vi.stubEnv("AWS_ACCESS_KEY_ID", undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test.each([
  ["a profile that no file has", "nobody", /nobody/],
  ["a process that gives none", "broken", /nowhere/],
  ["a profile that asks for a code", "with-code", /multi-factor/],
])("%s is told by what is wrong with it", async (_, profile, words) => {
  vi.stubEnv("AWS_PROFILE", profile);
  const error: unknown = await defaultCredentials()().catch((thrown: unknown) => thrown);
  expect(toReadError(error, "sts:GetCallerIdentity")).toMatchObject({
    reason: "no-credentials",
    message: expect.stringMatching(words),
  });
});

test("the profile that was asked for is used", async () => {
  vi.stubEnv("AWS_PROFILE", "base");
  expect(await defaultCredentials()()).toMatchObject({ accessKeyId: "a", secretAccessKey: "b" });
});
