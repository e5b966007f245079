import { defineNodeFix, harmless } from "../host/define-node-fix.ts";
import { byHand } from "../network/by-hand.ts";
import { consoleAt } from "../writing/console.ts";

export const sendItThere = defineNodeFix({
  id: "send-it-there",
  causes: ["instance-in-other-scope"],
  about: {
    does: "The id is right, and the account or the Region is not. Its page says where it stands.",
    risk: harmless,
  },
  title: ({ subject }) => `Aim at ${subject.id} where it is`,
  changes: ({ scope, subject }) => [
    byHand({
      id: "aim",
      title: "Send it with the other account's credentials and Region",
      why: "A call of Systems Manager finds only nodes of its own account and Region. An automation reaches others by target locations.",
      cli: [
        `aws ssm send-command --region REGION --profile PROFILE --instance-ids ${subject.id} --document-name DOCUMENT`,
      ],
      console: consoleAt(scope.region, { kind: "managed-node" }),
      changes: "Nothing here.",
    }),
  ],
});
