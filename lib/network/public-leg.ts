import type { Destination } from "./destination.ts";
import { ephemeralPorts, type Flow, portsOf } from "./flow.ts";
import { darkPart } from "./hops/dark.ts";
import { gatewayEndpointPart } from "./hops/gateway-endpoint.ts";
import { egressOnlyGatewayParts, internetGatewayParts } from "./hops/internet-gateway.ts";
import { edgeRoute } from "./hops/local-route.ts";
import { natGatewayParts } from "./hops/nat-gateway.ts";
import { aclPart } from "./hops/network-acl.ts";
import { peeringPart } from "./hops/peering-connection.ts";
import { noRoute, routePart, unknownTable } from "./hops/route.ts";
import { servicePart } from "./hops/service.ts";
import { covers, type IntervalSet, sizeOf, subtract } from "./interval-set.ts";
import type { Leg } from "./leg.ts";
import { blamedBefore, block, isUncertain, type Part, unsettled, words } from "./part.ts";
import type { Exit, Explain, Uncertainty, Way } from "./path-verdict.ts";
import { doubtOfRoute, gatewayRoute } from "./route-doubt.ts";
import { type RoutedPart, routeParts } from "./route-lookup.ts";
import type { Sender } from "./sender.ts";
import { fromNat64, nat64Space, toNat64 } from "./special-addresses.ts";
import type { TableOfSubnet, Terrain } from "./terrain.ts";

/** How it goes on behind a route: what is met on the way out, and what answers meet before the sender's own subnet. */
type Onward = {
  way: Way;
  exits: readonly Exit[];
  endpointId: string | null;
  out: readonly Part[];
  back: readonly Part[];
};

/** The way out of the VPC to addresses that are not in it. */
export function publicLeg(terrain: Terrain, sender: Sender, destination: Destination, flow: Flow): Leg {
  const subnet = {
    subnetId: sender.subnetId,
    vpcId: sender.vpcId,
    remote: destination.addresses,
    addresses: destination.addresses,
  };
  const own = { destination, flow, remoteIs: "destination", subnets: [subnet] } as const;
  const aclOut = aclPart(terrain, {
    ...own,
    hop: "network-acl-out",
    isBack: false,
    direction: "egress",
    cause: "network-acl-egress-blocks",
    ports: portsOf(flow),
  });
  const aclBack = aclPart(terrain, {
    ...own,
    hop: "network-acl-out",
    isBack: true,
    direction: "ingress",
    cause: "network-acl-ingress-blocks",
    ports: ephemeralPorts[sender.client],
  });
  const { route, way, exits, endpointId, out, back } = routed(terrain, sender, destination, flow);
  return {
    way,
    exits,
    endpointId,
    destination,
    out: [aclOut, route, ...out],
    asksWhoSends: false,
    end: [servicePart(destination)],
    back: [...back, aclBack],
  };
}

function routed(
  terrain: Terrain,
  sender: Sender,
  destination: Destination,
  flow: Flow,
): Onward & { route: Part } {
  const reading = terrain.tableOfSubnet(sender.subnetId, sender.vpcId);
  if (reading.value === undefined) {
    return {
      route: unknownTable(reading, sender.subnetId),
      way: "dark",
      exits: [],
      endpointId: null,
      out: [],
      back: [],
    };
  }
  const table = reading.value;
  const compiled = terrain.compiledTable(table.table, sender.family);
  const gateway = gatewayRoute(terrain, compiled, destination);
  const routes =
    gateway === null ? routeParts(compiled, foreignAddresses(terrain, sender, destination)) : [gateway];
  const branches = routes.map((part) => {
    const reduced = { ...destination, addresses: part.addresses };
    const route = routePart(terrain, table, part, destination, sender);
    const onward = onwardOf(terrain, sender, part, reduced, flow, table);
    return { part, route, onward: { ...onward, out: onward.out.map((each) => shownBy(route, each)) } };
  });
  const main = branches.reduce((most, each) =>
    sizeOf(each.part.addresses) > sizeOf(most.part.addresses) ? each : most,
  );
  const certain = { route: main.route, ...main.onward };
  if (gateway !== null) return certain;
  const doubt = doubtOfRoute(
    terrain,
    table,
    destination,
    branches.map(({ part }) => part),
    main.part,
  );
  if (doubt === null) return certain;
  const answers = new Set(
    branches.map(({ route, onward }) => answerOf([route, ...onward.out, ...onward.back])),
  );
  // Where all ways end alike, it does not matter which one is taken.
  if (doubt.kind === "several" && answers.size === 1 && !answers.has("undecided")) {
    // What the hops of one way let through says nothing of the addresses of the others.
    const ofAll = (part: Part): Part => ({ ...part, maybe: null });
    const exits = branches.flatMap(({ onward }) => onward.exits);
    return { ...certain, exits, out: certain.out.map(ofAll), back: certain.back.map(ofAll) };
  }
  const others = branches.filter((branch) => branch !== main);
  const gaps = others.flatMap(({ onward }) => [...onward.out, ...onward.back]).flatMap(gapsOf);
  return {
    ...main.onward,
    route: { ...doubt.part, uncertainties: [...doubt.part.uncertainties, ...gaps] },
    out: main.onward.out.map(unsettled),
    back: main.onward.back.map(unsettled),
  };
}

/**
 * A VPC's own block of IPv6 is given to it alone, so that no service's address is in it, though its local route is more specific
 * than any way out. A block of IPv4 may be anybody's.
 */
function foreignAddresses(
  terrain: Terrain,
  { family, vpcId }: Sender,
  { addresses, isHypothetical }: Destination,
): IntervalSet {
  if (family === 4 || isHypothetical === true) return addresses;
  const foreign = subtract(addresses, terrain.blocksOfVpc(vpcId, 6));
  return foreign.length > 0 ? foreign : addresses;
}

/** What was not read of the ways that are not drawn, and could settle them. */
function gapsOf({ uncertainties }: Part): Uncertainty[] {
  return uncertainties.flatMap((each) => (each.because === "gap" ? [{ ...each, hop: "route" }] : []));
}

function answerOf(parts: readonly Part[]): "blocked" | "undecided" | "reachable" {
  if (parts.some(({ state }) => state === "block")) return "blocked";
  return parts.some(isUncertain) ? "undecided" : "reachable";
}

function onwardOf(
  terrain: Terrain,
  sender: Sender,
  { route }: RoutedPart,
  destination: Destination,
  flow: Flow,
  { table }: TableOfSubnet,
): Onward {
  const none: Onward = {
    way: "none",
    exits: [{ way: "none", gatewayId: null }],
    endpointId: null,
    out: [],
    back: [],
  };
  if (route === undefined || route.target.kind === "local") return none;
  const { target } = route;
  const isNat64 = sender.family === 6 && covers(nat64Space, destination.addresses);
  const lost = (place: Part, sentence: string): Part =>
    block(place, noRoute(table, sender, "PROTOCOL_RESTRICTION"), () => words("other protocol", sentence));
  const onward = (way: Way, out: readonly Part[], back: readonly Part[] = []): Onward => ({
    ...none,
    way,
    exits: [{ way, gatewayId: "id" in target ? target.id : null }],
    out,
    back,
  });
  // The route says already that its target is gone.
  const behind = (parts: readonly Part[]) =>
    route.state === "blackhole" ? parts.map(behindBlackhole) : parts;
  switch (target.kind) {
    case "internet-gateway": {
      const parts = internetGatewayParts(terrain, target.id, sender.vpcId, destination.addresses, {
        kind: "direct",
        sender,
      });
      if (isNat64)
        return onward("internet-gateway", [
          lost(parts[0]!, `${target.id} does not translate addresses of DNS64.`),
        ]);
      const towards = {
        ...destination,
        addresses: sender.addresses,
        isOneOfMany: false,
        label: "the sender",
      };
      const edge = edgeRoute({ terrain, sender, vpcId: sender.vpcId, isBack: true, towards }, target.id);
      return onward("internet-gateway", behind(parts), edge === null ? [] : [edge]);
    }
    case "egress-only-gateway": {
      const parts = egressOnlyGatewayParts(terrain, target.id, sender, destination.addresses);
      if (isNat64)
        return onward("egress-only-gateway", [
          lost(parts[0]!, `${target.id} does not translate addresses of DNS64.`),
        ]);
      if (sender.family === 4)
        return onward("egress-only-gateway", [lost(parts[0]!, `${target.id} carries IPv6 alone.`)]);
      return onward("egress-only-gateway", behind(parts));
    }
    case "nat-gateway": {
      const translated = isNat64 ? translate(destination, flow) : { destination, flow };
      const { out, back } = natGatewayParts(terrain, target.id, sender, { destination, flow }, translated);
      if (sender.family === 6 && !isNat64) {
        const place = out.find(({ hop }) => hop === "nat-gateway")!;
        return onward("nat-gateway", [
          lost(place, `${target.id} carries IPv6 only from 64:ff9b::/96, as DNS64 gives it.`),
        ]);
      }
      const inSix = (parts: readonly Part[]) => (isNat64 ? parts.map(untranslated) : parts);
      return onward("nat-gateway", behind(inSix(out)), inSix(back));
    }
    case "peering-connection":
      return onward(
        "dark",
        behind([peeringPart(terrain, target.id, sender, destination.addresses, table.id).part]),
      );
    case "vpc-endpoint": {
      const part = gatewayEndpointPart(terrain, target.id, destination, flow);
      if (part !== null) return { ...onward("gateway-endpoint", behind([part])), endpointId: target.id };
      return onward("dark", behind([darkPart(terrain, target, sender, table.id)]));
    }
    default:
      return onward("dark", behind([darkPart(terrain, target, sender, table.id)]));
  }
}

/** The same hop, shown by the route that leads to it where it has no fact of its own to show. */
function shownBy(route: Part, part: Part): Part {
  const show =
    (explain: Explain): Explain =>
    () => {
      const told = explain();
      return told.evidence.length > 0 ? told : { ...told, evidence: route.words().evidence };
    };
  const { obstacle, uncertainties, toOwn } = part;
  return {
    ...part,
    obstacle: obstacle && { ...obstacle, explain: show(obstacle.explain) },
    uncertainties: uncertainties.map((each) =>
      each.because === "gap" ? each : { ...each, explain: show(each.explain) },
    ),
    toOwn: toOwn && ((interfaceId) => shownBy(route, toOwn(interfaceId))),
  };
}

function translate(destination: Destination, flow: Flow): { destination: Destination; flow: Flow } {
  return {
    destination: { ...destination, family: 4, addresses: fromNat64(destination.addresses) },
    flow: { ...flow, family: 4 },
  };
}

/** What is wrong with the target itself was said at the route; what is wrong around it was not. */
function behindBlackhole(part: Part): Part {
  return part.hop.includes("network-acl") || part.hop === "nat-route" ? part : blamedBefore(part);
}

/** What a filter behind NAT64 says of IPv4 addresses, of those by which the sender knows them. */
function untranslated(part: Part): Part {
  const isIpv4 = part.maybe !== null && part.maybe.length > 0 && typeof part.maybe[0]![0] === "number";
  return isIpv4 ? { ...part, maybe: toNat64(part.maybe!) } : part;
}
