import type { Agent } from "../agent.ts";
import { unconfirmedOf } from "../unconfirmed.ts";
import type { World } from "../world.ts";
import { heartbeatMs, lastTick } from "./delays.ts";
import { reachOf } from "./reach.ts";

/** Brings the agent up to `now`: what was due by then has happened, at the time at which it was due. */
export function settleAgent(agent: Agent, world: World, now: number): void {
  if (agent.channelClosesAt && agent.channelClosesAt <= now) {
    agent.isChannelOpen = false;
    agent.channelClosesAt = null;
  }
  if (agent.dueAt !== null && agent.dueAt <= now) arrive(agent, world, agent.dueAt);
  if (agent.silentSince) loseWhenDue(agent, world, now);
}

/** The last ping that SSM heard of an agent whose pings ended, or began again; null for one never heard. */
export function lastPing(agent: Agent): number | null {
  return agent.lastPingAt ?? agent.registeredAt;
}

/** When a heartbeat of an agent that has pinged without a break up to `until` last arrived. */
export function lastHeartbeat(agent: Agent, until: number, speed: number): number {
  return Math.max(lastTick(heartbeatMs, agent.pingPhaseMs, until, speed), lastPing(agent) ?? 0);
}

function arrive(agent: Agent, world: World, at: number): void {
  agent.dueAt = null;
  const reach = reachOf(agent, world);
  if (!reach.isHeard) return;
  agent.ping = "Online";
  agent.lastPingAt = at;
  agent.registeredAt ??= at;
  agent.isChannelOpen = reach.hasChannel;
  agent.silentSince = null;
  agent.channelClosesAt = null;
}

function loseWhenDue(agent: Agent, world: World, now: number): void {
  const since = agent.silentSince;
  if (!since) return;
  const heardAt = lastHeartbeat(agent, since, world.clock.speed);
  const lostAfterMs = unconfirmedOf(world).U2_connectionLostAfterMinutes * 60_000;
  if (now < heardAt + lostAfterMs / world.clock.speed) return;
  agent.ping = "ConnectionLost";
  agent.lastPingAt = heardAt;
  agent.isChannelOpen = false;
  agent.silentSince = null;
  agent.channelClosesAt = null;
}
