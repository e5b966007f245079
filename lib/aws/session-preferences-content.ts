/** Of an account's session preferences, what says where sessions are logged and with which key; never what they run. */
const kept = [
  "cloudWatchEncryptionEnabled",
  "cloudWatchLogGroupName",
  "kmsKeyId",
  "s3BucketName",
  "s3EncryptionEnabled",
] as const;
export type SessionPreferenceField = (typeof kept)[number];

/**
 * The content of the document of session preferences with these fields and no other: its shell profiles are scripts, and
 * scripts hold secrets. Null for what is no such document.
 */
export function keepSessionPreferences(
  content: string | undefined,
): { [Field in SessionPreferenceField]?: unknown } | null {
  try {
    const parsed: unknown = JSON.parse(content ?? "");
    const inputs: unknown = Reflect.get(Object(parsed), "inputs");
    if (typeof parsed !== "object" || parsed === null) return null;
    const found = kept.map((field) => [field, Reflect.get(Object(inputs), field)] as const);
    return Object.fromEntries(found.filter(([, value]) => value !== undefined));
  } catch {
    return null;
  }
}
