import type { Region } from "../cloud/world.ts";

const both = ["Linux", "Windows"];
const every = ["Linux", "Windows", "MacOS"];

/** Documents that Amazon owns: what they are, and for which platforms. */
const amazonDocuments: readonly [name: string, type: string, platforms: string[], schema: string][] = [
  ["AWS-RunShellScript", "Command", ["Linux", "MacOS"], "1.2"],
  ["AWS-RunPowerShellScript", "Command", both, "1.2"],
  ["AWS-UpdateSSMAgent", "Command", every, "1.2"],
  ["AWS-RunPatchBaseline", "Command", every, "2.2"],
  ["AWS-GatherSoftwareInventory", "Policy", every, "2.0"],
  ["AWS-ConfigureAWSPackage", "Command", every, "2.2"],
  ["AWS-ApplyAnsiblePlaybooks", "Command", ["Linux"], "2.2"],
  ["AWS-InstallApplication", "Command", ["Windows"], "1.2"],
  ["AWS-JoinDirectoryServiceDomain", "Command", both, "2.2"],
  ["AmazonCloudWatch-ManageAgent", "Command", both, "2.2"],
  ["AWS-StartInteractiveCommand", "Session", ["Linux"], "1.0"],
  ["AWS-StartPortForwardingSession", "Session", both, "1.0"],
  ["AWS-RestartEC2Instance", "Automation", both, "0.3"],
  ["AWS-StopEC2Instance", "Automation", both, "0.3"],
  ["AWS-StartEC2Instance", "Automation", both, "0.3"],
  ["AWS-PatchAsgInstance", "Automation", both, "0.3"],
  ["AWS-CreateImage", "Automation", both, "0.3"],
  ["AWSSupport-TroubleshootManagedInstance", "Automation", both, "0.3"],
];

const instanceRunbooks = new Set(["AWS-RestartEC2Instance", "AWS-StopEC2Instance", "AWS-StartEC2Instance"]);

export function addDocuments(region: Region): void {
  for (const [name, type, platforms, schema] of amazonDocuments) {
    region.ssm.documents.set(name, {
      Name: name,
      Owner: "Amazon",
      DocumentType: type,
      PlatformTypes: platforms,
      SchemaVersion: schema,
      ...(instanceRunbooks.has(name) ? { TargetType: "/AWS::EC2::Instance" } : {}),
    });
  }
}

/** The account's session preferences: where sessions are logged. */
export function addSessionPreferences(region: Region, logGroup: string): void {
  region.ssm.documents.set("SSM-SessionManagerRunShell", {
    Name: "SSM-SessionManagerRunShell",
    Owner: region.account,
    DocumentType: "Session",
    PlatformTypes: both,
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
