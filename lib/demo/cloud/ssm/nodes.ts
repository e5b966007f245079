import { type AgentView, agentView } from "../agents/agent-view.ts";
import type { OperationContext } from "../operation.ts";

/** The node with this id as SSM knows it, or null: never registered, stopped, of another Region. */
export function managedNode(context: OperationContext, nodeId: string): AgentView | null {
  const agent = context.region.ssm.agents.get(nodeId);
  return agent === undefined ? null : agentView(agent, context.region, context.world, context.now);
}

/** The tags that target a node: those of its EC2 instance, or those put on the managed node itself. */
export function nodeTags(context: OperationContext, nodeId: string): { Key?: string; Value?: string }[] {
  const instance = context.region.ec2.instances.get(nodeId);
  if (instance !== undefined) return instance.Tags ?? [];
  return context.region.ssm.tags?.get(`ManagedInstance:${nodeId}`) ?? [];
}
