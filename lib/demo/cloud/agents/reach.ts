import type { Agent } from "../agent.ts";
import type { Condition } from "../condition.ts";
import type { World } from "../world.ts";

/** What the world lets an agent do now: be heard at all, and keep its message channel open. */
export type Reach = { isHeard: boolean; hasChannel: boolean };

/**
 * The reach that the agent's unmended conditions leave. A condition that merely waits takes nothing away:
 * the agent's own `dueAt` says when it comes.
 */
export function reachOf(agent: Agent, world: World): Reach {
  let hasChannel = true;
  for (const condition of conditionsOf(agent, world)) {
    if (condition.wasMended === true) continue;
    if (["lost", "unregistered", "absent"].includes(condition.effect))
      return { isHeard: false, hasChannel: false };
    if (condition.effect === "channel-closed") hasChannel = false;
  }
  return { isHeard: true, hasChannel };
}

export function conditionsOf(agent: Agent, world: World): Condition[] {
  return agent.conditionIds.flatMap((id) => world.conditions.get(id) ?? []);
}
