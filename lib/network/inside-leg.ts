import type { Destination, Host } from "./destination.ts";
import { ephemeralPorts, type Flow, portsOf } from "./flow.ts";
import { endpointPart } from "./hops/endpoint.ts";
import { localRoute } from "./hops/local-route.ts";
import { aclPart, type Crossing } from "./hops/network-acl.ts";
import { servicePart } from "./hops/service.ts";
import { type IntervalSet, toSet } from "./interval-set.ts";
import type { Leg } from "./leg.ts";
import { type Part, unsettled } from "./part.ts";
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
    exits: [],
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
    localRoute({
      terrain,
      sender,
      ...{ subnetId: sender.subnetId, vpcId: sender.vpcId, isBack: false },
      towards: { ...destination, addresses: crossing },
    }),
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
    localRoute({
      terrain,
      sender,
      ...{ subnetId, vpcId, isBack: true },
      towards: { ...destination, addresses: sender.addresses, isOneOfMany: false, label: "the sender" },
    }),
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
