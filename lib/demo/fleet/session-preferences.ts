import type { Region } from "../cloud/world.ts";

/** The account's session preferences: where sessions are logged. */
export function addSessionPreferences(region: Region, logGroup: string): void {
  region.ssm.documents.set("SSM-SessionManagerRunShell", {
    Name: "SSM-SessionManagerRunShell",
    Owner: region.account,
    DocumentType: "Session",
    PlatformTypes: ["Linux", "Windows"],
    SchemaVersion: "1.0",
    Content: JSON.stringify({
      schemaVersion: "1.0",
      description: "Session preferences",
      sessionType: "Standard_Stream",
      inputs: {
        s3BucketName: "",
        s3KeyPrefix: "",
        s3EncryptionEnabled: true,
        cloudWatchLogGroupName: logGroup,
        cloudWatchEncryptionEnabled: false,
        cloudWatchStreamingEnabled: true,
        kmsKeyId: "",
        runAsEnabled: false,
        idleSessionTimeout: "20",
      },
    }),
  });
}
