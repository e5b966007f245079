import type { Gap } from "../../model/gap.ts";
import { defineCheck } from "../check.ts";
import { unknown } from "../finding.ts";
import { credentialsOf, isUp, signingRole } from "../identity/credentials.ts";
import { examineRefusals, type Refusal } from "../identity/examine-refusals.ts";
import { listed } from "../identity/role-actions.ts";
import type { NodeView } from "../node-view.ts";

const refusal: Refusal = {
  code: "organization-policy-denies",
  isOf: ({ by }) => by === "organization-policy",
  // No read of a member account tells which organization it is, so it is named by what it is.
  subjectOf: () => ({ kind: "organization", id: "organization" }),
  sentence: (role, actions) => `A policy of the organization denies role ${role.name} ${actions}`,
  passSentence: (role) => `No policy of the organization denies role ${role.name} what a node needs.`,
  whoCanTell: ({ conditionKeys }) =>
    `The organization's administrators, who know what its policies say of ${listed(conditionKeys) || "the node's calls"}.`,
};

export const organizationPolicyDenies = defineCheck({
  id: "organization-policy-denies",
  group: "identity",
  title: "The organization denies what the agent must do",
  passTitle: "No policy of the organization is in the way",
  why: `Service control policies limit what any role of the account may do, and no policy in the account can lift that.
    Only IAM's simulator tells from inside of the account what they come to.`,
  rows: ["IAM-06"],
  causes: ["organization-policy-denies"],
  needs: ["instance", "managed-node", "instance-profile", "service-setting", "role", "role-simulation"],

  appliesTo: isUp,

  examine(node) {
    const finding = examineRefusals(node, refusal);
    const gap = finding.outcome === "pass" ? gapOfSimulation(node) : undefined;
    return gap === undefined ? finding : unknown([gap]);
  },
});

/** Why the simulator was not heard of the role that signs: then nothing tells what the organization says. */
function gapOfSimulation(node: NodeView): Gap | undefined {
  const credentials = credentialsOf(node);
  const role = credentials && signingRole(node, credentials);
  if (!role || node.snapshot.observedAt("role-simulation", role.id) !== undefined) return undefined;
  return node.snapshot.gapOf("role-simulation", role.id);
}
