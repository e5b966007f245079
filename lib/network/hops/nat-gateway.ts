import type { NatGateway } from "../../model/documents/nat-gateway.ts";
import type { RouteTable } from "../../model/documents/route-table.ts";
import { parseAddress } from "../address.ts";
import type { Destination } from "../destination.ts";
import type { Reading } from "../facts.ts";
import { ephemeralPorts, type Flow, portsOf } from "../flow.ts";
import { type IntervalSet, toSet } from "../interval-set.ts";
import { block, type Part, type Place, pass, unprovable, unread, words } from "../part.ts";
import type { Sender } from "../sender.ts";
import type { Terrain } from "../terrain.ts";
import { internetGatewayParts, notDescribed, undescribedTarget } from "./internet-gateway.ts";
import { edgeRoute } from "./local-route.ts";
import { onwardOfGateway } from "./nat-route.ts";
import { aclPart, type Crossing } from "./network-acl.ts";

/** The packet as one side of the gateway sees it: the sides differ in family where NAT64 translates. */
type Packet = { destination: Destination; flow: Flow };

/** What stands between a subnet and the internet where a NAT gateway does: out, and what comes back through it. */
export type Onward = { out: Part[]; back: Part[] };

export function natGatewayParts(
  terrain: Terrain,
  natGatewayId: string,
  sender: Sender,
  near: Packet,
  far: Packet,
): Onward {
  const resource = { kind: "nat-gateway", id: natGatewayId };
  const place: Place = { hop: "nat-gateway", isBack: false, resources: [resource] };
  const reading = terrain.facts.get("nat-gateway", natGatewayId);
  if (reading.gap !== null) return { out: [unread(place, reading.gap)], back: [] };
  const gateway = reading.value;
  if (gateway === undefined)
    return { out: [undescribedTarget(place, "nat-gateway", natGatewayId)], back: [] };
  const state = statePart(terrain, place, gateway, sender);
  if (gateway.subnetId === null || gateway.availabilityMode === "regional") {
    return {
      out: [state, ...regionalRoute(terrain, gateway, sender, far.destination)],
      back: [passBack(place)],
    };
  }
  const { subnetId } = gateway;
  const vpcId = gateway.vpcId ?? sender.vpcId;
  const { crossNear, crossFar } = aclCrossings(terrain, { subnetId, vpcId }, sender, { near, far });
  const table = terrain.tableOfSubnet(subnetId, vpcId);
  const onward =
    table.gap !== null
      ? { route: unread(natRoute([]), table.gap), gateway: [], edge: [] }
      : routed(terrain, gateway, table.value?.table, sender, far.destination);
  return {
    out: [
      ...crossNear(false, "ingress", portsOf(near.flow)),
      state,
      onward.route,
      crossFar(false, "egress", portsOf(far.flow)),
      ...onward.gateway,
    ],
    back: [
      ...onward.edge,
      crossFar(true, "ingress", ephemeralPorts.translated),
      passBack(place),
      ...crossNear(true, "egress", ephemeralPorts[sender.client]),
    ],
  };
}

/** The ACL of the gateway's subnet, towards whoever sends and towards the destination. */
function aclCrossings(
  terrain: Terrain,
  { subnetId, vpcId }: { subnetId: string; vpcId: string },
  sender: Sender,
  { near, far }: { near: Packet; far: Packet },
) {
  type Asked = [isBack: boolean, direction: Crossing["direction"], ports: IntervalSet];
  const cause = "nat-network-acl-blocks";
  const addresses = near.destination.addresses;
  const farAddresses = far.destination.addresses;
  return {
    crossNear: (...[isBack, direction, ports]: Asked): Part[] => {
      // No ACL stands between two interfaces of one subnet.
      if (sender.subnetId === subnetId) return [];
      const subnets = [{ subnetId, vpcId, remote: sender.addresses, addresses }];
      const asked = { isBack, direction, cause, ...near, ports, subnets } as const;
      return [aclPart(terrain, { hop: "nat-network-acl-in", remoteIs: "sender", ...asked })];
    },
    crossFar: (...[isBack, direction, ports]: Asked): Part => {
      const subnets = [{ subnetId, vpcId, remote: farAddresses, addresses: farAddresses }];
      const asked = { isBack, direction, cause, ...far, ports, subnets } as const;
      return aclPart(terrain, { hop: "nat-network-acl-out", remoteIs: "destination", ...asked });
    },
  };
}

function routed(
  terrain: Terrain,
  gateway: NatGateway,
  table: RouteTable | undefined,
  sender: Sender,
  destination: Destination,
): { route: Part; gateway: Part[]; edge: Part[] } {
  const place = natRoute(table ? [{ kind: "route-table", id: table.id }] : []);
  if (table === undefined) {
    const doubt = notDescribed("nat-gateway", gateway.id);
    return {
      route: unprovable(place, doubt, () =>
        words("no table read", `The route table of ${gateway.id}'s subnet is not described here.`),
      ),
      ...{ gateway: [], edge: [] },
    };
  }
  const onward = onwardOfGateway(terrain, place, gateway, table, destination);
  if (onward.internetGatewayId === null) return { route: onward.part, gateway: [], edge: [] };
  const vpcId = gateway.vpcId ?? sender.vpcId;
  const arrival = { kind: "translated", subnetId: gateway.subnetId } as const;
  return {
    route: onward.part,
    gateway: internetGatewayParts(terrain, onward.internetGatewayId, vpcId, destination.addresses, arrival),
    edge: edgeOf(terrain, gateway, sender, vpcId, onward.internetGatewayId, destination),
  };
}

/** Answers come in for the gateway's own private address. */
function edgeOf(
  terrain: Terrain,
  gateway: NatGateway,
  sender: Sender,
  vpcId: string,
  internetGatewayId: string,
  destination: Destination,
): Part[] {
  const addresses = toSet(
    gateway.addresses.flatMap(({ privateAddress }) => {
      const value = privateAddress === null ? undefined : parseAddress(privateAddress)?.value;
      return value === undefined ? [] : [[value, value] as const];
    }),
  );
  const towards = { ...destination, addresses, isOneOfMany: false, label: gateway.id };
  const part = edgeRoute({ terrain, sender, vpcId, isBack: true, towards }, internetGatewayId);
  return part === null ? [] : [part];
}

/** A regional gateway stands in no subnet: it has a table of its own, no ACL, and serves the zones that it has grown into. */
function regionalRoute(
  terrain: Terrain,
  gateway: NatGateway,
  sender: Sender,
  destination: Destination,
): Part[] {
  const table = tableOfRegional(terrain, gateway, sender.vpcId);
  if (table.gap !== null) return [unread(natRoute([]), table.gap)];
  if (table.value === null) {
    return [
      unprovable(natRoute([]), notDescribed("nat-gateway", gateway.id), () =>
        words("no table named", `AWS names no route table for ${gateway.id}, which stands in no subnet.`),
      ),
    ];
  }
  const { route, gateway: parts } = routed(terrain, gateway, table.value, sender, destination);
  return [route, ...parts];
}

/** By the gateway's own word, or else by the table's that is associated with it; null where neither tells. */
function tableOfRegional(
  { facts }: Terrain,
  { id, routeTableId, vpcId }: NatGateway,
  ownVpcId: string,
): Reading<RouteTable | undefined | null> {
  if (routeTableId !== null) return facts.get("route-table", routeTableId);
  const tables = facts.of("vpc", vpcId ?? ownVpcId, "route-table");
  if (tables.gap !== null) return tables;
  return { gap: null, value: tables.value.find(({ gatewayIds }) => gatewayIds.includes(id)) ?? null };
}

function natRoute(resources: Place["resources"]): Place {
  return { hop: "nat-route", isBack: false, resources };
}

function statePart(terrain: Terrain, place: Place, gateway: NatGateway, sender: Sender): Part {
  const { id, state } = gateway;
  const evidence = (sentence: string) => [
    terrain.facts.evidence({ kind: "nat-gateway", id }, "State", state, sentence),
  ];
  if (state !== null && state !== "available") {
    const why = gateway.failureMessage === null ? "" : `: ${gateway.failureMessage.replace(/\.$/, "")}`;
    const sentence = `${id} is ${state}${why}.`;
    const blame = {
      cause: "nat-gateway-unavailable",
      subject: { kind: "nat-gateway", id },
      code: "BAD_STATE",
    } as const;
    return block(place, blame, () => words(state, sentence, evidence(sentence)));
  }
  if (gateway.vpcId !== null && gateway.vpcId !== sender.vpcId) {
    const sentence = `${id} serves only senders of its own VPC, ${gateway.vpcId}.`;
    const blame = {
      cause: "nat-gateway-unavailable",
      subject: { kind: "nat-gateway", id },
      code: "NGW_REQUIRES_SOURCE_IN_VPC",
    } as const;
    return block(place, blame, () => words("other VPC", sentence, evidence(sentence)));
  }
  const zone = zonePart(terrain, place, gateway, sender);
  if (zone !== null) return zone;
  const sentence = `${id} is available and translates what comes to it.`;
  return pass(
    place,
    () => words("available", sentence, evidence(sentence)),
    zoneWarning(terrain, gateway, sender),
  );
}

function zonePart(terrain: Terrain, place: Place, gateway: NatGateway, sender: Sender): Part | null {
  if (gateway.availabilityMode !== "regional") return null;
  const zones = gateway.addresses.flatMap((address) => address.zone ?? []);
  if (zones.length === 0) return null;
  const subnet = terrain.subnet(sender.subnetId);
  if (subnet.gap !== null) return unread(place, subnet.gap);
  const zone = subnet.value?.zone ?? null;
  if (zone === null || zones.includes(zone)) return null;
  const doubt = {
    ...notDescribed("nat-gateway", gateway.id),
    code: "REGIONAL_NGW_ROUTE_AZ_RESTRICTION",
    whoCanTell: "AWS, which extends the gateway to further zones by itself",
  };
  const sentence = `The regional ${gateway.id} has no address in ${zone}, where the packets come from.`;
  return unprovable(place, doubt, () => words("not in zone", sentence));
}

function zoneWarning(terrain: Terrain, gateway: NatGateway, sender: Sender): Part["warnings"] {
  if (gateway.subnetId === null) return [];
  const [own, its] = [sender.subnetId, gateway.subnetId].map(
    (id) => terrain.subnet(id).value?.zoneId ?? null,
  );
  if (!own || !its || own === its) return [];
  return [
    {
      code: "AVAILABILITY_ZONE_CROSSED",
      sentence: `${gateway.id} stands in zone ${its}, and the packets come from ${own}: if that zone fails, so does this path.`,
    },
  ];
}

function passBack({ resources }: Place): Part {
  return pass({ hop: "nat-gateway", isBack: true, resources }, () =>
    words("translates back", "The NAT gateway gives answers to whom they belong to."),
  );
}
