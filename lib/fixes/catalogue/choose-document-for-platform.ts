import { quote } from "shlex";
import { defineNodeFix, harmless } from "../host/define-node-fix.ts";
import { byHand } from "../network/by-hand.ts";
import { consoleAt } from "../writing/console.ts";

export const chooseDocumentForPlatform = defineNodeFix({
  id: "choose-document-for-platform",
  causes: ["platform-unsupported"],
  about: {
    does: "The document is made for other platforms than one of its targets, and that target gets nothing.",
    risk: harmless,
  },
  title: () => "Send a document that the platform has, or narrow the targets",
  changes: ({ scope, subject }) => [
    byHand({
      id: "see-platforms",
      title: "See what the document is made for",
      why: "Each document lists its platforms, and AWS compares them with what the agent tells.",
      cli: [
        `aws ssm describe-document --region ${scope.region} --name ${quote(subject.id)} --query 'Document.PlatformTypes'`,
      ],
      console: { url: null, path: "Systems Manager → Documents" },
      changes: "Nothing.",
    }),
    byHand({
      id: "narrow",
      title: "Aim by a tag that tells platforms apart, or send each platform its own",
      why: "AWS-RunShellScript is for Linux and macOS, AWS-RunPowerShellScript for Windows as well.",
      cli: [
        `aws ssm describe-instance-information --region ${scope.region} --filters Key=PlatformTypes,Values=Linux --query 'InstanceInformationList[].InstanceId'`,
      ],
      console: consoleAt(scope.region, { kind: "managed-node" }),
      changes: "Every target takes what it is sent.",
    }),
  ],
});
