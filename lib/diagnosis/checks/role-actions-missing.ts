import { agentVersionOf, isKnownOlder } from "../agent-version.ts";
import { defineCheck, type Finding } from "../check.ts";
import { warn } from "../finding.ts";
import { type Credentials, credentialsOf, isUp, signingRole } from "../identity/credentials.ts";
import { examineRefusals, type Refusal } from "../identity/examine-refusals.ts";
import {
  hangsOnDeny,
  isMissing,
  isRefused,
  legacyChannelActions,
  listActions,
  listed,
} from "../identity/role-actions.ts";
import { shadowedActions } from "../identity/shadowing.ts";
import type { NodeView } from "../node-view.ts";
import { offersLegacyChannel } from "../required-services.ts";

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
        sentence: `${finding.explain().sentence} Default host management is on, and is never tried.`,
        evidence: finding.explain().evidence,
      }));
    }
    return finding.outcome === "pass" ? (examineLegacyChannel(node, credentials) ?? finding) : finding;
  },
});

/** Agents that are known to be older fall back to `ec2messages`; for the oldest, which have nothing else, it is needed. */
function examineLegacyChannel(node: NodeView, credentials: Credentials): Finding | null {
  const version = agentVersionOf(node);
  const fallsBack =
    isKnownOlder(version, "withoutLegacyChannel") && !isKnownOlder(version, "commandsOverSessionChannel");
  if (!fallsBack || !offersLegacyChannel(node.snapshot.scope.region)) return null;
  const role = signingRole(node, credentials);
  if (role === null) return null;
  const refused = legacyChannelActions
    .map((action) => node.scope.permissions.mayCall(role, action, node.id))
    .filter(isRefused);
  if (refused.length === 0) return null;
  const actions = listActions(refused.map(({ action }) => action));
  return warn(() => ({
    sentence: `Role ${role.name} may not call ${actions}, to which agent ${version} falls back when its session channel fails.`,
    evidence: refused.flatMap((decision) => decision.explain().evidence),
  }));
}
