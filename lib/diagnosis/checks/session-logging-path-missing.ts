import {
  type SessionPreferences,
  sessionPreferencesName,
} from "../../model/documents/session-preferences.ts";
import { defineCheck } from "../check.ts";
import { notApplicable } from "../finding.ts";
import { networkKinds } from "../obstacle-check.ts";
import { examineSidePaths, type SidePath } from "../session/side-path.ts";

const code = "session-logging-path-missing";

export const sessionLoggingPathMissing = defineCheck({
  id: code,
  group: "session",
  title: "What sessions are logged to or encrypted with is out of reach",
  passTitle: "Sessions can be logged and encrypted as the account wants it",
  why: `The account's session preferences may ask for a log of every session in CloudWatch Logs or S3, and for a key of KMS. It is
    the node that calls these services, so it needs a way to them, and where it has none its sessions break off or stay
    unlogged.`,
  rows: ["3.5"],
  causes: [code],
  needs: [...networkKinds, "session-preferences"],

  // One that is only starting uses nothing yet.
  appliesTo: (node) => node.instance?.state === "running",

  examine(node) {
    const preferences = node.snapshot.get("session-preferences", sessionPreferencesName);
    const sides = preferences === undefined ? [] : sidesOf(preferences);
    if (sides.length === 0) return notApplicable("The account neither logs nor encrypts sessions.");
    return examineSidePaths(node, sides);
  },
});

function sidesOf({ logGroup, bucket, kmsKeyId }: SessionPreferences): SidePath[] {
  return [
    ...(kmsKeyId === null ? [] : [side("kms", `Sessions are encrypted with key ${kmsKeyId}.`)]),
    ...(logGroup === null ? [] : [side("logs", `Sessions are logged to CloudWatch Logs, in ${logGroup}.`)]),
    ...(bucket === null ? [] : [side("s3", `Sessions are logged to S3, in bucket ${bucket}.`)]),
  ];
}

function side(service: SidePath["service"], consequence: string): SidePath {
  return { service, code, consequence: () => consequence };
}
