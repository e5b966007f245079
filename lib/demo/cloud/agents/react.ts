import type { Agent } from "../agent.ts";
import { listen } from "../change.ts";
import type { Condition } from "../condition.ts";
import type { Region, World } from "../world.ts";
import { bootMs, channelSurvivalMs, type RetryHabit, retryHabit, untilNextTryMs } from "./delays.ts";
import { reachOf } from "./reach.ts";
import { lastPing, settleAgent } from "./settle.ts";

/** Lets the world's agents react to every change that is announced from now on; the answer ends it. */
export function letAgentsReact(world: World): () => void {
  return listen(world, (_, change) => {
    reactToChange(world, change.account);
    if (!restarts.has(change.by)) return;
    const region = world.accounts.get(change.account)?.regions.get(change.region);
    if (region === undefined) return;
    for (const nodeId of change.resourceIds) restartAgent(world, region, nodeId);
  });
}

const restarts = new Set(["ec2:StartInstances", "ec2:RebootInstances"]);

/**
 * Agents whose conditions became mended are due to come back after the delay that real ones need, and agents whose
 * conditions came back fall silent. With `account`, only the conditions that stand there, or hang on it, are asked.
 */
export function reactToChange(world: World, account?: string): void {
  const flips = new Map<Agent, Condition[]>();
  for (const condition of world.conditions.values()) {
    if (account !== undefined && condition.account !== account && condition.ownerAccount !== account)
      continue;
    if (!noteFlip(condition, world)) continue;
    const agents = world.accounts.get(condition.account)?.regions.get(condition.region)?.ssm.agents;
    for (const nodeId of condition.nodes) {
      const agent = agents?.get(nodeId);
      if (agent === undefined) continue;
      const flipped = flips.get(agent);
      if (flipped === undefined) flips.set(agent, [condition]);
      else flipped.push(condition);
    }
  }
  for (const [agent, flipped] of flips) adapt(agent, flipped, world);
}

/** An agent whose host or service was restarted tries again at once, whatever its back-off. */
export function restartAgent(world: World, region: Region, nodeId: string): void {
  const agent = region.ssm.agents.get(nodeId);
  if (agent === undefined) return;
  const now = world.clock.now();
  settleAgent(agent, world, now);
  agent.restartedAt = now;
  reactToChange(world, region.account);
  if (agent.dueAt !== null) agent.dueAt = Math.min(agent.dueAt, now + bootMs / world.clock.speed);
}

/** Asks one agent's conditions again, for facts that time alone changes (a boot that ended, an update that arrived). */
export function reviewAgent(agent: Agent, conditions: Condition[], world: World): void {
  const flipped = conditions.filter((condition) => noteFlip(condition, world));
  if (flipped.length === 0) return;
  const shared = flipped.filter((condition) => condition.nodes.length > 1);
  adapt(agent, flipped, world);
  for (const condition of shared) adaptOthers(condition, agent, world);
}

function adaptOthers(condition: Condition, except: Agent, world: World): void {
  const agents = world.accounts.get(condition.account)?.regions.get(condition.region)?.ssm.agents;
  for (const nodeId of condition.nodes) {
    const agent = agents?.get(nodeId);
    if (agent !== undefined && agent !== except) adapt(agent, [condition], world);
  }
}

function noteFlip(condition: Condition, world: World): boolean {
  if (condition.effect === "none") return false;
  const isMended = condition.isMended(world);
  if (isMended === (condition.wasMended ?? false)) return false;
  condition.wasMended = isMended;
  return true;
}

function adapt(agent: Agent, flipped: Condition[], world: World): void {
  const now = world.clock.now();
  settleAgent(agent, world, now);
  const reach = reachOf(agent, world);
  if (!reach.isHeard) {
    fallSilent(agent, flipped, world, now);
    return;
  }
  const isHeard = agent.ping === "Online" && (agent.silentSince ?? null) === null;
  if (!isHeard || (reach.hasChannel && !agent.isChannelOpen)) comeBack(agent, flipped, world, now);
  if (isHeard && reach.hasChannel) agent.channelClosesAt = null;
  if (isHeard && !reach.hasChannel) {
    agent.dueAt = null;
    closeChannel(agent, flipped, world, now);
  }
}

function fallSilent(agent: Agent, flipped: Condition[], world: World, now: number): void {
  agent.dueAt = null;
  // A stopped instance's record leaves with its EC2 state (agent-view.ts); nothing to wait for here.
  if (agent.ping !== "Online") return;
  agent.silentSince ??= now;
  closeChannel(agent, flipped, world, now);
}

function closeChannel(agent: Agent, flipped: Condition[], world: World, now: number): void {
  if (!agent.isChannelOpen) return;
  const survival = Math.min(...flipped.map((condition) => channelSurvivalMs(retryHabit(condition), agent)));
  agent.channelClosesAt ??= now + survival / world.clock.speed;
}

function comeBack(agent: Agent, flipped: Condition[], world: World, now: number): void {
  const wait = Math.max(
    ...flipped.map((condition) =>
      untilNextTryMs(habitNow(agent, condition), agent, failingSince(agent, condition), now),
    ),
  );
  const at = now + wait / world.clock.speed;
  agent.dueAt = agent.dueAt === null ? at : Math.min(agent.dueAt, at);
}

/** A fault that was made and unmade before SSM noticed never sent the agent into a back-off. */
function habitNow(agent: Agent, condition: Condition): RetryHabit {
  const habit = retryHabit(condition);
  return agent.ping === "Online" && habit !== "restart" && condition.effect !== "channel-closed"
    ? "heartbeat"
    : habit;
}

function failingSince(agent: Agent, condition: Condition): number {
  return Math.max(condition.since.getTime(), lastPing(agent) ?? 0);
}
