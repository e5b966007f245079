import type { InstanceStatus } from "@aws-sdk/client-ec2";
import type { AccountName, RegionName } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { ago, day, hour, minute, second } from "../estate.ts";
import type { Ground } from "../network/ground.ts";
import { ec2Of, subnetOfTier } from "../network/ground.ts";
import { aclEntry, openEntries } from "../network/network-acls.ts";
import type { InstanceState } from "../nodes/node.ts";
import { addNode } from "../nodes/node.ts";
import { plantStopped } from "../nodes/ordinary.ts";
import { serviceNamed } from "../nodes/services.ts";
import { scheduleState } from "./due-states.ts";
import { extraSubnet } from "./extra-subnet.ts";
import { aclAdmits, aclOfSubnet, internetAddress, regionIn } from "./facts.ts";
import { plant } from "./plant.ts";
import { mainGround, serviceGroup, standNodes } from "./stand.ts";

export function plantInstanceFaults(estate: Estate): void {
  plantStops(estate);
  plantTerminations(estate);
  plantLaunches(estate);
  plantImpairedNodes(estate);
  plantMetadataOff(estate);
  plantMetadataVersion(estate);
}

function plantStops(estate: Estate): void {
  const stops: [AccountName, RegionName, service: string, name: string, stoppedAgo: number, by: string][] = [
    ["prod", "us-east-1", "batch", "batch-3", 13 * hour, "User initiated"],
    ["data", "us-east-1", "notebook", "notebook-3", 131 * day, "User initiated"],
    ["staging", "us-east-1", "stg-dc", "stg-dc-9", 22 * day, "User initiated"],
    ["data", "eu-central-1", "ml-train", "ml-train-9", 46 * day, "Server.InternalError"],
  ];
  for (const [account, region, service, name, stoppedAgo, by] of stops) {
    const ground = mainGround(estate, account, region);
    estate.names.take(account, name);
    plantStopped(estate, ground, { service: serviceNamed(service), name, stoppedAgo, by });
  }
  const ground = mainGround(estate, "staging", "us-east-1");
  estate.names.take("staging", "stg-cache-9");
  const stopping = plantStopped(estate, ground, {
    service: serviceNamed("stg-cache"),
    name: "stg-cache-9",
    stoppedAgo: 40 * second,
    by: "User initiated",
    state: "stopping",
  });
  scheduleState(estate, ground, stopping, "stopped", 50 * second);
}

/** EC2 still lists these, without addresses or interfaces. */
function plantTerminations(estate: Estate): void {
  const ground = mainGround(estate, "prod", "us-east-1");
  const byGroup = "Server.InstanceTerminatedByAutoScaling: Instance was terminated by Auto Scaling";
  plantTerminated(estate, ground, {
    service: "api",
    name: "api-5",
    ago: 25 * minute,
    state: "terminated",
    why: byGroup,
  });
  plantTerminated(estate, ground, {
    service: "k8s-node",
    name: "k8s-node-9",
    ago: 12 * minute,
    state: "terminated",
    why: "Server.SpotInstanceTermination: Spot instance termination",
    isSpot: true,
  });
  plantTerminated(estate, ground, {
    service: "worker",
    name: "worker-9",
    ago: 30 * second,
    state: "shutting-down",
    why: "Client.UserInitiatedShutdown: User initiated shutdown",
  });
}

function plantTerminated(
  estate: Estate,
  ground: Ground,
  spec: { service: string; name: string; ago: number; state: InstanceState; why: string; isSpot?: boolean },
): void {
  estate.names.take(ground.account, spec.name);
  const stamp = ago(estate, spec.ago).toISOString().slice(0, 19).replace("T", " ");
  const { id } = addNode(estate, {
    service: serviceNamed(spec.service),
    ground,
    name: spec.name,
    subnetId: subnetOfTier(ground, "private", 1),
    groupIds: [serviceGroup(estate, ground, spec.service)],
    launchedAt: estate.now - 33 * day,
    state: spec.state,
    transition: {
      reason: `User initiated (${stamp} GMT)`,
      code: spec.why.split(":")[0] ?? "",
      message: spec.why,
    },
    ...(spec.isSpot ? { isSpot: true } : {}),
  });
  plant(estate, ground, {
    id: `terminated/${spec.name}`,
    code: "instance-terminated",
    subject: { kind: "instance", id },
    nodes: [id],
    effect: "absent",
    sinceAgo: spec.ago,
    sentence: `${spec.name} was terminated.`,
    // What is terminated never comes back: the id goes when EC2 forgets it.
    isMended: () => false,
  });
  if (spec.state === "shutting-down") scheduleState(estate, ground, id, "terminated", 40 * second);
}

function plantLaunches(estate: Estate): void {
  const ground = mainGround(estate, "prod", "us-east-1");
  const launches: [name: string, service: string, state: InstanceState, ago: number][] = [
    ["k8s-node-91", "k8s-node", "pending", 20 * second],
    ["api-101", "api", "running", 70 * second],
    ["worker-101", "worker", "running", 110 * second],
  ];
  for (const [name, service, state, launchedAgo] of launches) {
    estate.names.take("prod", name);
    const { id, agent } = addNode(estate, {
      service: serviceNamed(service),
      ground,
      name,
      subnetId: subnetOfTier(ground, "private", 2),
      groupIds: [serviceGroup(estate, ground, service)],
      launchedAt: estate.now - launchedAgo,
      state,
    });
    // A pending one runs within seconds; what still initialises is seen in its status.
    if (state === "running")
      setStatus(estate, ground, id, { InstanceStatus: initializing, SystemStatus: initializing });
    const dueAt = estate.now + (4 * minute - launchedAgo) / estate.world.clock.speed;
    Object.assign(agent, { ping: "absent", registeredAt: null, isChannelOpen: false, dueAt });
    delete agent.associationStatus;
    plant(estate, ground, {
      id: `launching/${name}`,
      code: "instance-launching",
      subject: { kind: "instance", id },
      nodes: [id],
      effect: "waiting",
      sinceAgo: launchedAgo,
      sentence: `${name} was launched moments ago and has not registered yet.`,
      isMended: (world) => world.clock.now() >= dueAt,
    });
  }
}

const initializing: InstanceStatus["InstanceStatus"] = {
  Status: "initializing",
  Details: [{ Name: "reachability", Status: "initializing" }],
};

function setStatus(estate: Estate, ground: Ground, id: string, changes: Partial<InstanceStatus>): void {
  const statuses = ec2Of(estate, ground).instanceStatuses;
  statuses.set(id, { ...statuses.get(id), ...changes });
}

function plantImpairedNodes(estate: Estate): void {
  const ground = mainGround(estate, "prod", "us-east-1");
  const [system = "", host = ""] = standNodes(estate, ground, {
    service: "cache",
    names: ["cache-31", "cache-32"],
  });
  const failing = (since: number): InstanceStatus["InstanceStatus"] => ({
    Status: "impaired",
    Details: [{ Name: "reachability", Status: "failed", ImpairedSince: ago(estate, since) }],
  });
  setStatus(estate, ground, system, {
    SystemStatus: failing(100 * minute),
    InstanceStatus: failing(98 * minute),
  });
  setStatus(estate, ground, host, { InstanceStatus: failing(15 * hour) });
  for (const [id, name, sinceAgo] of [
    [system, "cache-31", 100 * minute],
    [host, "cache-32", 15 * hour],
  ] as const) {
    plant(estate, ground, {
      id: `impaired/${name}`,
      code: "instance-status-impaired",
      subject: { kind: "instance", id },
      nodes: [id],
      effect: "lost",
      sinceAgo,
      sentence: `${name} fails its status checks.`,
      isMended: (world) => {
        const status = regionIn(world, ground).ec2.instanceStatuses.get(id);
        // An instance that has started on another host is checked anew.
        if (status === undefined) return true;
        return status.InstanceStatus?.Status === "ok" && status.SystemStatus?.Status === "ok";
      },
    });
  }
}

/** No metadata, no Region, no credentials; one of the two stands behind an ACL that denies 443 as well. */
function plantMetadataOff(estate: Estate): void {
  const ground = mainGround(estate, "staging", "us-east-1");
  const { subnetId, aclId } = extraSubnet(estate, ground, {
    name: "private-build",
    block: 47,
    entries: [aclEntry("out", 80, "deny", { ports: [443, 443] }), ...openEntries(false)],
  });
  const metadata = { HttpEndpoint: "disabled" as const };
  const [plain = ""] = standNodes(estate, ground, { service: "ci-agent", names: ["ci-agent-51"], metadata });
  const [both = ""] = standNodes(estate, ground, {
    service: "ci-agent",
    names: ["ci-agent-52"],
    metadata,
    subnetId,
  });
  for (const [id, name] of [
    [plain, "ci-agent-51"],
    [both, "ci-agent-52"],
  ] as const) {
    plant(estate, ground, {
      id: `metadata-off/${name}`,
      code: "metadata-disabled",
      subject: { kind: "instance", id },
      nodes: [id],
      effect: "unregistered",
      sinceAgo: 95 * day,
      sentence: `${name} has its instance metadata switched off.`,
      isMended: (world) =>
        regionIn(world, ground).ec2.instances.get(id)?.MetadataOptions?.HttpEndpoint === "enabled",
    });
  }
  plant(estate, ground, {
    id: "acl-denies-https-build",
    code: "network-acl-egress-blocks",
    subject: { kind: "network-acl", id: aclId },
    nodes: [both],
    effect: "unregistered",
    sinceAgo: 95 * day,
    sentence: "The build subnet's ACL denies tcp 443; its node has no metadata either.",
    isMended: (world) =>
      aclAdmits(aclOfSubnet(regionIn(world, ground).ec2, subnetId), true, internetAddress, 443),
  });
}

function plantMetadataVersion(estate: Estate): void {
  const ground = mainGround(estate, "prod", "us-east-1");
  const [id = ""] = standNodes(estate, ground, {
    service: "batch",
    names: ["batch-31"],
    image: "al2",
    agentVersion: "2.3.1319.0",
    ageDays: 390,
  });
  plant(estate, ground, {
    id: "metadata-version/batch-31",
    code: "metadata-version-unusable",
    subject: { kind: "instance", id },
    nodes: [id],
    effect: "lost",
    sinceAgo: 10 * day,
    sentence: "batch-31 requires IMDSv2 since then, which its agent 2.3.1319.0 does not speak.",
    isMended: (world) => {
      const { ec2, ssm } = regionIn(world, ground);
      const isNewer = ssm.agents.get(id)?.version !== "2.3.1319.0";
      return ec2.instances.get(id)?.MetadataOptions?.HttpTokens === "optional" || isNewer;
    },
  });
}
