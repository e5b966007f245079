import { defineCheck } from "../check.ts";
import { isUp } from "../identity/credentials.ts";
import { examineRefusals, type Refusal } from "../identity/examine-refusals.ts";
import { hangsOnDeny, listed } from "../identity/role-actions.ts";

const refusal: Refusal = {
  code: "role-actions-denied",
  isOf: (decision) =>
    (decision.by === "identity-policy" && decision.decision === "explicitly-denied") || hangsOnDeny(decision),
  subjectOf: (role) => ({ kind: "role", id: role.id }),
  sentence: (role, actions, { statement }) =>
    statement === null
      ? `Role ${role.name} is denied ${actions}`
      : `Policy ${nameOf(statement.policy)} of role ${role.name} denies ${actions} (${statement.sid})`,
  passSentence: (role) => `No policy of role ${role.name} denies what a node needs.`,
  whoCanTell: ({ conditionKeys }) =>
    `Whoever knows the value of ${listed(conditionKeys)} when the agent calls; IAM's policy simulator takes it as context.`,
};

export const roleActionsDenied = defineCheck({
  id: "role-actions-denied",
  group: "identity",
  title: "A policy of the role denies what the agent must do",
  passTitle: "No policy of the role denies what a node needs",
  why: `One statement that denies an action outweighs every one that allows it. Attaching the managed policy of Systems
    Manager once more changes nothing.`,
  rows: ["IAM-04"],
  causes: ["role-actions-denied"],
  needs: ["instance", "managed-node", "instance-profile", "service-setting", "role", "role-simulation"],

  appliesTo: isUp,

  examine: (node) => examineRefusals(node, refusal),
});

function nameOf(policy: string): string {
  return policy.slice(policy.lastIndexOf("/") + 1);
}
