import type { AccountName, RegionName } from "../demo-accounts.ts";
import { accountIds } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { day, minute, regionOf } from "../estate.ts";
import { nodeServices } from "../network/endpoints.ts";
import type { Ground } from "../network/ground.ts";
import { subnetOfTier } from "../network/ground.ts";
import { addSecurityGroup } from "../network/security-groups.ts";
import type { VpcSpec } from "../network/vpc.ts";
import { buildVpc } from "../network/vpc.ts";
import { latestAgentVersion } from "../nodes/agents.ts";
import type { NodeSpec } from "../nodes/node.ts";
import { addNode } from "../nodes/node.ts";
import { serviceNamed } from "../nodes/services.ts";

/** The VPC of the ordinary nodes of a scope. */
export function mainGround(estate: Estate, account: AccountName, region: RegionName): Ground {
  const ground = estate.grounds.get(`${account}/${region}`)?.[0];
  if (!ground) throw new Error(`no ordinary nodes stand in ${account} ${region}`);
  return ground;
}

/** A VPC of its own for a condition, numbered after the ones that the scope's ordinary nodes use. */
export function ownVpc(estate: Estate, spec: Omit<VpcSpec, "number">): Ground {
  const { vpcs } = regionOf(estate, accountIds[spec.account], spec.region).ec2;
  const own = [...vpcs.values()].filter(({ CidrBlock }) =>
    /^10\.(1[0-9]{2}|2[0-9]{2})\./.test(CidrBlock ?? ""),
  );
  return buildVpc(estate, { ...spec, number: 100 + own.length });
}

/** A VPC without a way to the internet: everything goes by interface endpoints. */
export function isolatedVpc(
  estate: Estate,
  spec: Omit<VpcSpec, "number" | "nat" | "services"> & { services?: readonly string[] },
): Ground {
  return ownVpc(estate, { ...spec, nat: "none", services: spec.services ?? nodeServices });
}

export type StandSpec = Partial<Omit<NodeSpec, "ground" | "service" | "name">> & {
  names: string[];
  service: string;
  ageDays?: number;
};

/** Stands nodes of these names on the ground, spread over its zones; everything unsaid is as it should be. */
export function standNodes(
  estate: Estate,
  ground: Ground,
  { names, service, ageDays, ...spec }: StandSpec,
): string[] {
  const found = serviceNamed(service);
  return names.map((name, index) => {
    estate.names.take(ground.account, name);
    return addNode(estate, {
      service: found,
      ground,
      name,
      subnetId: subnetOfTier(ground, "private", index),
      groupIds: [serviceGroup(estate, ground, found.name)],
      launchedAt: estate.now - (ageDays ?? 95) * day + index * 7 * minute,
      agentVersion: latestAgentVersion,
      ...spec,
    }).id;
  });
}

/** The group of a service's nodes: out to anywhere, in from the load balancers' subnets. */
export function serviceGroup(estate: Estate, ground: Ground, service: string): string {
  return addSecurityGroup(estate, ground, {
    name: service,
    description: `Nodes of ${service}`,
  });
}

export function numbered(prefix: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `${prefix}-${from + index}`);
}
