import { type ParsedAddress, parseAddress, parseBlock } from "./address.ts";
import type { Destination, Host } from "./destination.ts";
import { type FoundHost, findHost, findPublicHost } from "./find-host.ts";
import type { Flow } from "./flow.ts";
import { ofSystem, unusedAddress } from "./hops/address.ts";
import { insideLeg } from "./inside-leg.ts";
import { contains, type IntervalSet, overlaps } from "./interval-set.ts";
import type { Leg } from "./leg.ts";
import type { NodeInterface } from "./node-interface.ts";
import { type Part, unread } from "./part.ts";
import { peeredLeg } from "./peered-leg.ts";
import type { Plan } from "./plan.ts";
import { arrivalAt } from "./public-arrival.ts";
import { publicLeg } from "./public-leg.ts";
import { routeParts } from "./route-lookup.ts";
import type { Sender } from "./sender.ts";
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
  if (isOfSystem(terrain, sender, destination.addresses)) return emptyLeg(destination, [ofSystem(text)]);
  if (overlaps(terrain.blocksOfVpc(sender.vpcId, sender.family), destination.addresses)) {
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
  const leg = publicLeg(terrain, sender, destination, flow);
  const found = sender.family === 4 ? findPublicHost(terrain, text) : { kind: "nobody" as const };
  return found.kind === "host" ? arrivalAt(question, leg, found.host) : leg;
}

function toHost(
  { terrain, sender, flow }: AddressQuestion,
  destination: Destination,
  { host, isNatGateway, endpointId }: Extract<FoundHost, { kind: "host" }>,
): Leg {
  const endpoint = endpointId === null ? null : (terrain.facts.get("vpc-endpoint", endpointId).value ?? null);
  const to = { ...destination, hosts: [host], securityGroupIds: [...host.securityGroupIds].sort(), endpoint };
  return insideLeg(
    terrain,
    sender,
    to,
    flow,
    isNatGateway ? unusedAddress(destination.label, sender.vpcId, true) : undefined,
  );
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
  if (found.kind === "gap") return unread({ hop: "service", isBack: false, resources: [] }, found.gap);
  return unusedAddress(label, sender.vpcId, terrain.ownsVpc(sender.vpcId));
}

/** Amazon's DNS, metadata, time and activation answer at the link and at the base of the VPC, and nothing filters them. */
function isOfSystem(terrain: Terrain, sender: Sender, addresses: IntervalSet): boolean {
  if (sender.family === 6) return overlaps([parseBlock("fd00:ec2::/32")!.interval], addresses);
  if (overlaps([parseBlock("169.254.0.0/16")!.interval], addresses)) return true;
  const [first] = terrain.blocksOfVpc(sender.vpcId, 4);
  return first !== undefined && contains(addresses, Number(first[0]) + 2);
}

function peeringOf(terrain: Terrain, sender: Sender, addresses: IntervalSet): string | undefined {
  const table = terrain.tableOfSubnet(sender.subnetId, sender.vpcId).value?.table;
  const route = table && routeParts(terrain.compiledTable(table, sender.family), addresses)[0]?.route;
  return route?.target.kind === "peering-connection" && route.state !== "blackhole"
    ? route.target.id
    : undefined;
}

function emptyLeg(destination: Destination, end: readonly Part[]): Leg {
  return {
    way: "none",
    endpointId: null,
    destination,
    out: [],
    asksWhoSends: false,
    end,
    back: [],
    isUnfiltered: true,
  };
}
