import type { Role } from "../../model/documents/role.ts";
import { defineCheck } from "../check.ts";
import { principalName } from "../describe-change.ts";
import { certain, distinct, evidence, fail, likely, notApplicable, pass } from "../finding.ts";
import { credentialsOf, isUp } from "../identity/credentials.ts";
import { hostManagementEvidence, hostManagementOf, isKnownOff } from "../identity/host-management.ts";
import { onceAllowedHeartbeat } from "../identity/once-allowed.ts";
import { listActions } from "../identity/role-actions.ts";
import { lackingActions } from "../identity/shadowing.ts";
import type { NodeView } from "../node-view.ts";
import { isHeardNow } from "../signal.ts";

const code = "default-host-management-shadowed";

export const defaultHostManagementShadowed = defineCheck({
  id: code,
  group: "identity",
  title: "The instance profile keeps default host management out",
  passTitle: "The instance profile does not keep default host management out",
  why: `The agent tries its instance profile first, and turns to default host management only where that is refused the
    heartbeat. A profile which allows the heartbeat and nothing more is enough to be seen, and for nothing else.`,
  rows: ["IAM-09"],
  causes: [code],
  needs: ["instance", "managed-node", "service-setting", "instance-profile", "role", "role-simulation"],

  appliesTo: (node) => !node.isHybrid && isUp(node),

  examine(node) {
    if (isKnownOff(node)) return notApplicable("Default host management is off in the Region.");
    const credentials = credentialsOf(node);
    if (credentials?.from === "host-management") {
      const refused = credentials.instead;
      return refused.what === "heartbeat-refused"
        ? examineTurn(node, refused.role)
        : pass("Nothing stands before default host management.");
    }
    if (credentials?.from !== "instance-profile") return notApplicable("It has no role of its own.");
    const { role } = credentials;
    const missing = lackingActions(node, credentials);
    // Asked first: where the profile has everything, it does not matter whether the setting could be read.
    if (missing.length === 0) return pass(`Role ${role.name} is what it signs with, and needs no other.`);
    if (hostManagementOf(node) === null)
      return notApplicable("Default host management is off in the Region.");
    return fail(
      certain(code, { kind: "role", id: role.id }, () => ({
        sentence: `Role ${role.name} allows the heartbeat and not ${listActions(missing.map(({ action }) => action))}, so the agent never turns to default host management.`,
        evidence: distinct([
          ...credentials.heartbeat.explain().evidence,
          ...missing.flatMap((decision) => decision.explain().evidence),
          hostManagementEvidence(node),
        ]),
      })),
    );
  },
});

/** An agent that once got through with its profile may still hold to it, and nothing in AWS tells whether it does. */
function examineTurn(node: NodeView, role: Role) {
  const change = isHeardNow(node) ? undefined : onceAllowedHeartbeat(node.scope, role);
  if (change === undefined) return pass(`Role ${role.name} leaves the agent to default host management.`);
  return fail(
    likely(code, { kind: "role", id: role.id }, () => ({
      sentence: `Role ${role.name} allowed the heartbeat until it was changed, and an agent that used it may not have turned to default host management since.`,
      evidence: [
        evidence(node.snapshot, {
          sentence: `${change.field} of role ${role.name} was changed${change.by === null ? "" : ` by ${principalName(change.by)}`}.`,
          api: "iam:GetRole",
          field: change.field,
          value: new Date(change.at).toISOString(),
          document: { kind: "role", id: role.id },
        }),
        hostManagementEvidence(node),
      ],
    })),
  );
}
