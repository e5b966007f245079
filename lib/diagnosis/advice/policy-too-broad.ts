import type { BroadPolicy } from "../../iam/broad-policies.ts";
import type { Role } from "../../model/documents/role.ts";
import type { Advice, Evidence } from "../../model/verdict.ts";
import { evidence } from "../finding.ts";
import { credentialsOf, profileRoleOf, signingRole } from "../identity/credentials.ts";
import type { NodeView } from "../node-view.ts";
import { readOr } from "../reading.ts";

const words: Record<BroadPolicy["why"], string> = {
  administrator: "makes every process on the node an administrator of the account",
  "systems-manager-administrator":
    "is for people who administer Systems Manager: the node could command every other node",
  outdated: "is announced by AWS to be no longer supported, and allows far more than a node needs",
};

/** Policies with which a node could do far more than it needs. AmazonSSMManagedInstanceCore has all that it needs. */
export function adviseOnBroadPolicies(node: NodeView): Advice[] {
  // AWS's own policies are known by their names, though none of the role's could be read.
  const role = readOr(() => roleOf(node), null) ?? profileRoleOf(node);
  const broad = role ? node.scope.permissions.broadPolicies(role) : [];
  if (!role || broad.length === 0) return [];
  const sentences = broad.map(
    ({ why, policy }) => `Policy ${policy.name} of role ${role.name} ${words[why]}.`,
  );
  return [
    {
      id: "policy-too-broad",
      sentence: `${sentences.join(" ")} AmazonSSMManagedInstanceCore is what a node needs.`,
      subject: { kind: "role", id: role.id },
      evidence: broad.map((each) => factOf(node, role, each)),
    },
  ];
}

function roleOf(node: NodeView): Role | null {
  const credentials = credentialsOf(node);
  return credentials && signingRole(node, credentials);
}

function factOf({ snapshot }: NodeView, role: Role, { policy, statement }: BroadPolicy): Evidence {
  return evidence(snapshot, {
    sentence: `Role ${role.name} has policy ${policy.name}.`,
    api: statement === null ? "iam:ListAttachedRolePolicies" : "iam:GetPolicyVersion",
    field: statement === null ? "AttachedPolicies.PolicyArn" : `Statement ${statement.sid}`,
    value: statement === null ? policy.id : statement.text,
    document: { kind: "role", id: role.id },
  });
}
