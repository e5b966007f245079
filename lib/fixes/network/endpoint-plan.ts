import type { Subnet } from "../../model/documents/subnet.ts";
import type { Vpc } from "../../model/documents/vpc.ts";
import type { VpcEndpoint } from "../../model/documents/vpc-endpoint.ts";
import type { ServiceName } from "../../model/path.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { isIpv6Alone } from "./addresses.ts";
import { coveringGroups } from "./covering-groups.ts";
import { heldServices, type Situation } from "./situation.ts";

/** Where endpoints are to be created, and for what. */
export type EndpointPlan = { vpc: Vpc; services: readonly ServiceName[]; isDualStack: boolean };

/**
 * The services that the nodes do not reach, where their VPC is ours and has no endpoint for any of them: one that stands there
 * and does not work has to be mended, as two of them cannot have the name.
 */
export function planEndpoints(situation: Situation): EndpointPlan | undefined {
  const { scope, snapshot, nodes } = situation;
  const vpc = snapshot.get("vpc", nodes[0]?.instance.vpcId ?? "");
  const services = heldServices(situation);
  // S3 has a gateway endpoint, which costs nothing.
  if (vpc === undefined || services.length === 0 || services.includes("s3")) return undefined;
  const isOurs = vpc.ownerId === null || vpc.ownerId === scope.account;
  const areFree = services.every((service) => standingEndpoint(snapshot, vpc.id, service) === undefined);
  const isDualStack = nodes.some(({ instance }) => isIpv6Alone(instance));
  return isOurs && areFree ? { vpc, services, isDualStack } : undefined;
}

/** An interface endpoint for a service that is there, whether it works or not. */
export function standingEndpoint(
  snapshot: Snapshot,
  vpcId: string,
  service: ServiceName,
): VpcEndpoint | undefined {
  return snapshot
    .of("vpc", vpcId, "vpc-endpoint")
    .find(
      ({ type, serviceName, state }) =>
        type !== "Gateway" &&
        serviceName?.endsWith(`.${snapshot.scope.region}.${service}`) === true &&
        state !== "deleted",
    );
}

/**
 * One subnet in each zone in which nodes stand, as an endpoint takes one a zone: the one with most of the nodes, as within one
 * subnet no ACL is asked.
 */
export function subnetsForEndpoint(
  { scope, snapshot, nodes }: Situation,
  { isDualStack }: Pick<EndpointPlan, "isDualStack">,
): string[] {
  const counts = new Map<string, number>();
  for (const { instance } of nodes)
    counts.set(instance.subnetId ?? "", (counts.get(instance.subnetId ?? "") ?? 0) + 1);
  const fit = ({ ipv6Native, ipv6CidrBlocks, ownerId }: Subnet) =>
    ipv6Native !== true &&
    (!isDualStack || ipv6CidrBlocks.length > 0) &&
    (ownerId === null || ownerId === scope.account);
  const vpcId = nodes[0]?.instance.vpcId ?? "";
  const zones = new Set([...counts.keys()].map((id) => zoneOf(snapshot.get("subnet", id))));
  const candidates = snapshot
    .of("vpc", vpcId, "subnet")
    .filter(fit)
    .toSorted(
      (one, other) => (counts.get(other.id) ?? 0) - (counts.get(one.id) ?? 0) || (one.id < other.id ? -1 : 1),
    );
  const byZone = Map.groupBy(candidates, zoneOf);
  const chosen = [...zones].flatMap((zone) => byZone.get(zone)?.[0]?.id ?? []);
  // Any subnet of the VPC serves all of it.
  return chosen.length > 0 ? chosen : candidates.slice(0, 1).map(({ id }) => id);
}

function zoneOf(subnet: Subnet | undefined): string {
  return subnet?.zoneId ?? subnet?.zone ?? "";
}

/**
 * The groups whose members call from this VPC. With private DNS everything in it reaches the service through the endpoint from
 * then on, so that everything has to be let in, and not the nodes alone.
 */
export function groupsOfCallers(snapshot: Snapshot, vpcId: string): string[] {
  const endpoints = snapshot.of("vpc", vpcId, "vpc-endpoint");
  const called = new Set(endpoints.flatMap(({ networkInterfaceIds }) => networkInterfaceIds));
  const interfaces = snapshot
    .of("vpc", vpcId, "network-interface")
    .filter(({ id, type, isRequesterManaged }) => {
      // Of what AWS itself puts into a VPC, functions call; gateways, endpoints and load balancers do not.
      return !called.has(id) && (isRequesterManaged !== true || type === "lambda");
    });
  const instances = snapshot.of("vpc", vpcId, "instance");
  return coveringGroups(
    snapshot,
    [...interfaces, ...instances].map(({ securityGroupIds }) => securityGroupIds),
  );
}
