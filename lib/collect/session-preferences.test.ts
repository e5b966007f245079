import { describe, expect, test } from "vitest";
import { parseBundle } from "../aws/bundle/parse-bundle.ts";
import { createBundleReader } from "../aws/bundle-reader.ts";
import { aMoment } from "../testing/a-document.ts";
import { collectSnapshot } from "./collect-snapshot.ts";
import { toSessionPreferences } from "./session-preferences.ts";

const Name = "SSM-SessionManagerRunShell";
const inputs = {
  ...{ s3BucketName: "", s3KeyPrefix: "", s3EncryptionEnabled: true },
  ...{ cloudWatchLogGroupName: "/ssm/sessions", cloudWatchEncryptionEnabled: "false" },
  ...{ kmsKeyId: "alias/sessions", runAsEnabled: false },
  shellProfile: { linux: "export TOKEN=hunter2", windows: "" },
};

async function read(part: object) {
  const bundle = parseBundle(
    {
      muster: 1,
      scope: { account: "123456789012", region: "eu-west-1" },
      at: "2026-11-01T12:00:00Z",
      ...part,
    },
    "fleet.json",
  );
  return await collectSnapshot(createBundleReader(bundle), aMoment, { kinds: ["session-preferences"] });
}

const answered = (content: unknown) => ({
  documents: { "ssm:GetDocument": [{ Name, Content: JSON.stringify(content), DocumentFormat: "JSON" }] },
});

describe("session preferences", () => {
  test("say where sessions are logged and with which key, and nothing of what they run", async () => {
    const snapshot = await read(answered({ schemaVersion: "1.0", sessionType: "Standard_Stream", inputs }));
    expect(snapshot.get("session-preferences", Name)).toEqual({
      id: Name,
      ...{ logGroup: "/ssm/sessions", isLogEncrypted: false },
      ...{ bucket: null, isBucketEncrypted: true, kmsKeyId: "alias/sessions" },
    });
    expect(JSON.stringify(snapshot.all("session-preferences"))).not.toContain("hunter2");
  });

  test("that nobody set are none, and no gap", async () => {
    const snapshot = await read({
      errors: { "ssm:GetDocument": { code: "InvalidDocument", message: "Document does not exist." } },
    });
    expect(snapshot.gaps).toEqual([]);
    expect(snapshot.get("session-preferences", Name)).toBeUndefined();
  });

  test("that may not be read are a gap", async () => {
    const snapshot = await read({ errors: { "ssm:GetDocument": { code: "AccessDenied", message: "no" } } });
    expect(snapshot.gapOf("session-preferences", Name)).toMatchObject({
      action: "ssm:GetDocument",
      reason: "denied",
    });
  });

  test("that set nothing log nothing", () => {
    expect(toSessionPreferences({ Name, Preferences: {} })).toMatchObject({
      ...{ logGroup: null, bucket: null, kmsKeyId: null, isLogEncrypted: null },
    });
  });

  test.each(["", "not JSON", "[]1", "null"])("whose content is %j are refused", async (Content) => {
    const snapshot = await read({ documents: { "ssm:GetDocument": [{ Name, Content }] } });
    expect(snapshot.gaps).toMatchObject([{ resource: Name, reason: "failed" }]);
  });
});
