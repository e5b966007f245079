import type { VpcEndpoint } from "../model/documents/vpc-endpoint.ts";
import type { Destination } from "./destination.ts";
import { endpointDestination } from "./endpoint-destination.ts";
import type { Flow } from "./flow.ts";
import { isAvailable } from "./hops/endpoint.ts";
import * as say from "./hops/name.ts";
import { insideLeg } from "./inside-leg.ts";
import { subtract, union } from "./interval-set.ts";
import type { Leg } from "./leg.ts";
import { type NameFacts, nameFacts } from "./name-facts.ts";
import { blamedBefore, type Part } from "./part.ts";
import { publicLeg } from "./public-leg.ts";
import { publicSpace } from "./public-space.ts";
import { routeParts } from "./route-lookup.ts";
import type { Sender } from "./sender.ts";
import { nat64Space, privateSpace, privateSpace6, toNat64 } from "./special-addresses.ts";
import type { Terrain } from "./terrain.ts";

/** What a sender meets on its way to a service, but for its own groups. */
export type Plan = {
  name: Part;
  /** The way that is drawn; the others are those that the name may lead to as well, where that is not known. */
  legs: readonly [Leg, ...Leg[]];
};

export type Question = { terrain: Terrain; sender: Sender; service: string; flow: Flow };

export function planService(question: Question): Plan {
  const { terrain, sender, service } = question;
  const facts = nameFacts(terrain, sender.vpcId, service);
  const answer = answerOfAmazon(question, facts);
  const { servers, vpc } = facts;
  if (servers.kind === "gap")
    return { name: say.unreadFact(facts, servers.gap), legs: everyAnswer(question, facts, answer) };
  if (servers.kind !== "amazon") {
    return { name: say.otherServers(terrain, facts, servers), legs: everyAnswer(question, facts, answer) };
  }
  if (vpc.gap !== null)
    return { name: say.unreadFact(facts, vpc.gap), legs: everyAnswer(question, facts, answer) };
  if (vpc.value === undefined)
    return { name: say.vpcNotDescribed(sender.vpcId), legs: everyAnswer(question, facts, answer) };
  const support = terrain.facts.part("vpc", vpc.value, "enableDnsSupport");
  if (support.gap !== null) return { name: say.unreadFact(facts, support.gap), legs: answer.legs };
  if (support.value === false) return { name: say.supportOff(terrain, facts, vpc.value), legs: answer.legs };
  return answer;
}

/** What Amazon's own resolver says. */
function answerOfAmazon(question: Question, facts: NameFacts): Plan {
  const { terrain, sender } = question;
  const { endpoints } = facts;
  if (endpoints.gap !== null) {
    return {
      name: say.unreadFact(facts, endpoints.gap),
      legs: [outLeg(question), somewhereInside(question)],
    };
  }
  const capturing =
    sender.family === 4 ? facts.capturing : (endpoints.value.find((each) => answersIn6(each, facts)) ?? null);
  if (capturing !== null) return capturedPlan(question, facts, capturing);
  if (facts.zones.value !== undefined && facts.zones.value.length > 0) {
    const name = say.privateZone(terrain, facts, facts.zones.value);
    return {
      name,
      legs: [
        outLeg(question),
        ...endpointLegs(question, facts),
        somewhereInside(question),
        elsewhere(question),
      ],
    };
  }
  const subnet = terrain.subnet(sender.subnetId).value;
  if (subnet?.ownerId && subnet.ownerId !== terrain.account) {
    return { name: say.sharedSubnet(terrain, subnet), legs: [outLeg(question), somewhereInside(question)] };
  }
  return sender.family === 4 ? uncapturedPlan(question, facts) : uncapturedPlan6(question, facts);
}

function capturedPlan(question: Question, facts: NameFacts, endpoint: VpcEndpoint): Plan {
  const { terrain } = question;
  const leg = () => endpointLeg(question, endpoint);
  // Without the VPC's document nobody knows its attributes; who asked says so.
  if (facts.vpc.value === undefined)
    return { name: say.captured(terrain, facts, endpoint), legs: [leg(), outLeg(question)] };
  const hostnames = terrain.facts.part("vpc", facts.vpc.value, "enableDnsHostnames");
  if (hostnames.gap !== null)
    return { name: say.unreadFact(facts, hostnames.gap), legs: [leg(), outLeg(question)] };
  if (hostnames.value) return { name: say.captured(terrain, facts, endpoint), legs: [leg()] };
  const out = outLeg(question);
  if (out.way !== "none") return { name: say.publicName(terrain, facts), legs: [out] };
  return { name: say.hostnamesOff(terrain, facts, facts.vpc.value, endpoint), legs: [leg()] };
}

/** No endpoint answers for the name, so it leads out; and where nothing leads out, this says what is missing. */
function uncapturedPlan(question: Question, facts: NameFacts): Plan {
  const { terrain, sender } = question;
  const out = outLeg(question);
  if (out.way !== "none") return { name: say.publicName(terrain, facts), legs: [out] };
  if (facts.zones.gap !== null && leadsElsewhere(question)) {
    const legs = [...endpointLegs(question, facts), elsewhere(question)];
    return { name: say.unreadFact(facts, facts.zones.gap), legs: [out, ...legs] };
  }
  const broken = brokenEndpoint(question, facts);
  if (broken !== null) return broken;
  if (hasWayOut(terrain, sender.vpcId)) return { name: say.publicName(terrain, facts), legs: [out] };
  return { name: say.endpointMissing(terrain, facts, sender.vpcId), legs: [nowhere(question, out)] };
}

function uncapturedPlan6(question: Question, facts: NameFacts): Plan {
  const { terrain, sender } = question;
  const translated = nat64Leg(question);
  if (translated !== null) {
    const name =
      facts.capturing === null
        ? say.translatedName(terrain, facts, sender)
        : say.translatedInside(terrain, facts, facts.capturing);
    return { name, legs: [translated] };
  }
  const out = outLeg(question);
  if (out.way !== "none") return { name: say.dualStackName(terrain, facts), legs: [out] };
  if (facts.capturing !== null) {
    const leg = endpointLeg(question, facts.capturing);
    const name = say.otherFamily(terrain, facts, facts.capturing);
    return { name, legs: [{ ...leg, end: leg.end.map(blamedBefore) }] };
  }
  return brokenEndpoint(question, facts) ?? { name: say.dualStackName(terrain, facts), legs: [out] };
}

/** An endpoint that is there and does not answer for the name is nearer to blame than the route that is not there. */
function brokenEndpoint(question: Question, facts: NameFacts): Plan | null {
  const { terrain } = question;
  const endpoints = facts.endpoints.value ?? [];
  const available = endpoints.find(isAvailable);
  if (available !== undefined) {
    const zones = facts.zones.gap;
    const legs = [endpointLeg(question, available)] as const;
    // A private zone that was not read may do what the endpoint's own private DNS does not.
    if (zones !== null) return { name: say.unreadFact(facts, zones), legs: [...legs, outLeg(question)] };
    return { name: say.privateDnsOff(terrain, facts, available), legs };
  }
  const [failed] = endpoints;
  if (failed === undefined) return null;
  const leg = endpointLeg(question, failed);
  return {
    name: say.endpointUnavailable(terrain, facts, failed),
    legs: [{ ...leg, end: leg.end.map(blamedBefore) }],
  };
}

function everyAnswer(question: Question, facts: NameFacts, { legs }: Plan): Plan["legs"] {
  const out = legs[0].way === "endpoint" ? [outLeg(question)] : [];
  return [...legs, ...out, ...endpointLegs(question, facts), somewhereInside(question), elsewhere(question)];
}

function answersIn6(endpoint: VpcEndpoint, facts: NameFacts): boolean {
  const { dualStack, classic } = facts.names;
  if (!isAvailable(endpoint) || endpoint.ipAddressType === "ipv4" || endpoint.ipAddressType === null)
    return false;
  if (endpoint.privateDnsEnabled !== true || endpoint.privateDnsOnlyForInboundResolverEndpoint === true)
    return false;
  return (
    endpoint.dnsNames.length === 0 || endpoint.dnsNames.some((name) => name === dualStack || name === classic)
  );
}

function endpointLeg({ terrain, sender, service, flow }: Question, endpoint: VpcEndpoint): Leg {
  const { family } = sender;
  const key = `endpoint ${endpoint.id} ${service} ${family}`;
  const destination = terrain.once(key, () => endpointDestination(terrain, endpoint, service, family));
  return insideLeg(terrain, sender, destination, flow);
}

function endpointLegs(question: Question, { endpoints }: NameFacts): Leg[] {
  return (endpoints.value ?? []).filter(isAvailable).map((endpoint) => endpointLeg(question, endpoint));
}

/** One object for all senders, as what their groups let out is kept with it; and for all services without prefixes of their own. */
function publicDestination({ terrain, sender: { family }, service }: Question): Destination {
  const addresses = publicSpace(terrain, service, family);
  const isShared = addresses === publicSpace(terrain, "", family);
  return terrain.once(`public ${isShared ? "" : service} ${family}`, () => ({
    family,
    addresses,
    isOneOfMany: true,
    hosts: [],
    endpoint: null,
    service: isShared ? null : service,
    label: isShared ? "public addresses" : `the public addresses of ${service}`,
  }));
}

/** Kept for all services that lead to the same addresses. */
function outLeg(question: Question): Leg {
  const { terrain, sender, flow } = question;
  const destination = publicDestination(question);
  const make = () => publicLeg(terrain, sender, destination, flow);
  return sender.key === null ? make() : terrain.once(`out ${sender.key} ${destination.service ?? ""}`, make);
}

/** DNS64 gives a node without IPv4 addresses behind which a NAT gateway finds the public ones. */
function nat64Leg(question: Question): Leg | null {
  const { terrain, sender, service, flow } = question;
  if (terrain.subnet(sender.subnetId).value?.enableDns64 !== true) return null;
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
function somewhereInside({ terrain, sender, service, flow }: Question): Leg {
  const addresses = terrain.blocksOfVpc(sender.vpcId, sender.family);
  return insideLeg(
    terrain,
    sender,
    {
      family: sender.family,
      addresses,
      isOneOfMany: true,
      hosts: [],
      endpoint: null,
      service,
      label: "addresses of the VPC",
    },
    flow,
  );
}

/** Private addresses outside of the VPC, as of endpoints in a hub that many VPCs share. */
function elsewhere({ terrain, sender, service, flow }: Question): Leg {
  const inside = terrain.blocksOfVpc(sender.vpcId, sender.family);
  const space = subtract(sender.family === 4 ? privateSpace : privateSpace6, inside);
  const label = "private addresses outside of the VPC";
  return publicLeg(
    terrain,
    sender,
    { family: sender.family, addresses: space, isOneOfMany: true, hosts: [], endpoint: null, service, label },
    flow,
  );
}

function leadsElsewhere({ terrain, sender }: Question): boolean {
  const table = terrain.tableOfSubnet(sender.subnetId, sender.vpcId).value?.table;
  if (table === undefined) return true;
  const space = subtract(privateSpace, terrain.blocksOfVpc(sender.vpcId, 4));
  return routeParts(terrain.compiledTable(table, 4), space).some(
    ({ route }) => route !== undefined && route.state !== "blackhole" && route.target.kind !== "local",
  );
}

/** Whether any table of the VPC leads to the internet. */
function hasWayOut(terrain: Terrain, vpcId: string): boolean {
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
function nowhere(question: Question, out: Leg): Leg {
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
