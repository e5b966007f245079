import type { TrustDecision } from "../../iam/decision.ts";
import type { Role } from "../../model/documents/role.ts";
import { defineCheck } from "../check.ts";
import { certain, evidence, fail, likely, notApplicable, pass, undecided } from "../finding.ts";
import { credentialsOf, isUp } from "../identity/credentials.ts";
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

  examine(node) {
    const credentials = credentialsOf(node);
    if (credentials === null) return notApplicable("SSM tells no role of it.");
    switch (credentials.from) {
      case "hybrid-role":
        return examineHybrid(node, credentials.roleName, credentials.role);
      case "instance-profile":
        return judge(credentials.role, credentials.trust, "ec2");
      case "host-management":
        if (credentials.instead.what !== "trust-refused") return notApplicable("It has no role of its own.");
        return pass(
          `Role ${credentials.instead.role.name} does not trust EC2; default host management stands in for it.`,
        );
      case "nowhere": {
        const fault = credentials.because;
        if (fault.what === "trust-refused") return judge(fault.role, fault.trust, "ec2");
        if (fault.what !== "heartbeat-refused") return notApplicable("It has no role.");
        return judge(fault.role, node.scope.permissions.trusts(fault.role, "ec2"), "ec2");
      }
    }
  },
});

function examineHybrid(node: NodeView, roleName: string, role: Role | null) {
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

function judge(role: Role, trust: TrustDecision, service: "ec2" | "ssm") {
  const subject = { kind: "role", id: role.id };
  if (isRefused(trust)) return fail(certain("role-trust-wrong", subject, trust.explain));
  if (trust.decision === "allowed") return pass(trust.explain);
  return undecided(
    trust.explain,
    `Whoever knows the value of ${listed(trust.conditionKeys)} when ${service}.amazonaws.com takes the role on; CloudTrail records it with sts:AssumeRole.`,
    [likely("role-trust-wrong", subject, trust.explain)],
  );
}
