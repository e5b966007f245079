import { defineNodeFix, harmless } from "../host/define-node-fix.ts";
import { byHand } from "../network/by-hand.ts";
import { consoleAt } from "../writing/console.ts";

export const correctNotification = defineNodeFix({
  id: "correct-notification",
  causes: ["notification-invalid"],
  about: {
    does: "A topic in another Region, an event that does not exist, or a role that SSM may not take sinks the whole command, whatever its targets are.",
    risk: harmless,
  },
  title: () => "Correct the command's notification",
  changes: ({ scope, subject }) => [
    byHand({
      id: "topic",
      title: "See that the topic is there, in the command's own Region",
      why: "A notification is published in the Region of the command.",
      cli: [`aws sns list-topics --region ${scope.region} --query 'Topics[].TopicArn'`],
      console: { url: null, path: "Amazon SNS → Topics" },
      changes: "Nothing.",
    }),
    byHand({
      id: "role",
      title: "Let ssm.amazonaws.com take the role, publish to the topic, and the caller pass it",
      why: `${subject.id.slice(0, 200)} is what the call named. The role trusts ssm.amazonaws.com and allows sns:Publish on the topic; the caller needs iam:PassRole on the role.`,
      cli: [],
      console: consoleAt(scope.region, { kind: "role" }),
      changes: "The command is taken, and told of.",
    }),
  ],
});
