import { regionIn } from "../conditions/facts.ts";
import { plant } from "../conditions/plant.ts";
import { serviceGroup } from "../conditions/stand.ts";
import type { AccountName, RegionName } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { ago, day, hour, minute } from "../estate.ts";
import { nodeServices } from "../network/endpoints.ts";
import type { Ground } from "../network/ground.ts";
import { subnetOfTier } from "../network/ground.ts";
import { addPrivateZone } from "../network/private-zones.ts";
import { buildVpc } from "../network/vpc.ts";
import { addNode } from "./node.ts";
import { services } from "./service-catalogue.ts";
import type { Service } from "./services.ts";

type Scope = { account: AccountName; region: RegionName; share: number; path: "endpoints" | "nat" | "both" };

/** Where ordinary nodes stand, and how they reach AWS there. */
const scopes: readonly Scope[] = [
  { account: "prod", region: "us-east-1", share: 0.4, path: "both" },
  { account: "prod", region: "eu-west-1", share: 0.18, path: "nat" },
  { account: "prod", region: "ap-southeast-2", share: 0.04, path: "nat" },
  { account: "staging", region: "us-east-1", share: 0.14, path: "nat" },
  { account: "staging", region: "eu-west-1", share: 0.04, path: "nat" },
  { account: "data", region: "us-east-1", share: 0.12, path: "endpoints" },
  { account: "data", region: "eu-central-1", share: 0.08, path: "nat" },
];

const nodesPerVpc = 1_500;
const stoppedShare = 0.07;

/** The VPCs of the ordinary nodes: as many as a fleet of this size needs. */
export function addMainGrounds(estate: Estate, nodes: number): void {
  for (const { account, region, share, path } of scopes) {
    const count = Math.max(1, Math.ceil((nodes * share) / nodesPerVpc));
    const grounds = Array.from({ length: count }, (_, index) =>
      buildVpc(estate, {
        account,
        region,
        name: index === 0 ? `${account}-main` : `${account}-main-${index + 1}`,
        number: 20 + index,
        nat: path === "endpoints" ? "none" : path === "both" ? "zonal" : "single",
        ...(path === "nat" ? {} : { services: nodeServices }),
        hasInternet: path !== "endpoints",
        hasDatabase: true,
      }),
    );
    for (const ground of grounds) addPrivateZone(estate, ground, `${account}.corp.muster.example.`);
    estate.grounds.set(`${account}/${region}`, grounds);
  }
}

/** Fills the fleet up with nodes that do what they should, and with some that somebody stopped. */
export function addOrdinaryNodes(estate: Estate, count: number): void {
  let placed = 0;
  scopes.forEach((scope, index) => {
    const isLast = index === scopes.length - 1;
    const share = isLast ? count - placed : Math.round(count * scope.share);
    placed += share;
    fillScope(estate, scope, Math.max(0, share));
  });
}

function fillScope(estate: Estate, { account, region }: Scope, count: number): void {
  const grounds = estate.grounds.get(`${account}/${region}`) ?? [];
  const random = estate.random(`ordinary/${account}/${region}`);
  const teams = services.filter((service) => service.account === account);
  const lots = teams.flatMap((service) => Array<Service>(service.weight).fill(service));
  for (let index = 0; index < count; index++) {
    const ground = grounds[index % grounds.length];
    if (!ground) throw new Error(`no ground in ${account} ${region}`);
    const service = random.pick(lots);
    if (!service.isScaled && random.chance(stoppedShare * 2))
      addStopped(estate, ground, service, random.next());
    else addRunning(estate, ground, service, index, random.next());
  }
}

function addRunning(estate: Estate, ground: Ground, service: Service, index: number, age: number): void {
  const tier = ground.subnets[service.tier].length > 0 ? service.tier : "private";
  // Groups that scale replace their nodes within weeks; what people look after stands for a year.
  const oldest = service.isScaled ? 40 : 400;
  addNode(estate, {
    service,
    ground,
    name: estate.names.next(ground.account, service.name),
    subnetId: subnetOfTier(ground, tier, index),
    groupIds: [serviceGroup(estate, ground, service.name)],
    launchedAt: estate.now - Math.floor((0.05 + age * age * oldest) * day),
    ...(tier === "public" ? { publicAddress: "elastic" as const } : {}),
  });
}

function addStopped(estate: Estate, ground: Ground, service: Service, age: number): void {
  const stoppedAgo = Math.floor(3 * hour + age * age * 170 * day);
  plantStopped(estate, ground, {
    service,
    name: estate.names.next(ground.account, service.name),
    stoppedAgo,
    by: "User initiated",
  });
}

/** A node that was stopped: nothing is wrong with it, and nothing can reach it. */
export function plantStopped(
  estate: Estate,
  ground: Ground,
  spec: { service: Service; name: string; stoppedAgo: number; by: string; state?: "stopped" | "stopping" },
): string {
  const stamp = ago(estate, spec.stoppedAgo).toISOString().slice(0, 19).replace("T", " ");
  const { id } = addNode(estate, {
    service: spec.service,
    ground,
    name: spec.name,
    subnetId: subnetOfTier(ground, "private", 0),
    groupIds: [serviceGroup(estate, ground, spec.service.name)],
    launchedAt: estate.now - spec.stoppedAgo - 20 * day - 5 * minute,
    state: spec.state ?? "stopped",
    transition: {
      reason: `${spec.by} (${stamp} GMT)`,
      ...(spec.by.startsWith("Server")
        ? { code: spec.by, message: `${spec.by}: Internal error on launch` }
        : {
            code: "Client.UserInitiatedShutdown",
            message: "Client.UserInitiatedShutdown: User initiated shutdown",
          }),
    },
  });
  plant(estate, ground, {
    id: `stopped/${spec.name}/${id}`,
    code: "instance-stopped",
    subject: { kind: "instance", id },
    nodes: [id],
    effect: "absent",
    sinceAgo: spec.stoppedAgo,
    sentence: `${spec.name} is ${spec.state ?? "stopped"}.`,
    isMended: (world) => regionIn(world, ground).ec2.instances.get(id)?.State?.Name === "running",
  });
  return id;
}
