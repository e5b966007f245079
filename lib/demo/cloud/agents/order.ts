import type { Agent } from "../agent.ts";
import type { Region } from "../world.ts";

const orders = new WeakMap<Map<string, Agent>, Agent[]>();

/** The Region's agents by node id. The order is kept, so that a page of a large fleet costs no sorting. */
export function agentsInOrder(region: Region): readonly Agent[] {
  const { agents } = region.ssm;
  const kept = orders.get(agents);
  if (kept !== undefined && kept.length === agents.size) return kept;
  const order = [...agents.values()].sort((a, b) => (a.nodeId < b.nodeId ? -1 : 1));
  orders.set(agents, order);
  return order;
}
