/** SSM's document of an account's session preferences in a Region. There is none until somebody sets them. */
export const sessionPreferencesName = "SSM-SessionManagerRunShell";

/** Where sessions are logged and with which key they are encrypted; null where they are not. */
export type SessionPreferences = {
  /** The document's name. */
  id: string;
  logGroup: string | null;
  /** Whether the log group has to be an encrypted one. */
  isLogEncrypted: boolean | null;
  bucket: string | null;
  isBucketEncrypted: boolean | null;
  /** The key of the session's own encryption: an id, an ARN or an alias. */
  kmsKeyId: string | null;
};
