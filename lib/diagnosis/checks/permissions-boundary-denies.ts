import { defineCheck } from "../check.ts";
import { isUp } from "../identity/credentials.ts";
import { examineRefusals, type Refusal } from "../identity/examine-refusals.ts";
import { listed } from "../identity/role-actions.ts";

const refusal: Refusal = {
  code: "permissions-boundary-denies",
  isOf: ({ by }) => by === "permissions-boundary",
  subjectOf: (role) => ({ kind: "role", id: role.id }),
  sentence: (role, actions) =>
    `${nameOf(role.permissionsBoundaryArn)} of role ${role.name} leaves out ${actions}`,
  passSentence: (role) =>
    role.permissionsBoundaryArn === null
      ? `Role ${role.name} has no permissions boundary.`
      : `${nameOf(role.permissionsBoundaryArn)} leaves role ${role.name} what a node needs.`,
  whoCanTell: ({ conditionKeys }) =>
    `Whoever keeps the boundary and knows the value of ${listed(conditionKeys)} when the agent calls.`,
};

export const permissionsBoundaryDenies = defineCheck({
  id: "permissions-boundary-denies",
  group: "identity",
  title: "The role's boundary takes away what its policies allow",
  passTitle: "The role's boundary lets through what a node needs",
  why: `A role may do only what both its policies and its permissions boundary allow. The policies look right, and the
    call is denied all the same.`,
  rows: ["IAM-05"],
  causes: ["permissions-boundary-denies"],
  needs: ["instance", "managed-node", "instance-profile", "service-setting", "role", "role-simulation"],

  appliesTo: isUp,

  examine: (node) => examineRefusals(node, refusal),
});

/** The simulator may have seen one that the role did not have yet when it was read. */
function nameOf(arn: string | null): string {
  return arn === null
    ? "A permissions boundary"
    : `Permissions boundary ${arn.slice(arn.lastIndexOf("/") + 1)}`;
}
