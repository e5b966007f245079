import type { RouteTarget } from "../model/documents/route-table.ts";
import type { VpcEndpoint } from "../model/documents/vpc-endpoint.ts";
import { privateSpace } from "./address.ts";
import type { Destination } from "./destination.ts";
import { endpointDestination } from "./endpoint-destination.ts";
import type { Flow } from "./flow.ts";
import { isAvailable } from "./hops/endpoint.ts";
import { insideLeg } from "./inside-leg.ts";
import { type IntervalSet, subtract, toSet, union } from "./interval-set.ts";
import type { Leg } from "./leg.ts";
import { type NameFacts, nameFacts } from "./name-facts.ts";
import { blamedBefore } from "./part.ts";
import { publicLeg } from "./public-leg.ts";
import { publicSpace } from "./public-space.ts";
import { routeParts } from "./route-lookup.ts";
import type { Sender } from "./sender.ts";
import { nat64Space, privateSpace6, toNat64 } from "./special-addresses.ts";
import type { Terrain } from "./terrain.ts";

/** Who asks for which service. */
export type Question = { terrain: Terrain; sender: Sender; service: string; flow: Flow };

export function endpointLeg({ terrain, sender, service, flow }: Question, endpoint: VpcEndpoint): Leg {
  const { family } = sender;
  const key = `endpoint ${endpoint.id} ${service} ${family}`;
  const destination = terrain.once(key, () => {
    terrain.facts.get("vpc-endpoint", endpoint.id);
    return endpointDestination(terrain, endpoint, service, family);
  });
  return insideLeg(terrain, sender, destination, flow);
}

export function endpointLegs(question: Question, { endpoints }: NameFacts): Leg[] {
  return (endpoints.value ?? []).filter(isAvailable).map((endpoint) => endpointLeg(question, endpoint));
}

/** A route of these may be that of a gateway endpoint, whether its list was read or not. */
const gatewayServices: ReadonlySet<string> = new Set(["s3", "dynamodb"]);

/** One object for all senders, as what their groups let out is kept with it; and for all services without prefixes of their own. */
function publicDestination({ terrain, sender: { family }, service }: Question): Destination {
  const hasOwn = publicSpace(terrain, service, family) !== publicSpace(terrain, "", family);
  const isShared = !hasOwn && !gatewayServices.has(service);
  return terrain.once(`public ${isShared ? "" : service} ${family}`, () => ({
    family,
    addresses: publicSpace(terrain, isShared ? "" : service, family),
    isOneOfMany: true,
    hosts: [],
    securityGroupIds: [],
    endpoint: null,
    service: isShared ? null : service,
    label: isShared ? "public addresses" : `the public addresses of ${service}`,
  }));
}

/** Kept for all services that lead to the same addresses. */
export function outLeg(question: Question): Leg {
  const { terrain, sender, flow } = question;
  // Asked for again inside, so that the leg falls with the addresses that it leads to.
  const make = () => publicLeg(terrain, sender, publicDestination(question), flow);
  if (sender.key === null) return make();
  return terrain.once(`out ${sender.key} ${publicDestination(question).service ?? ""}`, make);
}

/**
 * DNS64 gives a node without IPv4 addresses behind which a NAT gateway finds the public ones. Null where it is off, or no
 * NAT gateway is in the way; where the subnet was not read, it may be on.
 */
export function nat64Leg(question: Question): Leg | null {
  const { terrain, sender, service, flow } = question;
  const subnet = terrain.subnet(sender.subnetId);
  if (subnet.gap === null && subnet.value?.enableDns64 !== true) return null;
  const table = terrain.tableOfSubnet(sender.subnetId, sender.vpcId).value?.table;
  if (table === undefined) return null;
  const parts = routeParts(terrain.compiledTable(table, 6), nat64Space);
  if (parts.every(({ route }) => route?.target.kind !== "nat-gateway")) return null;
  const destination = {
    ...publicDestination(question),
    addresses: toNat64(publicSpace(terrain, service, 4)),
    label: `the addresses of ${service} as DNS64 gives them`,
  };
  return publicLeg(terrain, sender, destination, flow);
}

/** Some address of the VPC itself: of an endpoint that nobody here sees, or that a zone or a resolver names. */
export function somewhereInside({ terrain, sender, service, flow }: Question): Leg {
  const addresses = terrain.blocksOfVpc(sender.vpcId, sender.family);
  return insideLeg(
    terrain,
    sender,
    {
      family: sender.family,
      addresses,
      isOneOfMany: true,
      hosts: [],
      areHostsUnknown: true,
      securityGroupIds: [],
      endpoint: null,
      service,
      label: "addresses of the VPC",
    },
    flow,
  );
}

/** Private addresses outside of the VPC, as of endpoints in a hub that many VPCs share. */
export function elsewhere(question: Question): Leg {
  const { terrain, sender, service, flow } = question;
  const ways = waysElsewhere(question);
  const label = "private addresses outside of the VPC";
  return publicLeg(
    terrain,
    sender,
    {
      family: sender.family,
      addresses: ways.length > 0 ? ways : outsideOf(question),
      isOneOfMany: true,
      hosts: [],
      areHostsUnknown: true,
      securityGroupIds: [],
      endpoint: null,
      service,
      label,
    },
    flow,
  );
}

/** The private addresses outside of the VPC to which a route leads. NAT and internet gateways drop those. */
export function waysElsewhere(question: Question): IntervalSet {
  const { terrain, sender } = question;
  const outside = outsideOf(question);
  const table = terrain.tableOfSubnet(sender.subnetId, sender.vpcId).value?.table;
  if (table === undefined) return outside;
  const parts = routeParts(terrain.compiledTable(table, sender.family), outside);
  const leading = parts.filter(
    ({ route }) =>
      route !== undefined &&
      route.state !== "blackhole" &&
      !deadEnds.has(route.target.kind) &&
      !isPeerWithout(question, route.target),
  );
  return toSet(leading.flatMap(({ addresses }) => [...addresses]));
}

function outsideOf({ terrain, sender: { family, vpcId } }: Question): IntervalSet {
  return subtract(family === 4 ? privateSpace : privateSpace6, terrain.blocksOfVpc(vpcId, family));
}

/** A peer that is read as well, and has no endpoint of the service: nobody gets further through it. */
function isPeerWithout({ terrain, sender, service }: Question, target: RouteTarget): boolean {
  if (target.kind !== "peering-connection") return false;
  const connection = terrain.facts.get("peering-connection", target.id).value;
  const peer = [connection?.requester, connection?.accepter].find((each) => each?.vpcId !== sender.vpcId);
  const far = peer && terrain.peer(peer);
  const isOfRegion = far?.facts.snapshot.scope.region === terrain.facts.snapshot.scope.region;
  if (!peer?.vpcId || !far?.seesAll(peer.vpcId) || !isOfRegion) return false;
  const { endpoints } = nameFacts(far, peer.vpcId, service);
  return endpoints.value?.some(isAvailable) === false;
}

const deadEnds: ReadonlySet<RouteTarget["kind"]> = new Set([
  "local",
  "nat-gateway",
  "internet-gateway",
  "egress-only-gateway",
]);

/** Whether any table of the VPC leads to the internet. */
export function hasWayOut(terrain: Terrain, vpcId: string): boolean {
  return terrain.once(`way out ${vpcId}`, () => {
    const tables = terrain.facts.of("vpc", vpcId, "route-table").value ?? [];
    const space = publicSpace(terrain, "", 4);
    return tables.some((table) =>
      routeParts(terrain.compiledTable(table, 4), space).some(
        ({ route }) =>
          route !== undefined && route.target.kind !== "local" && route.target.kind !== "vpc-endpoint",
      ),
    );
  });
}

/** There is neither endpoint nor way out. Filters are judged for an endpoint that might be: they let something pass, or nothing. */
export function nowhere(question: Question, out: Leg): Leg {
  const { terrain, sender, flow } = question;
  const destination: Destination = {
    ...out.destination,
    addresses: union(out.destination.addresses, terrain.blocksOfVpc(sender.vpcId, sender.family)),
    isHypothetical: true,
  };
  const filters = publicLeg(terrain, sender, destination, flow);
  return {
    ...out,
    destination,
    out: [filters.out[0]!, blamedBefore(out.out[1]!)],
    back: filters.back.slice(-1),
  };
}
