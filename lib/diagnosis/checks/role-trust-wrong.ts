import type { TrustDecision } from "../../iam/decision.ts";
import type { Role } from "../../model/documents/role.ts";
import { defineCheck, type Finding } from "../check.ts";
import { certain, evidence, fail, likely, notApplicable, pass, undecided } from "../finding.ts";
import { credentialsOf, isUp, profileRoleOf } from "../identity/credentials.ts";
import { isRefused, listed } from "../identity/role-actions.ts";
import type { NodeView } from "../node-view.ts";

export const roleTrustWrong = defineCheck({
  id: "role-trust-wrong",
  group: "identity",
  title: "The role may not be taken on by its node",
  passTitle: "The role trusts the service that hands it out",
  why: `Credentials of a role come from the service that takes it on: EC2 for an instance profile, Systems Manager for a
    hybrid node. A role whose trust policy does not allow sts:AssumeRole to that service gives none, whatever it allows
    otherwise.`,
  rows: ["IAM-03"],
  causes: ["role-trust-wrong"],
  needs: ["instance", "managed-node", "instance-profile", "role", "service-setting"],

  appliesTo: isUp,

  examine: (node) => (node.isHybrid ? examineHybrid(node) : examineInstance(node)),
});

/** Who may take the role on was read with it, whatever of its policies could not be. */
function examineInstance(node: NodeView): Finding {
  const role = profileRoleOf(node);
  if (role === null) return notApplicable("It has no role of its own.");
  const trust = node.scope.permissions.trusts(role, "ec2");
  if (isRefused(trust) && credentialsOf(node)?.from === "host-management")
    return pass(`Role ${role.name} does not trust EC2; default host management stands in for it.`);
  return judge(role, trust, "ec2");
}

function examineHybrid(node: NodeView): Finding {
  const credentials = credentialsOf(node);
  if (credentials?.from !== "hybrid-role") return notApplicable("SSM tells no role of it.");
  const { roleName, role } = credentials;
  if (role !== null) return judge(role, node.scope.permissions.trusts(role, "ssm"), "ssm");
  const { partition, account } = node.snapshot.scope;
  const id = `arn:${partition}:iam::${account}:role/${roleName}`;
  const sentence = `Role ${roleName}, with which it was activated, no longer exists.`;
  return fail(
    certain("role-trust-wrong", { kind: "role", id }, () => ({
      sentence,
      evidence: [
        evidence(node.snapshot, {
          ...{ sentence, api: "iam:GetRole", field: "Role", value: "NoSuchEntity" },
          document: { kind: "role", id },
        }),
      ],
    })),
  );
}

function judge(role: Role, trust: TrustDecision, service: "ec2" | "ssm"): Finding {
  const subject = { kind: "role", id: role.id };
  if (isRefused(trust)) return fail(certain("role-trust-wrong", subject, trust.explain));
  if (trust.decision === "allowed") return pass(trust.explain);
  return undecided(
    trust.explain,
    `Whoever knows the value of ${listed(trust.conditionKeys)} when ${service}.amazonaws.com takes the role on; CloudTrail records it with sts:AssumeRole.`,
    [likely("role-trust-wrong", subject, trust.explain)],
  );
}
