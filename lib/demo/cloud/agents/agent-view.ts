import type { Agent } from "../agent.ts";
import type { Region, World } from "../world.ts";
import { bootMs } from "./delays.ts";
import { conditionsOf } from "./reach.ts";
import { reviewAgent } from "./react.ts";
import { lastHeartbeat, settleAgent } from "./settle.ts";

/** What SSM knows of a node that has a record. */
export type AgentView = {
  agent: Agent;
  ping: "Online" | "ConnectionLost";
  lastPingAt: number;
  registeredAt: number;
  isConnected: boolean;
};

/**
 * The node as SSM sees it at `now`, or null while SSM has no record of it. Costs the same in a fleet of any size:
 * what time changes is worked out here, when somebody looks.
 */
export function agentView(agent: Agent, region: Region, world: World, now: number): AgentView | null {
  // What merely takes its time is mended by no call, so nobody reported it.
  if (agent.conditionIds.length > 0) reviewAgent(agent, waitingConditions(agent, world), world);
  settleAgent(agent, world, now);
  if (agent.ping === "absent" || agent.registeredAt === null) return null;

  const bootedAt = bootTime(agent, region, world.clock.speed);
  if (bootedAt === null || now < bootedAt) return null;
  return agent.ping === "Online" ? onlineView(agent, world, now, bootedAt) : lostView(agent, bootedAt);
}

function onlineView(agent: Agent, world: World, now: number, bootedAt: number): AgentView {
  const isSilent = Boolean(agent.silentSince);
  const heardAt = lastHeartbeat(agent, agent.silentSince ?? now, world.clock.speed);
  return {
    agent,
    ping: "Online",
    // Before the first heartbeat of its phase, a node that booted was heard when its agent came up.
    lastPingAt: isSilent ? heardAt : Math.max(heardAt, bootedAt),
    registeredAt: agent.registeredAt ?? bootedAt,
    isConnected: agent.isChannelOpen,
  };
}

function lostView(agent: Agent, bootedAt: number): AgentView | null {
  const lastPingAt = agent.lastPingAt ?? agent.registeredAt ?? 0;
  // Stopping the instance took the record away, and the agent did not get through since the start.
  if (bootedAt > lastPingAt) return null;
  return {
    agent,
    ping: "ConnectionLost",
    lastPingAt,
    registeredAt: agent.registeredAt ?? lastPingAt,
    isConnected: false,
  };
}

/** When the agent came up on its host: null while the instance is down. Hosts outside EC2 are always up. */
function bootTime(agent: Agent, region: Region, speed: number): number | null {
  if (agent.resourceType === "ManagedInstance") return 0;
  const instance = region.ec2.instances.get(agent.nodeId);
  // SSM may keep a record of an instance that EC2 no longer knows.
  if (instance === undefined) return 0;
  const state = instance.State?.Name;
  if (state !== "running" && state !== "stopping") return null;
  return (instance.LaunchTime?.getTime() ?? 0) + bootMs / speed;
}

function waitingConditions(agent: Agent, world: World) {
  return conditionsOf(agent, world).filter((condition) => condition.effect === "waiting");
}
