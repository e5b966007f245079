import type { Agent } from "../../cloud/agent.ts";
import type { Condition } from "../../cloud/condition.ts";
import type { World } from "../../cloud/world.ts";
import type { Estate } from "../estate.ts";
import { ago, minute, regionOf } from "../estate.ts";
import { endpointsServe, regionIn } from "./facts.ts";

/** An account and one of its Regions. */
export type Place = { accountId: string; region: string };

export type ConditionSpec = Omit<Condition, "account" | "region" | "since" | "wasMended"> & {
  /** How long ago it began, in milliseconds. */
  sinceAgo: number;
  /** Whether it is out of the way, too, once endpoints of the VPC serve all of its nodes. */
  byEndpointsToo?: true;
};

/** Adds a condition to the truth table and tells the agents that it holds back. */
export function plant(
  estate: Estate,
  place: Place,
  { sinceAgo, byEndpointsToo, ...spec }: ConditionSpec,
): Condition {
  if (estate.world.conditions.has(spec.id)) throw new Error(`condition ${spec.id} stands twice`);
  const isServed = (world: World) =>
    byEndpointsToo === true && spec.nodes.every((id) => endpointsServe(regionIn(world, place).ec2, id));
  const condition = {
    ...{ ...spec, account: place.accountId, region: place.region, since: ago(estate, sinceAgo) },
    isMended: (world: World) => spec.isMended(world) || isServed(world),
  };
  estate.world.conditions.set(spec.id, condition);
  if (spec.effect === "none") return condition;
  const { agents } = regionOf(estate, place.accountId, place.region).ssm;
  for (const nodeId of spec.nodes) agents.get(nodeId)?.conditionIds.push(spec.id);
  return condition;
}

/** A decoy: nodes that look bad and are fine. */
export function plantDecoy(
  estate: Estate,
  place: Place,
  spec: Pick<ConditionSpec, "id" | "subject" | "nodes" | "sentence"> & { sinceAgo?: number },
): void {
  const sinceAgo = spec.sinceAgo ?? 30 * 24 * 60 * minute;
  plant(estate, place, { ...spec, sinceAgo, code: null, effect: "none", isMended: () => false });
}

/** Lets every agent show what its conditions do to it: the strongest effect is the one that SSM sees. */
export function settleAgents(estate: Estate): void {
  for (const account of estate.world.accounts.values()) {
    for (const region of account.regions.values()) {
      for (const agent of region.ssm.agents.values()) {
        if (agent.conditionIds.length > 0) settleAgent(estate, agent);
      }
    }
  }
}

function settleAgent(estate: Estate, agent: Agent): void {
  const conditions = agent.conditionIds.flatMap((id) => estate.world.conditions.get(id) ?? []);
  const effects = new Set(conditions.map(({ effect }) => effect));
  if (effects.has("absent")) {
    Object.assign(agent, { ping: "absent", isChannelOpen: false });
  } else if (effects.has("unregistered")) {
    Object.assign(agent, { ping: "absent", isChannelOpen: false, registeredAt: null });
    delete agent.associationStatus;
  } else if (effects.has("lost")) {
    const since = Math.min(
      ...conditions.flatMap(({ effect, since }) => (effect === "lost" ? since.getTime() : [])),
    );
    const lastPingAt = since - (agent.pingPhaseMs % (4 * minute)) - 20_000;
    Object.assign(agent, {
      ping: "ConnectionLost",
      isChannelOpen: false,
      lastPingAt,
      associationStatus: "Pending",
    });
  } else if (effects.has("channel-closed")) {
    agent.isChannelOpen = false;
  }
}
