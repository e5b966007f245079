import type { Trace } from "../model/path.ts";
import { formatAddress, formatAddresses } from "./address.ts";
import { settledParts, verdictOf, type Walk } from "./combine.ts";
import { draw } from "./draw.ts";
import type { Flow } from "./flow.ts";
import { inboundPart } from "./hops/inbound.ts";
import { interfacePart } from "./hops/interface.ts";
import { admissionOut, groupsPart } from "./hops/security-group.ts";
import type { Leg } from "./leg.ts";
import type { TraceQuestion } from "./network.ts";
import type { NodeInterface } from "./node-interface.ts";
import type { Part } from "./part.ts";
import { type Plan, planService } from "./plan.ts";
import type { Sender } from "./sender.ts";
import { findSource } from "./source.ts";
import type { Terrain } from "./terrain.ts";

/** Follows one connection there and back, with every hop in words. */
export function traceConnection(terrain: Terrain, question: TraceQuestion): Trace {
  const { protocol, port } = question;
  const source = findSource(terrain, question.from);
  const service = "service" in question.to ? question.to.service : null;
  const asked = {
    protocol,
    port,
    destination: { service, addresses: "address" in question.to ? [question.to.address] : [] },
  };
  const { own } = source;
  if (own === undefined) {
    const verdict = verdictOf(source.parts, null);
    return { ...draw(source.parts, verdict), ...asked, source: null, family: "ipv4" };
  }
  const flow: Flow = { family: own.family, protocol, port };
  const sender: Sender = { ...own, key: null, addresses: [[own.address, own.address]] };
  const plan = planTo(terrain, sender, question, flow);
  const walks = plan.legs.map((leg) => walkOf(terrain, leg, own, flow)) as [Walk, ...Walk[]];
  const before = [...source.parts, plan.name, interfacePart(own)];
  const parts = settledParts(before, walks).map((part) => part.toOwn?.(own.id) ?? part);
  const [leg] = plan.legs;
  return {
    ...draw(parts, verdictOf(parts, leg), own),
    ...asked,
    destination: { service, addresses: addressesOf(leg) },
    source: { instanceId: source.instanceId, interfaceId: own.id, address: formatAddress(own.address) },
    family: own.family === 4 ? "ipv4" : "ipv6",
  };
}

function planTo(terrain: Terrain, sender: Sender, { to }: TraceQuestion, flow: Flow): Plan {
  if ("service" in to) return planService({ terrain, sender, service: to.service, flow });
  throw new Error("not built yet");
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
  const peer = { addresses: [[own.address, own.address]] as const, securityGroupIds: groupIds };
  return {
    leg,
    groupsOut,
    groupsIn: inboundPart(terrain, destination, flow, peer, formatAddress(own.address)),
  };
}

/** Single addresses are told; ranges, of which nobody knows the one, are not. */
function addressesOf({ destination }: Leg): string[] {
  if (destination.isOneOfMany) return [];
  return destination.hosts.length > 0
    ? destination.hosts.map(({ addresses }) => formatAddresses(addresses))
    : destination.addresses.map((interval) => formatAddresses([interval]));
}
