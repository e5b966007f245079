import type { SsmState } from "../world.ts";

export type SsmDocument = SsmState["documents"] extends Map<string, infer Document> ? Document : never;

const everywhere = ["Windows", "Linux", "MacOS"];
const unix = ["Linux", "MacOS"];

function amazon(
  DocumentType: string,
  SchemaVersion: string,
  entries: Record<string, string[]>,
  TargetType?: string,
) {
  return Object.entries(entries).map(
    ([Name, PlatformTypes]): SsmDocument => ({
      Name,
      Owner: "Amazon",
      PlatformTypes,
      DocumentType,
      SchemaVersion,
      TargetType,
    }),
  );
}

const all: SsmDocument[] = [
  ...amazon("Command", "2.2", {
    "AWS-RunShellScript": unix,
    "AWS-RunPowerShellScript": everywhere,
    "AWS-RunRemoteScript": everywhere,
    "AWS-UpdateSSMAgent": everywhere,
    "AWS-RunPatchBaseline": everywhere,
    "AWS-RunPatchBaselineAssociation": everywhere,
    "AWS-ConfigureAWSPackage": everywhere,
    "AWS-ConfigureDocker": ["Windows", "Linux"],
    "AWS-ApplyAnsiblePlaybooks": ["Linux"],
    "AWS-InstallWindowsUpdates": ["Windows"],
    "AWS-JoinDirectoryServiceDomain": ["Windows"],
    "AmazonCloudWatch-ManageAgent": everywhere,
  }),
  ...amazon("Policy", "2.0", { "AWS-GatherSoftwareInventory": everywhere }),
  ...amazon(
    "Automation",
    "0.3",
    {
      "AWS-StartEC2Instance": everywhere,
      "AWS-StopEC2Instance": everywhere,
      "AWS-RestartEC2Instance": everywhere,
      "AWS-AttachIAMToInstance": everywhere,
      "AWS-PatchInstanceWithRollback": everywhere,
      "AWSSupport-TroubleshootManagedInstance": everywhere,
    },
    "/AWS::EC2::Instance",
  ),
  ...amazon("Automation", "0.3", { "AWS-CreateImage": everywhere, "AWS-UpdateLinuxAmi": ["Linux"] }),
  ...amazon("Session", "1.0", {
    "AWS-StartSSHSession": everywhere,
    "AWS-StartPortForwardingSession": everywhere,
    "AWS-StartInteractiveCommand": everywhere,
  }),
];

/** The documents of AWS's own that every Region has, by name. */
export const awsDocuments: ReadonlyMap<string, SsmDocument> = new Map(
  all.map((document) => [document.Name, document]),
);
