import type { Estate } from "../estate.ts";
import { day, hour } from "../estate.ts";
import { ec2Of } from "../network/ground.ts";
import { aclEntry } from "../network/network-acls.ts";
import { addRouteTable } from "../network/route-tables.ts";
import { addSecurityGroup } from "../network/security-groups.ts";
import { addInstanceInterface } from "../nodes/instance-network.ts";
import { extraSubnet } from "./extra-subnet.ts";
import { plantDecoy } from "./plant.ts";
import type { StandSpec } from "./stand.ts";
import { mainGround, ownVpc, standNodes } from "./stand.ts";

export function plantHostDecoys(estate: Estate): void {
  plantSettings(estate);
  plantSecondInterface(estate);
  plantStatusWithoutData(estate);
  plantSharedSubnet(estate);
}

function plantSettings(estate: Estate): void {
  const ground = mainGround(estate, "prod", "us-east-1");
  const odd: readonly (StandSpec & { id: string; sentence: string })[] = [
    {
      id: "hop-limit-one",
      service: "api",
      names: ["api-41"],
      metadata: { HttpPutResponseHopLimit: 1 },
      sentence: "A hop limit of 1 is enough for an agent on the host.",
    },
    {
      id: "metadata-v1-allowed",
      service: "worker",
      names: ["worker-41"],
      metadata: { HttpTokens: "optional" },
      sentence: "IMDSv1 is still allowed; the agent does not mind.",
    },
    {
      id: "windows-not-latest",
      service: "dc",
      names: ["dc-31"],
      agentVersion: "3.3.3598.0",
      sentence: "IsLatestVersion means nothing on Windows.",
    },
    {
      id: "agent-behind",
      service: "batch",
      names: ["batch-81"],
      agentVersion: "3.3.40.0",
      sentence: "The agent is old, and new enough for the session channel.",
    },
  ];
  for (const { id, sentence, ...stand } of odd) {
    const nodes = standNodes(estate, ground, stand);
    plantDecoy(estate, ground, {
      id: `decoy/${id}`,
      subject: { kind: "instance", id: nodes[0] ?? "" },
      nodes,
      sentence,
    });
  }
}

/** The second interface stands in a subnet without any way out and has a group that lets nothing pass. */
function plantSecondInterface(estate: Estate): void {
  const ground = mainGround(estate, "prod", "us-east-1");
  const tableId = addRouteTable(estate, ground, { name: "storage", routes: [], subnetIds: [] });
  const { subnetId } = extraSubnet(estate, ground, {
    name: "storage",
    block: 48,
    tableId,
    entries: [aclEntry("out", 100, "deny"), aclEntry("in", 100, "deny")],
  });
  const group = addSecurityGroup(estate, ground, {
    name: "storage-only",
    description: "Replication",
    egress: [],
  });
  const nodes = standNodes(estate, ground, { service: "orders-db", names: ["orders-db-51"] });
  const instance = ec2Of(estate, ground).instances.get(nodes[0] ?? "");
  if (!instance?.InstanceId || !instance.LaunchTime) throw new Error("the database node is missing");
  const second = addInstanceInterface(estate, ground, {
    instanceId: instance.InstanceId,
    subnetId,
    groupIds: [group],
    attachedAt: instance.LaunchTime,
    deviceIndex: 1,
  });
  // EC2 does not promise the order of interfaces; the index says which one is the primary.
  instance.NetworkInterfaces = [second, ...(instance.NetworkInterfaces ?? [])];
  plantDecoy(estate, ground, {
    id: "decoy/second-interface",
    subject: { kind: "network-interface", id: second.NetworkInterfaceId ?? "" },
    nodes,
    sentence: "The second interface leads nowhere; the primary one does.",
  });
}

function plantStatusWithoutData(estate: Estate): void {
  const ground = mainGround(estate, "data", "us-east-1");
  const nodes = standNodes(estate, ground, { service: "kafka", names: ["kafka-51"] });
  const statuses = ec2Of(estate, ground).instanceStatuses;
  const [id = ""] = nodes;
  const status = { Status: "insufficient-data" as const, Details: [] };
  statuses.set(id, { ...statuses.get(id), InstanceStatus: status });
  plantDecoy(estate, ground, {
    id: "decoy/status-without-data",
    subject: { kind: "instance", id },
    nodes,
    sinceAgo: hour,
    sentence: "The instance check has no data for the moment; the agent answers.",
  });
}

/** The subnet and its VPC belong to the network team's account; only the nodes are ours. */
function plantSharedSubnet(estate: Estate): void {
  const ground = ownVpc(estate, {
    account: "staging",
    region: "us-east-1",
    name: "shared-network",
    nat: "single",
  });
  const owner = "118742093356";
  const ec2 = ec2Of(estate, ground);
  for (const resources of [ec2.vpcs, ec2.subnets, ec2.routeTables, ec2.networkAcls, ec2.internetGateways]) {
    for (const resource of (resources as Map<string, { VpcId?: string; OwnerId?: string }>).values()) {
      if (resource.VpcId === ground.vpcId) resource.OwnerId = owner;
    }
  }
  for (const subnet of ec2.subnets.values()) {
    if (subnet.VpcId !== ground.vpcId) continue;
    subnet.SubnetArn = `arn:aws:ec2:${ground.region}:${owner}:subnet/${subnet.SubnetId}`;
  }
  plantDecoy(estate, ground, {
    id: "decoy/shared-subnet",
    subject: { kind: "subnet", id: ground.subnets.private[0] ?? "" },
    nodes: standNodes(estate, ground, { service: "stg-api", names: ["stg-api-81", "stg-api-82"] }),
    sinceAgo: 90 * day,
    sentence: "The subnets are another account's, shared with this one.",
  });
}
