import { type Family, formatAddress, parseAddress } from "./address.ts";
import type { AddressQuestion } from "./address-plan.ts";
import type { Host } from "./destination.ts";
import { ephemeralPorts, portsOf } from "./flow.ts";
import { notDescribed, publicAccessPart } from "./hops/internet-gateway.ts";
import { aclPart } from "./hops/network-acl.ts";
import { routePlace, unknownTable, wordsOfRoute } from "./hops/route.ts";
import { type Interval, toSet } from "./interval-set.ts";
import type { Leg } from "./leg.ts";
import { block, type Part, pass, unprovable, unread, words } from "./part.ts";
import { routeParts } from "./route-lookup.ts";
import { destinationOf, targetName } from "./route-words.ts";
import type { Terrain } from "./terrain.ts";

/**
 * The other end of a way to a public address that one of the scope's own interfaces has. The packet arrives with the
 * sender's public address, so rules that name groups do not match; and the answer must leave by an internet gateway, as
 * else it comes from another address.
 */
export function arrivalAt(
  { terrain, sender, own, flow }: AddressQuestion,
  leg: Leg,
  { host, ground }: { host: Host; ground: Terrain },
): Leg {
  const { subnetId, vpcId } = host;
  if (subnetId === null || vpcId === null) return leg;
  // Addresses of IPv6 are public, and nothing translates them on the way.
  const from = sender.family === 6 ? formatAddress(own.address) : own.publicAddress;
  const source = { addresses: sourceOf(terrain, leg, from), securityGroupIds: [] };
  if (source.addresses.length === 0) return { ...leg, out: [...leg.out, unknownSource(terrain, leg)] };
  const spec = {
    cause: "endpoint-network-acl-blocks",
    hop: "network-acl-in",
    destination: leg.destination,
    flow,
    remoteIs: "sender",
    subnets: [{ subnetId, vpcId, remote: source.addresses, addresses: leg.destination.addresses }],
  } as const;
  const client = leg.way === "nat-gateway" ? "translated" : sender.client;
  const aclIn = aclPart(terrain, { ...spec, isBack: false, direction: "ingress", ports: portsOf(flow) });
  const aclBack = aclPart(terrain, {
    ...spec,
    isBack: true,
    direction: "egress",
    ports: ephemeralPorts[client],
  });
  return {
    ...leg,
    destination: { ...leg.destination, securityGroupIds: [...host.securityGroupIds].sort(), ground },
    out: [...leg.out, ...publicAccessAt(terrain, leg, { subnetId, vpcId }), aclIn],
    asksWhoSends: true,
    arrivesAs: source,
    back: [aclBack, routeBack(terrain, { subnetId, vpcId }, source.addresses, sender.family), ...leg.back],
  };
}

/** Block Public Access stops what comes in to the other side, too: told where it does not stop the sender in the same words. */
function publicAccessAt(terrain: Terrain, leg: Leg, where: { subnetId: string; vpcId: string }): Part[] {
  const gateways = terrain.facts.of("vpc", where.vpcId, "internet-gateway").value ?? [];
  const resources = gateways.map(({ id }) => ({ kind: "internet-gateway", id }));
  const part = publicAccessPart(terrain, { hop: "internet-gateway", isBack: false, resources }, where, true);
  const isTold = leg.out.some(
    ({ obstacle }) => obstacle?.subject.id === part?.obstacle?.subject.id && obstacle?.code === part?.code,
  );
  return part === null || isTold ? [] : [part];
}

function natGatewayOn(leg: Leg): string | undefined {
  return leg.out.find(({ hop }) => hop === "nat-gateway")?.resources[0]?.id;
}

/** Whoever does not know from which address a packet comes does not know whether it is let in. */
function unknownSource(terrain: Terrain, leg: Leg): Part {
  const place = { hop: "network-acl-in", isBack: false, resources: [] } as const;
  const id = natGatewayOn(leg);
  const gap = id === undefined ? null : terrain.facts.get("nat-gateway", id).gap;
  if (gap !== null) return unread(place, gap);
  const { kind, id: last } = leg.out.findLast(({ resources }) => resources.length > 0)!.resources[0]!;
  return unprovable(place, notDescribed(kind, last), () =>
    words("source not known", "From which public address the packet arrives is not known here."),
  );
}

function sourceOf(terrain: Terrain, leg: Leg, publicAddress: string | null): readonly Interval[] {
  const id = natGatewayOn(leg);
  const gateway = id === undefined ? undefined : terrain.facts.get("nat-gateway", id).value;
  const texts =
    gateway === undefined ? [publicAddress] : gateway.addresses.map((address) => address.publicAddress);
  return toSet(
    texts.flatMap((text) => {
      const value = text === null ? undefined : parseAddress(text)?.value;
      return value === undefined ? [] : [[value, value] as const];
    }),
  );
}

function routeBack(
  terrain: Terrain,
  { subnetId, vpcId }: { subnetId: string; vpcId: string },
  source: readonly Interval[],
  family: Family,
): Part {
  const reading = terrain.tableOfSubnet(subnetId, vpcId);
  if (reading.value === undefined) return unknownTable(reading, subnetId, true);
  const { table } = reading.value;
  const towards = { family, addresses: source };
  const route = routeParts(terrain.compiledTable(table, family), source)[0]?.route;
  const place = routePlace(table, true);
  const say = (brief: string, sentence: string) => () =>
    wordsOfRoute(terrain, table, route, towards, brief, sentence);
  if (route?.target.kind === "internet-gateway" && route.state !== "blackhole") {
    return pass(place, say(route.target.id, `${table.id} leads answers out by ${route.target.id}.`));
  }
  const told =
    route === undefined
      ? "has no route for them"
      : `sends them by ${destinationOf(route)} to ${targetName(route.target)}`;
  return block(
    place,
    {
      cause: "route-missing",
      subject: { kind: "route-table", id: table.id },
      code: route === undefined ? "RETURN_NO_ROUTE" : "RETURN_ROUTE_NOT_THROUGH_IGW",
    },
    say("answers leave elsewhere", `Answers must leave by an internet gateway, and ${table.id} ${told}.`),
  );
}
