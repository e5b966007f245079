import type { Route } from "../model/documents/route-table.ts";
import { type ParsedAddress, parseAddress } from "./address.ts";
import type { Destination, Host } from "./destination.ts";
import { type FoundHost, findHost, findPublicHost, holderOf, towards } from "./find-host.ts";
import type { Flow } from "./flow.ts";
import { linkLocal, ofItself, unusedAddress } from "./hops/address.ts";
import { deafPart } from "./hops/deaf.ts";
import { systemPart } from "./hops/system.ts";
import { insideLeg } from "./inside-leg.ts";
import { type IntervalSet, overlaps, type Point } from "./interval-set.ts";
import type { Leg } from "./leg.ts";
import type { NodeInterface } from "./node-interface.ts";
import { type Part, unread } from "./part.ts";
import { peeredLeg } from "./peered-leg.ts";
import type { Plan } from "./plan.ts";
import { arrivalAt } from "./public-arrival.ts";
import { publicLeg } from "./public-leg.ts";
import { routeParts } from "./route-lookup.ts";
import type { Sender } from "./sender.ts";
import { isLinkLocal } from "./special-addresses.ts";
import { systemServiceAt } from "./system-services.ts";
import type { Terrain } from "./terrain.ts";

export type AddressQuestion = {
  terrain: Terrain;
  sender: Sender;
  own: NodeInterface;
  flow: Flow;
  text: string;
};

/** The way to one address, wherever it is. */
export function planAddress(question: AddressQuestion): Plan {
  return { name: null, legs: [legTo(question, parseAddress(question.text)!)] };
}

function legTo(question: AddressQuestion, { value }: ParsedAddress): Leg {
  const { terrain, sender, flow, text } = question;
  const destination: Destination = {
    family: sender.family,
    addresses: [[value, value]],
    isOneOfMany: false,
    hosts: [],
    securityGroupIds: [],
    endpoint: null,
    service: null,
    label: text,
  };
  const local = answeredLocally(question, value);
  if (local !== null) return emptyLeg(destination, [local]);
  if (isInside(terrain, sender, destination.addresses)) {
    const found = findHost(terrain, sender.vpcId, value);
    if (found.kind === "host") return toHost(question, destination, found);
    return insideLeg(
      terrain,
      sender,
      nobody(terrain, sender, destination),
      flow,
      nobodyPart(terrain, sender, destination, found),
    );
  }
  const peering = peeringOf(terrain, sender, destination.addresses);
  if (peering !== undefined) return peeredLeg(terrain, sender, destination, flow, peering);
  const foreign = { ...destination, areHostsUnknown: mayCarryGroups(terrain, sender, destination) };
  const leg = publicLeg(terrain, sender, foreign, flow);
  if (isOfNatGateway(terrain, text)) return { ...leg, end: [unusedAddress(text, sender.vpcId, true)] };
  // Where the way leads into the dark, nobody knows as whom the packet arrives.
  if (leg.way === "dark") return leg;
  const found = findPublicHost(terrain, text, value);
  return found.kind === "host" ? toPublicHost(question, leg, found) : leg;
}

function toHost(
  { terrain, sender, flow }: AddressQuestion,
  destination: Destination,
  found: Extract<FoundHost, { kind: "host" }>,
): Leg {
  return insideLeg(
    terrain,
    sender,
    towards(destination, found),
    flow,
    deafPart(terrain, destination.label, found) ?? undefined,
  );
}

function toPublicHost(question: AddressQuestion, leg: Leg, found: Extract<FoundHost, { kind: "host" }>): Leg {
  const deaf = deafPart(question.terrain, leg.destination.label, found);
  const arriving = arrivalAt(question, leg, found);
  return deaf === null ? arriving : { ...arriving, end: [deaf] };
}

/** NAT gateways tell their public addresses themselves, where interfaces are not listed. */
function isOfNatGateway({ facts }: Terrain, text: string): boolean {
  return (facts.all("nat-gateway").value ?? []).some(
    ({ state, addresses }) =>
      state !== "deleted" && addresses.some(({ publicAddress }) => publicAddress === text),
  );
}

/** By the blocks of the VPC, and where those were not read by its subnets, and by the table, which keeps its packets inside. */
function isInside(terrain: Terrain, sender: Sender, addresses: IntervalSet): boolean {
  const { family, vpcId } = sender;
  if (overlaps(terrain.blocksOfVpc(vpcId, family), addresses)) return true;
  if (terrain.vpc(vpcId).value !== undefined) return false;
  const subnets = terrain.facts.of("vpc", vpcId, "subnet").value ?? [];
  if (subnets.some(({ id }) => overlaps(terrain.blocksOfSubnet(id, family), addresses))) return true;
  return routeTo(terrain, sender, addresses)?.target.kind === "local";
}

/** The address is judged as if it stood in the subnet whose block has it. */
function nobody(terrain: Terrain, sender: Sender, destination: Destination): Destination {
  const subnets = terrain.facts.of("vpc", sender.vpcId, "subnet").value ?? [];
  const subnet = subnets.find(({ id }) =>
    overlaps(terrain.blocksOfSubnet(id, sender.family), destination.addresses),
  );
  if (subnet === undefined) return destination;
  const host: Host = {
    addresses: destination.addresses,
    interfaceId: null,
    vpcId: sender.vpcId,
    subnetId: subnet.id,
    securityGroupIds: [],
  };
  return { ...destination, hosts: [host] };
}

function nobodyPart(terrain: Terrain, sender: Sender, { label }: Destination, found: FoundHost): Part {
  const gap = found.kind === "gap" ? found.gap : terrain.vpc(sender.vpcId).gap;
  if (gap !== null) return unread({ hop: "service", isBack: false, resources: [] }, gap);
  return unusedAddress(label, sender.vpcId, terrain.seesAll(sender.vpcId));
}

/** What never leaves for the network: a service of the VPC itself, or an address of the machine that asks. */
function answeredLocally(question: AddressQuestion, value: Point): Part | null {
  const { terrain, sender, own, text } = question;
  const vpc = terrain.vpc(sender.vpcId);
  const service = systemServiceAt(value, vpc.value?.cidrBlocks[0]);
  if (service !== undefined) return systemPart(question, service);
  const local = vpc.gap === null ? undefined : routeTo(terrain, sender, [[value, value]]);
  const isMaybe = local?.destination.kind === "ipv4" && systemServiceAt(value, local.destination.cidr);
  if (vpc.gap !== null && isMaybe) return unread({ hop: "service", isBack: false, resources: [] }, vpc.gap);
  if (isLinkLocal(value)) return linkLocal(text);
  const interfaces = holderOf(terrain, own.id)?.networkInterfaces ?? [];
  const texts = interfaces.flatMap(({ privateAddresses, ipv6Addresses }) => [
    ...privateAddresses.map(({ address }) => address),
    ...ipv6Addresses,
  ]);
  const isOwn = value === own.address || texts.some((each) => parseAddress(each)?.value === value);
  return isOwn ? ofItself(text) : null;
}

function routeTo(terrain: Terrain, sender: Sender, addresses: IntervalSet): Route | undefined {
  const table = terrain.tableOfSubnet(sender.subnetId, sender.vpcId).value?.table;
  return table && routeParts(terrain.compiledTable(table, sender.family), addresses)[0]?.route;
}

function peeringOf(terrain: Terrain, sender: Sender, addresses: IntervalSet): string | undefined {
  const route = routeTo(terrain, sender, addresses);
  return route?.target.kind === "peering-connection" && route.state !== "blackhole"
    ? route.target.id
    : undefined;
}

/**
 * Whether rules that name groups may mean the other side: a transit gateway keeps groups where it was told to, and where no
 * table is known the way may lead to a peer.
 */
function mayCarryGroups(terrain: Terrain, sender: Sender, { addresses }: Destination): boolean {
  if (terrain.tableOfSubnet(sender.subnetId, sender.vpcId).value === undefined) return true;
  const route = routeTo(terrain, sender, addresses);
  if (route?.target.kind !== "transit-gateway") return false;
  const { id } = route.target;
  const attachments = terrain.facts.of("vpc", sender.vpcId, "transit-gateway-attachment").value ?? [];
  const own = attachments.filter(({ transitGatewayId }) => transitGatewayId === id);
  return own.every(({ securityGroupReferencingSupport: support }) => support !== "disable");
}

/** A way that leads over nothing of the network. */
export function emptyLeg(destination: Destination, end: readonly Part[]): Leg {
  return {
    way: "none",
    exits: [],
    endpointId: null,
    destination,
    out: [],
    asksWhoSends: false,
    end,
    back: [],
    isUnfiltered: true,
  };
}
