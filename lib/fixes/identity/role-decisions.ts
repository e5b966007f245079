import { mayCall, neededActions, requiredDecisions } from "../../diagnosis/identity/role-actions.ts";
import { NodeView } from "../../diagnosis/node-view.ts";
import type { Role } from "../../model/documents/role.ts";
import { requiredActions } from "../../model/documents/role-simulation.ts";
import type { FixContext } from "../fix.ts";
import { viewOf } from "../network/situation.ts";

export type ActionDecision = ReturnType<typeof mayCall>;

/** What is decided of each action that a node needs, whichever node it is. */
export function decisionsOf({ snapshot }: Pick<FixContext, "snapshot">, role: Role): ActionDecision[] {
  const { permissions } = viewOf(snapshot);
  return requiredActions.map((action) => permissions.mayCall(role, action));
}

/** What is decided of them for these nodes, each by its own way; what nodes share is said once. */
export function decisionsForNodes(
  { snapshot, nodeIds }: Pick<FixContext, "snapshot" | "nodeIds">,
  role: Role,
): ActionDecision[] {
  const view = viewOf(snapshot);
  return [...new Set(nodeIds.flatMap((id) => requiredDecisions(new NodeView(id, view), role)))];
}

/**
 * The first of what is decided for the nodes, each by its own way, that is so. The role may be another than it is today: then
 * only its policies speak, as IAM's simulator was asked about today's.
 */
export function findDecision(
  { snapshot, nodeIds }: Pick<FixContext, "snapshot" | "nodeIds">,
  role: Role,
  is: (decision: ActionDecision) => boolean,
): ActionDecision | undefined {
  const view = viewOf(snapshot);
  const shared = decisionsOf({ snapshot }, role);
  const isPerNode = shared.some((each) => each.isPerNode || each.decision === "undecided");
  const nodes = nodeIds.map((id) => new NodeView(id, view));
  const isOfOne = (node: NodeView) => node.isHybrid || neededActions(node) !== requiredActions;
  // What holds for every node of the role is asked once, however many they are.
  if (!isPerNode && !nodes.some(isOfOne)) return shared.find(is);
  for (const node of nodes) {
    for (const action of neededActions(node)) {
      const decision = mayCall(node, role, action);
      if (is(decision)) return decision;
    }
  }
  return undefined;
}
