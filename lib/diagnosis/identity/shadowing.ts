import type { ActionDecision } from "../../iam/decision.ts";
import { agentVersionOf, isKnownOlder } from "../agent-version.ts";
import type { NodeView } from "../node-view.ts";
import type { Credentials } from "./credentials.ts";
import { knownHostManagementOf } from "./host-management.ts";
import { channelActions, isMissing, requiredDecisions } from "./role-actions.ts";

/**
 * What the instance profile lacks of the session channel while it keeps the agent from default host management: it allows
 * the heartbeat, after which the agent asks no further. Empty where nothing is shadowed. What a policy denies is not this:
 * there the denial is to blame.
 */
export function shadowedActions(node: NodeView, credentials: Credentials): readonly ActionDecision[] {
  return knownHostManagementOf(node) === null ? [] : lackingActions(node, credentials);
}

/** What would be shadowed if default host management were on. */
export function lackingActions(node: NodeView, credentials: Credentials): readonly ActionDecision[] {
  if (credentials.from !== "instance-profile" || credentials.heartbeat.decision !== "allowed") return [];
  if (isKnownOlder(agentVersionOf(node), "hostManagement")) return [];
  return requiredDecisions(node, credentials.role).filter(
    (decision) => channelActions.includes(decision.action) && isMissing(decision),
  );
}
