import { atOnce, defineNodeFix, harmless } from "../host/define-node-fix.ts";
import { byHand } from "../network/by-hand.ts";
import { cleanUpTemplate } from "../targets/clean-up-template.ts";
import { consoleAt } from "../writing/console.ts";

export const cleanUpAtTermination = defineNodeFix({
  id: "clean-up-at-termination",
  causes: ["instance-terminated", "instance-not-found"],
  about: {
    does: "A rule of EventBridge hears of every termination, and a function takes the id out of associations and windows that name it. It stops the next stale reference; what is stale today is corrected by hand.",
    costs: "A function's run a termination: cents a month.",
    risk: {
      ...harmless,
      level: "medium",
      sentence:
        "The function may update every association of the Region, and an updated one runs at once. Try it where little hangs on it.",
    },
  },
  title: () => "Take terminated instances out of targets by themselves",
  changes: ({ scope }) => [
    (snapshot) => {
      const { step, patch } = byHand({
        id: "deploy",
        title: "Deploy the template",
        why: "Save what the CloudFormation tab has as clean-up-targets.yaml first. EC2's event comes with every termination. It is best effort, so Muster's list of stale references stays the check.",
        cli: [
          `aws cloudformation deploy --region ${scope.region} --stack-name muster-clean-up-targets --template-file clean-up-targets.yaml --capabilities CAPABILITY_IAM`,
        ],
        console: consoleAt(scope.region, { kind: "association" }),
        changes:
          "A rule, a function with the rights to read and update associations and window targets, its role and its dead-letter queue. `aws cloudformation delete-stack` takes all of it back.",
      })(snapshot);
      return { step: { ...step, cloudformation: cleanUpTemplate() }, patch };
    },
  ],
  cost: () => ({
    monthlyUsd: null,
    sentence: "A function's run a termination: cents a month, price unknown.",
  }),
  takesEffect: () => ({ ...atOnce, sentence: "From the next termination on." }),
});
