import type { ActionDecision } from "../../iam/decision.ts";
import { wayKeys } from "../../iam/known.ts";
import type { Role } from "../../model/documents/role.ts";
import { requiredActions } from "../../model/documents/role-simulation.ts";
import type { ServiceName } from "../../model/path.ts";
import { agentVersionOf, isKnownOlder } from "../agent-version.ts";
import type { NodeView, ScopeView } from "../node-view.ts";
import { readOr } from "../reading.ts";
import { offersLegacyChannel } from "../required-services.ts";
import { wayOf, withWay } from "./call-way.ts";

/** Alone enough to be seen, and without it nothing is. */
export const heartbeatAction = "ssm:UpdateInstanceInformation";

/** Without these a node looks online, and neither commands nor sessions arrive. */
export const channelActions: readonly string[] = requiredActions.filter((action) =>
  action.startsWith("ssmmessages:"),
);

/** The older channel of commands, for agents that do not get them over the session channel yet. */
export const legacyChannelActions: readonly string[] = [
  "ec2messages:AcknowledgeMessage",
  "ec2messages:DeleteMessage",
  "ec2messages:FailMessage",
  "ec2messages:GetEndpoint",
  "ec2messages:GetMessages",
  "ec2messages:SendReply",
];

const withLegacyChannel: readonly string[] = [...requiredActions, ...legacyChannelActions];

/** What the node's agent must be let do: also what it gets its commands by where it is known to be so old that only this serves. */
export function neededActions(node: NodeView): readonly string[] {
  const isOld = isKnownOlder(agentVersionOf(node), "commandsOverSessionChannel");
  return isOld && offersLegacyChannel(node.snapshot.scope.region) ? withLegacyChannel : requiredActions;
}

/** Those of the required actions that go to a service's endpoint. */
export function actionsOf(service: ServiceName): readonly string[] {
  return requiredActions.filter((action) => action.startsWith(`${service}:`));
}

export function isRefused({ decision }: Pick<ActionDecision, "decision">): boolean {
  return decision === "explicitly-denied" || decision === "not-allowed";
}

/** Refused because nothing allows it, and not because something denies it. */
export function isMissing({ decision, by }: Pick<ActionDecision, "decision" | "by">): boolean {
  return decision === "not-allowed" && (by === "none" || by === "identity-policy");
}

/** Whether an open decision hangs on a statement that denies: what it says is then the fault, and not that nothing allows. */
export function hangsOnDeny({ decision, by, statement }: ActionDecision): boolean {
  return decision === "undecided" && by === "identity-policy" && statement?.effect === "Deny";
}

/** Whether the role may call the action, by the way that the node's calls certainly take where that matters. */
export function mayCall(node: NodeView, role: Role, action: string): ActionDecision {
  return overItsWay(node, role, node.scope.permissions.mayCall(role, action, node.id));
}

function overItsWay(node: NodeView, role: Role, decision: ActionDecision): ActionDecision {
  const keys = new Set(decision.conditionKeys.map((key) => key.toLowerCase()));
  if (
    decision.decision !== "undecided" ||
    node.isHybrid ||
    !wayKeys.some((key) => keys.has(key.toLowerCase()))
  )
    return decision;
  const service = services.find((each) => decision.action.startsWith(`${each}:`));
  if (service === undefined) return decision;
  const known = readOr(() => wayOf(node, service, keys), undefined);
  if (known === undefined) return decision;
  const over = node.scope.permissions.mayCall(role, decision.action, node.id, known.way);
  return withWay(node.scope, over, known);
}

const services: readonly ServiceName[] = ["ssm", "ssmmessages", "ec2messages"];

/** By the actions that are asked about, and then by the role. */
const decided = new WeakMap<ScopeView, Map<readonly string[], Map<string, readonly ActionDecision[]>>>();

/** What is decided of each action that the node needs, the heartbeat first. Nodes of one role share it, but for what names nodes. */
export function requiredDecisions(node: NodeView, role: Role): readonly ActionDecision[] {
  const { permissions } = node.scope;
  const actions = neededActions(node);
  if (node.isHybrid) return actions.map((action) => permissions.mayCall(role, action, node.id));
  const shared = decisionsOfRole(node.scope, role, actions);
  if (!shared.some(({ decision, isPerNode }) => isPerNode || decision === "undecided")) return shared;
  const own = shared.map((each) =>
    overItsWay(node, role, each.isPerNode ? permissions.mayCall(role, each.action, node.id) : each),
  );
  // What is found in shared decisions is found once.
  return own.every((each, index) => each === shared[index]) ? shared : own;
}

function decisionsOfRole(
  scope: ScopeView,
  role: Role,
  actions: readonly string[],
): readonly ActionDecision[] {
  const byActions =
    decided.get(scope) ?? new Map<readonly string[], Map<string, readonly ActionDecision[]>>();
  decided.set(scope, byActions);
  const byRole = byActions.get(actions) ?? new Map<string, readonly ActionDecision[]>();
  byActions.set(actions, byRole);
  let decisions = byRole.get(role.id);
  if (decisions === undefined) {
    decisions = actions.map((action) => scope.permissions.mayCall(role, action));
    byRole.set(role.id, decisions);
  }
  return decisions;
}

/** "a", "a and b", "a, b and c". */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

const channels: readonly { actions: readonly string[]; name: string }[] = [
  { actions: channelActions, name: "the four actions of ssmmessages" },
  { actions: legacyChannelActions, name: "the six actions of ec2messages" },
];

/** The same for actions: of a channel that is missing as a whole the single actions tell nothing. */
export function listActions(actions: readonly string[]): string {
  const whole = channels.filter((channel) => channel.actions.every((action) => actions.includes(action)));
  const others = actions.filter((action) => !whole.some((channel) => channel.actions.includes(action)));
  return listed([...others, ...whole.map(({ name }) => name)]);
}

/**
 * What a node is without these actions, in half a sentence. An agent whose role may use the older channel of commands can get
 * them by that one while the newer is refused.
 */
export function consequenceOf(actions: readonly string[], mayUseLegacyChannel: boolean): string {
  if (actions.includes(heartbeatAction)) return "Systems Manager never hears from the node";
  if (actions.some((action) => action.startsWith("ec2messages:")))
    return actions.some((action) => action.startsWith("ssmmessages:"))
      ? "the node looks online at best, and neither commands nor sessions arrive"
      : "commands do not arrive at so old an agent";
  if (!actions.some((action) => action.includes("ControlChannel")))
    return "commands arrive, and sessions do not";
  return mayUseLegacyChannel
    ? "the node looks online at best, sessions do not arrive, and commands only over the older ec2messages"
    : "the node looks online at best, and neither commands nor sessions arrive";
}

/** Whether the role is known to be let get its node's commands over `ec2messages`, where the Region has it. */
export function mayUseLegacyChannel({ permissions, snapshot }: ScopeView, role: Role): boolean {
  if (!offersLegacyChannel(snapshot.scope.region)) return false;
  const isAllowed = (action: string) => permissions.mayCall(role, action).decision === "allowed";
  return readOr(() => legacyChannelActions.every(isAllowed), false);
}
