import type { VpcEndpoint } from "../model/documents/vpc-endpoint.ts";
import { isAvailable } from "./hops/endpoint.ts";
import * as say from "./hops/name.ts";
import type { Leg } from "./leg.ts";
import { answersFor, type NameFacts, nameFacts } from "./name-facts.ts";
import { blamedBefore, type Part } from "./part.ts";
import {
  elsewhere,
  endpointLeg,
  endpointLegs,
  hasWayOut,
  nat64Leg,
  nowhere,
  outLeg,
  type Question,
  somewhereInside,
  waysElsewhere,
} from "./service-legs.ts";

/** What a sender meets on its way to a service, but for its own groups. */
export type Plan = {
  /** What the name leads to; null where an address was asked for. */
  name: Part | null;
  /** The way that is drawn; the others are those that the name may lead to as well, where that is not known. */
  legs: readonly [Leg, ...Leg[]];
  /** Said instead of `name` where the way that is drawn is blocked: until then the other ways do not matter. */
  nameIfBlocked?: Part;
};

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
  const owner = terrain.subnet(sender.subnetId).value?.ownerId ?? facts.vpc.value?.ownerId ?? null;
  if (owner !== null && owner !== terrain.account && !terrain.seesAll(sender.vpcId)) {
    const name = say.sharedSubnet(terrain, sender.subnetId, owner);
    return { name, legs: [outLeg(question), somewhereInside(question)] };
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
  if (hostnames.value && isIn6Alone(question, endpoint)) return in6AlonePlan(question, facts, endpoint);
  if (hostnames.value) return { name: say.captured(terrain, facts, endpoint), legs: [leg()] };
  const out = outLeg(question);
  if (out.way !== "none") return { name: say.publicName(terrain, facts), legs: [out] };
  return { name: say.hostnamesOff(terrain, facts, facts.vpc.value, endpoint), legs: [leg()] };
}

/** No endpoint answers for the name, so it leads out; and where nothing leads out, this says what is missing. */
function uncapturedPlan(question: Question, facts: NameFacts): Plan {
  const { terrain, sender } = question;
  const out = outLeg(question);
  const name = say.publicName(terrain, facts);
  const hidden = hiddenAnswers(question, facts, out);
  if (hidden !== null) return orHidden(name, out, hidden);
  if (out.way !== "none") return { name, legs: [out] };
  const broken = brokenEndpoint(question, facts);
  if (broken !== null) return broken;
  // What is missing is the route then, and not an endpoint.
  if (facts.hasGateway || hasWayOut(terrain, sender.vpcId)) return { name, legs: [out] };
  return { name: say.endpointMissing(terrain, facts, sender.vpcId), legs: [nowhere(question, out)] };
}

/** Where nothing leads out, the one hope is a zone that nobody read: whoever says so names it, and who stands on the way. */
function orHidden(name: Part, out: Leg, hidden: { name: Part; legs: Leg[] }): Plan {
  const legs: Plan["legs"] = [out, ...hidden.legs];
  if (out.way !== "none") return { name, legs, nameIfBlocked: hidden.name };
  const onTheWay = hidden.legs
    .flatMap((leg) => leg.out)
    .flatMap(({ uncertainties }) => uncertainties)
    .filter(({ because }) => because === "unprovable");
  const uncertainties = [...hidden.name.uncertainties, ...onTheWay];
  return { name: { ...hidden.name, uncertainties }, legs };
}

/**
 * What a private zone could lead to, where zones were not read: endpoints that do not answer themselves, any address of the
 * VPC, and what lies behind private routes. Few grant that read, so a way that works is not doubted for it, and one that is blocked is. Where
 * nobody so much as asked for it, a VPC is taken for one without zones, as most are, unless private routes are its only ways.
 */
function hiddenAnswers(question: Question, facts: NameFacts, out: Leg): { name: Part; legs: Leg[] } | null {
  const { gap } = facts.zones;
  if (gap === null) return null;
  const isAsked = gap.reason !== "unsupported";
  if (!isAsked && out.way !== "none") return null;
  const legs = isAsked ? [...endpointLegs(question, facts), somewhereInside(question)] : [];
  if (waysElsewhere(question).length > 0) legs.push(elsewhere(question));
  return legs.length === 0 ? null : { name: say.unreadFact(facts, gap), legs };
}

function uncapturedPlan6(question: Question, facts: NameFacts): Plan {
  const { terrain, sender } = question;
  const translated = nat64Leg(question);
  const subnet = terrain.subnet(sender.subnetId);
  if (translated !== null && subnet.gap !== null) {
    // Whether DNS64 is on is a fact of the subnet.
    const endpoint = facts.capturing === null ? [] : [endpointLeg(question, facts.capturing)];
    return { name: say.unreadFact(facts, subnet.gap), legs: [translated, outLeg(question), ...endpoint] };
  }
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
    const name = say.otherFamily(terrain, facts, facts.capturing, 6);
    return { name, legs: [withEndBlamedBefore(leg)] };
  }
  const hidden = hiddenAnswers(question, facts, out);
  const name = say.dualStackName(terrain, facts);
  if (hidden !== null) return orHidden(name, out, hidden);
  return brokenEndpoint(question, facts) ?? { name, legs: [out] };
}

/** An endpoint that is there and does not answer for the name is nearer to blame than the route that is not there. */
function brokenEndpoint(question: Question, facts: NameFacts): Plan | null {
  const { terrain } = question;
  const endpoints = facts.endpoints.value ?? [];
  const available = endpoints.find(isAvailable);
  if (available !== undefined) {
    return { name: say.privateDnsOff(terrain, facts, available), legs: [endpointLeg(question, available)] };
  }
  const [failed] = endpoints;
  if (failed === undefined) return null;
  const leg = endpointLeg(question, failed);
  return {
    name: say.endpointUnavailable(terrain, facts, failed),
    legs: [withEndBlamedBefore(leg)],
  };
}

function everyAnswer(question: Question, facts: NameFacts, { legs }: Plan): Plan["legs"] {
  const out = legs[0].way === "endpoint" ? [outLeg(question)] : [];
  return [...legs, ...out, ...endpointLegs(question, facts), somewhereInside(question), elsewhere(question)];
}

function withEndBlamedBefore(leg: Leg): Leg {
  return { ...leg, end: leg.end.map(blamedBefore) };
}

/** Whether the endpoint gives its names addresses that a sender of IPv4 does not ask for. */
function isIn6Alone({ sender }: Question, { ipAddressType, dnsRecordIpType }: VpcEndpoint): boolean {
  return sender.family === 4 && (ipAddressType === "ipv6" || dnsRecordIpType === "ipv6");
}

/** A node in a subnet that has no block of IPv6 cannot use it; one that may have both families may. */
function in6AlonePlan(question: Question, facts: NameFacts, endpoint: VpcEndpoint): Plan {
  const { terrain, sender } = question;
  const leg = endpointLeg(question, endpoint);
  const subnet = terrain.subnet(sender.subnetId);
  if (subnet.gap !== null) return { name: say.unreadFact(facts, subnet.gap), legs: [leg] };
  const isBeyond = subnet.value !== undefined && terrain.blocksOfSubnet(sender.subnetId, 6).length === 0;
  return isBeyond
    ? { name: say.otherFamily(terrain, facts, endpoint, 4), legs: [withEndBlamedBefore(leg)] }
    : { name: say.captured(terrain, facts, endpoint), legs: [leg] };
}

function answersIn6(endpoint: VpcEndpoint, { names }: NameFacts): boolean {
  const { ipAddressType, dnsRecordIpType } = endpoint;
  if (!isAvailable(endpoint) || ipAddressType === "ipv4" || ipAddressType === null) return false;
  if (dnsRecordIpType === "ipv4") return false;
  return [names.classicSuffix, names.dualStackSuffix].some((suffix) => answersFor(endpoint, suffix));
}
