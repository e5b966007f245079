import { isNotFound } from "../aws/errors.ts";
import { keepSessionPreferences } from "../aws/session-preferences-content.ts";
import { type SessionPreferences, sessionPreferencesName } from "../model/documents/session-preferences.ts";
import { defineCollector } from "./define-collector.ts";
import { ParseError, required } from "./parsing.ts";

type Body = { Name: string; Preferences?: ReturnType<typeof keepSessionPreferences> };

export const sessionPreferences = defineCollector({
  kind: "session-preferences",
  actions: ["ssm:GetDocument"],
  async *read(reader) {
    const Name = sessionPreferencesName;
    try {
      const { Content } = await reader.call("ssm:GetDocument", { Name, DocumentFormat: "JSON" });
      yield { items: [{ id: Name, body: { Name, Preferences: keepSessionPreferences(Content) } }] };
    } catch (error) {
      // An account that never set any has no such document, which SSM answers as InvalidDocument.
      if (!isNotFound(error)) throw error;
    }
  },
  parse: toSessionPreferences,
});

export function toSessionPreferences({ Name, Preferences: preferences }: Partial<Body>): SessionPreferences {
  const id = required(Name, "Name");
  if (preferences == null) throw new ParseError("Content is no document of session preferences");
  return {
    id,
    logGroup: toText(preferences.cloudWatchLogGroupName),
    isLogEncrypted: toFlag(preferences.cloudWatchEncryptionEnabled),
    bucket: toText(preferences.s3BucketName),
    isBucketEncrypted: toFlag(preferences.s3EncryptionEnabled),
    kmsKeyId: toText(preferences.kmsKeyId),
  };
}

/** What is not set is an empty text. */
function toText(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** Templates often write flags as text. */
function toFlag(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  return value === "true" ? true : value === "false" ? false : null;
}
