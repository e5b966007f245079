import { lowManagedNodeQuota } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { day, hour, minute, regionOf } from "../estate.ts";
import { tcp } from "../network/permissions.ts";
import { addSecurityGroup } from "../network/security-groups.ts";
import { regionIn } from "./facts.ts";
import type { ConditionSpec, Place } from "./plant.ts";
import { plant } from "./plant.ts";
import type { StandSpec } from "./stand.ts";
import { mainGround, ownVpc, standNodes } from "./stand.ts";

/** Nodes with which everything in AWS is as it should be: the reason is on the host, or in time. */
export function plantAgentFaults(estate: Estate): void {
  plantHostFaults(estate);
  plantOutdatedAgents(estate);
  plantBackingOff(estate);
  plantQuota(estate);
}

const hostFaults: readonly (Pick<ConditionSpec, "code" | "effect" | "sinceAgo" | "sentence"> &
  Pick<StandSpec, "service"> & { account: "prod" | "staging" | "data"; name: string })[] = [
  {
    account: "staging",
    service: "stg-cache",
    name: "stg-cache-2",
    code: "agent-silent",
    effect: "lost",
    sinceAgo: 5 * hour,
    sentence: "The disk of stg-cache-2 is full, and its agent stopped.",
  },
  {
    account: "prod",
    service: "dc",
    name: "dc-11",
    code: "agent-silent",
    effect: "lost",
    sinceAgo: 3 * day,
    sentence: "The agent's service on dc-11 was disabled by hand.",
  },
  {
    account: "staging",
    service: "ci-agent",
    name: "ci-agent-61",
    code: "agent-never-registered",
    effect: "unregistered",
    sinceAgo: 60 * day,
    sentence: "ci-agent-61 was built from an image without the agent.",
  },
  {
    account: "data",
    service: "reports",
    name: "reports-31",
    code: "agent-never-registered",
    effect: "unregistered",
    sinceAgo: 35 * day,
    sentence: "reports-31 is a clone that still holds the registration of its original.",
  },
  {
    account: "prod",
    service: "search",
    name: "search-11",
    code: "session-channel-closed",
    effect: "channel-closed",
    sinceAgo: 11 * day,
    sentence: "A proxy on search-11 breaks web sockets: heartbeats arrive, the channel stays closed.",
  },
  {
    account: "prod",
    service: "fraud",
    name: "fraud-31",
    code: "session-channel-closed",
    effect: "channel-closed",
    sinceAgo: 11 * day,
    sentence: "The session worker of fraud-31 hangs.",
  },
  {
    account: "data",
    service: "kafka",
    name: "kafka-31",
    code: "session-channel-closed",
    effect: "channel-closed",
    sinceAgo: 2 * day,
    sentence: "A firewall on kafka-31 drops ssmmessages.",
  },
];

function plantHostFaults(estate: Estate): void {
  for (const { account, service, name, ...spec } of hostFaults) {
    const ground = mainGround(estate, account, "us-east-1");
    const [id = ""] = standNodes(estate, ground, {
      ...{ service, names: [name] },
      ...(spec.effect === "unregistered" ? { ageDays: spec.sinceAgo / day } : {}),
    });
    plant(estate, ground, {
      ...spec,
      id: `${spec.code}/${name}`,
      subject: { kind: "instance", id },
      nodes: [id],
      isMended: restartedSince(ground, id, estate.now),
    });
  }
}

/** What hangs on a host is gone with a restart of the agent or the machine. */
function restartedSince(place: Place, id: string, moment: number): ConditionSpec["isMended"] {
  return (world) => (regionIn(world, place).ssm.agents.get(id)?.restartedAt ?? 0) > moment;
}

/** Agents from before the session channel: they answer, and can hold no channel open. */
function plantOutdatedAgents(estate: Estate): void {
  const ground = mainGround(estate, "prod", "us-east-1");
  const agentVersion = "2.2.619.0";
  for (const name of ["batch-71", "batch-72"]) {
    const [id = ""] = standNodes(estate, ground, {
      ...{ service: "batch", names: [name], image: "al2", agentVersion, ageDays: 610 },
      metadata: { HttpTokens: "optional" },
    });
    plant(estate, ground, {
      id: `agent-outdated/${name}`,
      code: "agent-outdated",
      subject: { kind: "instance", id },
      nodes: [id],
      effect: "channel-closed",
      sinceAgo: 610 * day,
      sentence: `The agent of ${name} is ${agentVersion}, which knows no session channel.`,
      isMended: (world) => regionIn(world, ground).ssm.agents.get(id)?.version !== agentVersion,
    });
  }
}

/** The fault was mended a quarter of an hour ago; the agents sleep until their next try. */
function plantBackingOff(estate: Estate): void {
  const ground = mainGround(estate, "prod", "us-east-1");
  const group = addSecurityGroup(estate, ground, {
    name: "search-indexers",
    description: "Indexers: out by https",
    egress: [tcp(443, { cidrs: ["0.0.0.0/0"] })],
  });
  const names = ["search-21", "search-22"];
  const nodes = standNodes(estate, ground, { service: "search", names, groupIds: [group] });
  const { agents } = regionOf(estate, ground.account, ground.region).ssm;
  nodes.forEach((id, index) => {
    const agent = agents.get(id);
    if (!agent) throw new Error(`${id} has no agent`);
    const dueAt = estate.now + ((22 + 6 * index) * minute) / estate.world.clock.speed;
    const lastPingAt = estate.now - 5 * hour - index * minute;
    Object.assign(agent, { ping: "ConnectionLost", lastPingAt, isChannelOpen: false, dueAt });
    plant(estate, ground, {
      id: `backing-off/${names[index]}`,
      code: "agent-backing-off",
      subject: { kind: "instance", id },
      nodes: [id],
      effect: "waiting",
      sinceAgo: 5 * hour,
      sentence: `${names[index]} was let out again a quarter of an hour ago; its agent has not tried since.`,
      isMended: (world) =>
        world.clock.now() >= dueAt ||
        (regionIn(world, ground).ssm.agents.get(id)?.restartedAt ?? 0) > estate.now,
    });
  });
}

/** More nodes answer in this small scope than its lowered quota allows: one of them is left out. */
function plantQuota(estate: Estate): void {
  const { account, region, nodes } = lowManagedNodeQuota;
  const place = regionOf(estate, account, region);
  place.ssm.managedNodeQuota = nodes;
  const ground = ownVpc(estate, { account: "data", region, name: "sydney-reports", nat: "single" });
  const exclusionId = estate.ids.resource("vpcbpa-exclude", ground.vpcId);
  place.ec2.blockPublicAccessExclusions.set(exclusionId, {
    ExclusionId: exclusionId,
    InternetGatewayExclusionMode: "allow-bidirectional",
    ResourceArn: `arn:aws:ec2:${region}:${account}:vpc/${ground.vpcId}`,
    State: "create-complete",
    CreationTimestamp: new Date(estate.now - 4 * day),
    LastUpdateTimestamp: new Date(estate.now - 4 * day),
  });
  const names = Array.from({ length: 10 }, (_, index) => `reports-${41 + index}`);
  const stood = standNodes(estate, ground, { service: "reports", names });
  const [left = ""] = stood.slice(-1);
  plant(estate, ground, {
    id: "managed-node-quota",
    code: "managed-node-quota",
    subject: { kind: "scope", id: `${account}:${region}` },
    nodes: [left],
    effect: "lost",
    sinceAgo: 3 * hour,
    sentence: `The scope has more managed nodes than its quota of ${nodes}, so heartbeats are refused.`,
    isMended: (world) => {
      const { ssm } = regionIn(world, ground);
      const managed = [...ssm.agents.values()].filter(
        ({ registeredAt, ping }) => registeredAt !== null && ping !== "absent",
      );
      return managed.length <= (ssm.managedNodeQuota ?? 2400);
    },
  });
  plant(estate, ground, {
    id: "decoy/block-public-access-excluded",
    code: null,
    subject: { kind: "vpc", id: ground.vpcId },
    nodes: stood.slice(0, -1),
    effect: "none",
    sinceAgo: 4 * day,
    sentence: "Block Public Access blocks the Region, and this VPC is excluded from it.",
    isMended: () => false,
  });
}
