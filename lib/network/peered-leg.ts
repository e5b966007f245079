import type { Destination, Host } from "./destination.ts";
import { type FoundHost, findHost, towards } from "./find-host.ts";
import { ephemeralPorts, type Flow, portsOf } from "./flow.ts";
import { unusedAddress } from "./hops/address.ts";
import { deafPart } from "./hops/deaf.ts";
import { endpointPart } from "./hops/endpoint.ts";
import { notDescribed } from "./hops/internet-gateway.ts";
import { aclPart } from "./hops/network-acl.ts";
import { peeringPart } from "./hops/peering-connection.ts";
import { noRoute, routePlace, unknownTable, wordsOfRoute } from "./hops/route.ts";
import { servicePart } from "./hops/service.ts";
import type { Leg } from "./leg.ts";
import { block, type Part, pass, unprovable, unread, words } from "./part.ts";
import { publicLeg } from "./public-leg.ts";
import { routeParts } from "./route-lookup.ts";
import { destinationOf, targetName } from "./route-words.ts";
import type { Sender } from "./sender.ts";
import type { Terrain } from "./terrain.ts";

/** The way to an address of a peer VPC: in full where the peer is read here too, and else as far as can be seen. */
export function peeredLeg(
  terrain: Terrain,
  sender: Sender,
  destination: Destination,
  flow: Flow,
  connectionId: string,
): Leg {
  // Groups of the peer may be named in rules, and whose they are is not known before it is read.
  const near = publicLeg(terrain, sender, { ...destination, areHostsUnknown: true }, flow);
  const tableId = terrain.tableOfSubnet(sender.subnetId, sender.vpcId).value?.table.id ?? "";
  const { part, peer } = peeringPart(terrain, connectionId, sender, destination.addresses, tableId);
  const vpcId = peer?.vpcId ?? null;
  if (part.state !== "pass" || peer === null || vpcId === null) return near;
  const far = terrain.peer(peer);
  const vpc = (far ?? terrain).vpc(vpcId);
  if (vpc.gap !== null)
    return { ...near, way: "dark", out: [...near.out.slice(0, 2), unread(part, vpc.gap)] };
  if (far === undefined || vpc.value === undefined)
    return { ...near, way: "dark", out: [...near.out.slice(0, 2), unreadPeer(part, connectionId, vpcId)] };
  const found = findHost(far, vpcId, destination.addresses[0]![0]);
  if (found.kind !== "host" || found.host.subnetId === null) {
    const end =
      found.kind === "gap"
        ? unread({ hop: "service", isBack: false, resources: [] }, found.gap)
        : unusedAddress(destination.label, vpcId, far.seesAll(vpcId));
    return { ...near, way: "dark", end: [far.locate(end)] };
  }
  return legToHost({ terrain, sender, flow, near, far, connectionId }, towards(destination, found), found);
}

function unreadPeer(place: Part, connectionId: string, vpcId: string): Part {
  const doubt = {
    ...notDescribed("peering-connection", connectionId),
    code: "UNKNOWN_PEERED_SGS",
    whoCanTell: `the account that owns ${vpcId}`,
  };
  const sentence = `${connectionId} leads to ${vpcId}, which is not read here: its groups, ACLs and routes are not known.`;
  return unprovable(place, doubt, () => words("peer not read", sentence));
}

type Crossing = {
  terrain: Terrain;
  sender: Sender;
  flow: Flow;
  /** The way up to the connection. */
  near: Leg;
  far: Terrain;
  connectionId: string;
};

function legToHost(
  { terrain, sender, flow, near, far, connectionId }: Crossing,
  described: Destination,
  found: Extract<FoundHost, { kind: "host" }>,
): Leg {
  const { host } = found;
  const { endpoint, label } = described;
  // Groups are known to each other within a Region alone.
  const isAcross = far.facts.snapshot.scope.region !== terrain.facts.snapshot.scope.region;
  const to = isAcross ? { ...described, hosts: [{ ...host, securityGroupIds: [] }] } : described;
  const arrival = deafPart(far, label, found) ?? servicePart(to);
  const end = endpoint === null ? [arrival] : [endpointPart(far, endpoint, to), arrival];
  return {
    ...near,
    way: "dark",
    destination: to,
    out: [...near.out, far.locate(peerAcl(far, sender, to, flow, host, false))],
    asksWhoSends: true,
    ...(isAcross ? { arrivesAs: { addresses: sender.addresses, securityGroupIds: [] } } : {}),
    end: end.map(far.locate),
    back: [
      peerAcl(far, sender, to, flow, host, true),
      routeBack(far, sender, host.subnetId!, host.vpcId!, connectionId),
    ]
      .map(far.locate)
      .concat(near.back),
  };
}

function peerAcl(
  terrain: Terrain,
  sender: Sender,
  destination: Destination,
  flow: Flow,
  host: Host,
  isBack: boolean,
): Part {
  return aclPart(terrain, {
    hop: "network-acl-in",
    isBack,
    direction: isBack ? "egress" : "ingress",
    cause: "endpoint-network-acl-blocks",
    destination,
    flow,
    ports: isBack ? ephemeralPorts[sender.client] : portsOf(flow),
    remoteIs: "sender",
    subnets: [
      {
        subnetId: host.subnetId ?? "",
        vpcId: host.vpcId ?? "",
        remote: sender.addresses,
        addresses: destination.addresses,
      },
    ],
  });
}

/** The peer's own table must lead the answer back over the same connection. */
function routeBack(
  terrain: Terrain,
  sender: Sender,
  subnetId: string,
  vpcId: string,
  connectionId: string,
): Part {
  const reading = terrain.tableOfSubnet(subnetId, vpcId);
  if (reading.value === undefined) return unknownTable(reading, subnetId, true);
  const { table } = reading.value;
  const towards = { family: sender.family, addresses: sender.addresses };
  const [routed] = routeParts(terrain.compiledTable(table, sender.family), sender.addresses);
  const route = routed?.route;
  const place = routePlace(table, true);
  const say = (brief: string, sentence: string) => () =>
    wordsOfRoute(terrain, table, route, towards, brief, sentence);
  if (
    route?.target.kind === "peering-connection" &&
    route.target.id === connectionId &&
    route.state !== "blackhole"
  ) {
    return pass(place, say(connectionId, `${table.id} leads answers back to ${connectionId}.`));
  }
  const told =
    route === undefined
      ? "has no route back to the sender"
      : `leads answers by ${destinationOf(route)} to ${targetName(route.target)} and not back over ${connectionId}`;
  return block(
    place,
    { ...noRoute(table, { ...sender, family: 4 }, "RETURN_NO_ROUTE") },
    say("no way back", `${table.id}, the table of the other side, ${told}.`),
  );
}
