import type { Destination, Host } from "./destination.ts";
import { ephemeralPorts, type Flow, portsOf } from "./flow.ts";
import { endpointPart } from "./hops/endpoint.ts";
import { notDescribed } from "./hops/internet-gateway.ts";
import { aclPart, type Crossing } from "./hops/network-acl.ts";
import { routePlace, unknownTable, wordsOfRoute } from "./hops/route.ts";
import { servicePart } from "./hops/service.ts";
import { covers, type IntervalSet, toSet } from "./interval-set.ts";
import type { Leg } from "./leg.ts";
import { type Part, pass, unprovable, unsettled } from "./part.ts";
import { routeParts } from "./route-lookup.ts";
import { destinationOf, targetName } from "./route-words.ts";
import type { Sender } from "./sender.ts";
import type { Terrain } from "./terrain.ts";

/** The way to interfaces of the sender's own VPC. Within one subnet no ACL and no route is asked. */
export function insideLeg(
  terrain: Terrain,
  sender: Sender,
  destination: Destination,
  flow: Flow,
  arrival: Part = servicePart(destination),
): Leg {
  const others = destination.hosts.filter(({ subnetId }) => subnetId !== sender.subnetId);
  const crossing = toSet(others.flatMap(({ addresses }) => [...addresses]));
  const { endpoint, unknownSubnetId } = destination;
  const settle = (parts: Part[]) => (unknownSubnetId === undefined ? parts : parts.map(unsettled));
  return {
    way: endpoint === null ? "none" : "endpoint",
    endpointId: endpoint?.id ?? null,
    destination,
    out: others.length === 0 ? [] : settle(crossingOut(terrain, sender, destination, flow, others, crossing)),
    asksWhoSends: true,
    end: endpoint === null ? [arrival] : [endpointPart(terrain, endpoint, destination), arrival],
    back:
      others.length === 0 ? [] : settle(crossingBack(terrain, sender, destination, flow, others, crossing)),
  };
}

function crossingOut(
  terrain: Terrain,
  sender: Sender,
  destination: Destination,
  flow: Flow,
  others: readonly Host[],
  crossing: IntervalSet,
): Part[] {
  const spec = { destination, flow, isBack: false, ports: portsOf(flow) } as const;
  return [
    aclPart(terrain, {
      ...spec,
      hop: "network-acl-out",
      direction: "egress",
      cause: "network-acl-egress-blocks",
      remoteIs: "destination",
      subnets: [ownSubnet(sender, crossing)],
    }),
    localRoute(
      terrain,
      sender.subnetId,
      sender.vpcId,
      { family: sender.family, addresses: crossing },
      destination.label,
      false,
    ),
    aclPart(terrain, {
      ...spec,
      hop: "network-acl-in",
      direction: "ingress",
      cause: "endpoint-network-acl-blocks",
      remoteIs: "sender",
      subnets: farSubnets(sender, others),
    }),
  ];
}

function crossingBack(
  terrain: Terrain,
  sender: Sender,
  destination: Destination,
  flow: Flow,
  others: readonly Host[],
  crossing: IntervalSet,
): Part[] {
  const spec = { destination, flow, isBack: true, ports: ephemeralPorts[sender.client] } as const;
  const far = farSubnets(sender, others);
  const routes = far.map(({ subnetId, vpcId }) =>
    localRoute(
      terrain,
      subnetId,
      vpcId,
      { family: sender.family, addresses: sender.addresses },
      "the sender",
      true,
    ),
  );
  return [
    aclPart(terrain, {
      ...spec,
      hop: "network-acl-in",
      direction: "egress",
      cause: "endpoint-network-acl-blocks",
      remoteIs: "sender",
      subnets: far,
    }),
    routes.find(({ state }) => state !== "pass") ?? routes[0]!,
    aclPart(terrain, {
      ...spec,
      hop: "network-acl-out",
      direction: "ingress",
      cause: "network-acl-ingress-blocks",
      remoteIs: "destination",
      subnets: [ownSubnet(sender, crossing)],
    }),
  ];
}

function ownSubnet(sender: Sender, crossing: IntervalSet): Crossing["subnets"][number] {
  return { subnetId: sender.subnetId, vpcId: sender.vpcId, remote: crossing, addresses: crossing };
}

function farSubnets(sender: Sender, others: readonly Host[]): Crossing["subnets"][number][] {
  const bySubnet = Map.groupBy(others, ({ subnetId }) => subnetId ?? "");
  return [...bySubnet].map(([subnetId, hosts]) => ({
    subnetId,
    vpcId: hosts[0]!.vpcId ?? sender.vpcId,
    remote: sender.addresses,
    addresses: toSet(hosts.flatMap(({ addresses }) => [...addresses])),
  }));
}

/** The local route cannot be taken away; only a more specific one leads packets of the VPC another way. */
export function localRoute(
  terrain: Terrain,
  subnetId: string,
  vpcId: string,
  towards: Pick<Destination, "family" | "addresses">,
  label: string,
  isBack: boolean,
): Part {
  const reading = terrain.tableOfSubnet(subnetId, vpcId);
  if (reading.value === undefined) return unknownTable(reading, subnetId, isBack);
  const { table } = reading.value;
  const place = routePlace(table, isBack);
  const parts = routeParts(terrain.compiledTable(table, towards.family), towards.addresses);
  const detour = parts.find(({ route }) => route !== undefined && route.target.kind !== "local");
  if (
    detour?.route !== undefined &&
    (parts.length > 1 || covers(terrain.blocksOfVpc(vpcId, towards.family), towards.addresses))
  ) {
    const { route } = detour;
    const { target } = route;
    const sentence = `${table.id} leads ${label} by ${destinationOf(route)} to ${targetName(target)}, which is more specific than the local route.`;
    const doubt =
      "id" in target
        ? { ...notDescribed(target.kind, target.id), whoCanTell: `whoever runs ${target.id}` }
        : notDescribed("route-table", table.id);
    return unprovable(place, { ...doubt, code: "UNSUPPORTED_COMPONENT" }, () =>
      wordsOfRoute(terrain, table, route, towards, "takes a detour", sentence),
    );
  }
  const local = parts.find(({ route }) => route?.target.kind === "local")?.route;
  return pass(place, () =>
    wordsOfRoute(
      terrain,
      table,
      local,
      towards,
      "local",
      `The local route of ${table.id} leads to ${label}.`,
    ),
  );
}
