import type { Role } from "../../model/documents/role.ts";
import { agentVersionOf, isKnownOlder } from "../agent-version.ts";
import { defineCheck, type Finding } from "../check.ts";
import { fail, likely, warn } from "../finding.ts";
import { type Credentials, credentialsOf, isUp, signingRole } from "../identity/credentials.ts";
import { examineRefusals, type Refusal } from "../identity/examine-refusals.ts";
import { hangsOnDeny, isMissing, isRefused, legacyChannelActions, listed } from "../identity/role-actions.ts";
import { shadowedActions } from "../identity/shadowing.ts";
import type { NodeView } from "../node-view.ts";

const code = "role-actions-missing";

const refusal: Refusal = {
  code,
  isOf: (decision) =>
    isMissing(decision) ||
    (decision.decision === "undecided" &&
      (decision.by === "none" || decision.by === "identity-policy") &&
      !hangsOnDeny(decision)),
  subjectOf: (role) => ({ kind: "role", id: role.id }),
  sentence: (role, actions) => `Role ${role.name} does not allow ${actions}`,
  passSentence: (role) => `Role ${role.name} allows what a node needs.`,
  whoCanTell: ({ conditionKeys }) =>
    `Whoever knows the value of ${listed(conditionKeys)} when the agent calls; IAM's policy simulator takes it as context.`,
};

export const roleActionsMissing = defineCheck({
  id: code,
  group: "identity",
  title: "The role does not allow what the agent must do",
  passTitle: "The role allows what a node needs",
  why: `The heartbeat needs ssm:UpdateInstanceInformation, and without it the node is not there. Commands and sessions come
    over a channel that needs four actions of ssmmessages, and without them it looks online and cannot be used.`,
  rows: ["IAM-04"],
  causes: [code],
  needs: ["instance", "managed-node", "instance-profile", "service-setting", "role", "role-simulation"],

  appliesTo: isUp,

  examine(node) {
    const credentials = credentialsOf(node);
    const finding = examineRefusals(node, refusal);
    if (credentials === null) return finding;
    if (finding.outcome === "fail" && shadowedActions(node, credentials).length > 0) {
      return warn(() => ({
        sentence: `${finding.explain().sentence} Default host management would, and is never tried.`,
        evidence: finding.explain().evidence,
      }));
    }
    return finding.outcome === "pass" ? (examineLegacyChannel(node, credentials) ?? finding) : finding;
  },
});

/** Agents that are known to be old get their commands over `ec2messages` alone, or fall back to it. */
function examineLegacyChannel(node: NodeView, credentials: Credentials): Finding | null {
  const version = agentVersionOf(node);
  if (!isKnownOlder(version, "withoutLegacyChannel")) return null;
  const role = signingRole(node, credentials);
  if (role === null) return null;
  const refused = legacyChannelActions
    .map((action) => node.scope.permissions.mayCall(role, action, node.id))
    .filter(isRefused);
  if (refused.length === 0) return null;
  const explain = () => ({
    sentence: wordLegacyChannel(role, version ?? "", listed(refused.map(({ action }) => action))),
    evidence: refused.flatMap((decision) => decision.explain().evidence),
  });
  // What a boundary or a denial refuses is not missing: nothing that is added to the role would help.
  const isAllMissing = refused.every(isMissing);
  if (!isAllMissing || !isKnownOlder(version, "commandsOverSessionChannel")) return warn(explain);
  return fail(likely(code, { kind: "role", id: role.id }, explain));
}

function wordLegacyChannel(role: Role, version: string, actions: string): string {
  return isKnownOlder(version, "commandsOverSessionChannel")
    ? `Role ${role.name} does not allow ${actions}, and agent ${version} gets its commands by these alone.`
    : `Role ${role.name} does not allow ${actions}, to which agent ${version} falls back when its session channel fails.`;
}
