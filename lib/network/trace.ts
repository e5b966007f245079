import type { Trace, TraceSource } from "../model/path.ts";
import { type Family, formatAddress, formatAddresses, parseAddress } from "./address.ts";
import { planAddress } from "./address-plan.ts";
import { settledParts, verdictOf, type Walk } from "./combine.ts";
import { draw } from "./draw.ts";
import { planEndpoint } from "./endpoint-plan.ts";
import type { Flow } from "./flow.ts";
import { familyMissing, noAddress } from "./hops/address.ts";
import { inboundPart } from "./hops/inbound.ts";
import { interfacePart } from "./hops/interface.ts";
import { admissionOut, groupsPart } from "./hops/security-group.ts";
import type { Leg } from "./leg.ts";
import type { TraceQuestion } from "./network.ts";
import type { NodeInterface } from "./node-interface.ts";
import type { Part } from "./part.ts";
import { type Plan, planService } from "./plan.ts";
import type { Sender } from "./sender.ts";
import { findSource, type Source } from "./source.ts";
import type { Terrain } from "./terrain.ts";

/** Follows one connection there and back, with every hop in words. */
export function traceConnection(home: Terrain, question: TraceQuestion): Trace {
  const { protocol, port } = question;
  const source = findSource(home, question.from, wantedFamily(question));
  const service = "service" in question.to ? question.to.service : null;
  const endpoint = "endpoint" in question.to ? { endpoint: question.to.endpoint.id } : {};
  const asked = {
    protocol,
    port,
    destination: { service, ...endpoint, addresses: "address" in question.to ? [question.to.address] : [] },
  };
  const { own } = source;
  const refused = own === undefined ? null : refusal(own, question);
  if (own === undefined || refused !== null) {
    const parts = refused === null ? source.parts : [...source.parts, refused];
    return {
      ...draw(parts, verdictOf(parts, null)),
      ...asked,
      source: own ? sourceOf(source, own) : null,
      family: own?.family === 6 ? "ipv6" : "ipv4",
    };
  }
  const flow: Flow = { family: own.family, protocol, port };
  const terrain = home.of(own);
  const sender: Sender = { ...own, key: null, addresses: [[own.address, own.address]] };
  const plan = planTo(terrain, sender, own, question, flow);
  const walks = plan.legs.map((leg) => walkOf(terrain, leg, own, flow)) as [Walk, ...Walk[]];
  const parts = settledParts(plan, walks, source.parts, [interfacePart(own)]).map((part) =>
    terrain.locate(part.toOwn?.(own.id) ?? part),
  );
  const [leg] = plan.legs;
  return {
    ...draw(parts, verdictOf(parts, plan, terrain), own),
    ...asked,
    destination: { service: service ?? leg.destination.service, ...endpoint, addresses: addressesOf(leg) },
    source: sourceOf(source, own),
    family: own.family === 4 ? "ipv4" : "ipv6",
  };
}

function planTo(
  terrain: Terrain,
  sender: Sender,
  own: NodeInterface,
  { to }: TraceQuestion,
  flow: Flow,
): Plan {
  if ("service" in to) return planService({ terrain, sender, service: to.service, flow });
  if ("endpoint" in to) return planEndpoint({ terrain, sender, own, flow, to: to.endpoint });
  return planAddress({ terrain, sender, own, flow, text: to.address });
}

/** What nobody can be asked about: no address at all, or one of a family that the interface has not. */
function refusal(own: NodeInterface, { to }: TraceQuestion): Part | null {
  if (!("address" in to)) return null;
  const address = parseAddress(to.address);
  if (address === undefined) return noAddress(to.address);
  return address.family === own.family ? null : familyMissing(own, address.family);
}

function walkOf(terrain: Terrain, leg: Leg, own: NodeInterface, flow: Flow): Walk {
  const { destination } = leg;
  const groupIds = own.securityGroupIds;
  const groupsOut: Part = groupsPart({
    terrain,
    place: {
      hop: "security-group-out",
      isBack: false,
      resources: groupIds.map((id) => ({ kind: "security-group", id })),
    },
    direction: "egress",
    destination,
    flow,
    admissions: groupIds.map((id) => admissionOut(terrain, id, destination, flow)),
    peer: destination.label,
  });
  if (!leg.asksWhoSends) return { leg, groupsOut, groupsIn: null };
  const peer = leg.arrivesAs ?? { addresses: [[own.address, own.address]], securityGroupIds: groupIds };
  const name = formatAddresses(peer.addresses);
  return { leg, groupsOut, groupsIn: inboundPart(terrain, destination, flow, peer, name) };
}

function wantedFamily({ to }: TraceQuestion): Family | null {
  return "address" in to ? (parseAddress(to.address)?.family ?? null) : null;
}

function sourceOf({ instanceId }: Source, own: NodeInterface): TraceSource {
  return { instanceId, interfaceId: own.id, address: formatAddress(own.address) };
}

/** Single addresses are told; ranges, of which nobody knows the one, are not. */
function addressesOf({ destination }: Leg): string[] {
  if (destination.isOneOfMany) return [];
  return destination.hosts.length > 0
    ? destination.hosts.map(({ addresses }) => formatAddresses(addresses))
    : destination.addresses.map((interval) => formatAddresses([interval]));
}
