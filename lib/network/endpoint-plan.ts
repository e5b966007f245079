import type { VpcEndpoint } from "../model/documents/vpc-endpoint.ts";
import { formatAddress } from "./address.ts";
import { type AddressQuestion, emptyLeg, planAddress } from "./address-plan.ts";
import type { Destination } from "./destination.ts";
import { endpointDestination } from "./endpoint-destination.ts";
import * as say from "./hops/endpoint-name.ts";
import { insideLeg } from "./inside-leg.ts";
import { type Interval, toSet } from "./interval-set.ts";
import type { Part } from "./part.ts";
import type { Plan } from "./plan.ts";
import { elsewhere, somewhereInside } from "./service-legs.ts";
import { serviceOfEndpoint } from "./service-names.ts";

/** One endpoint, by its id or by a DNS name of its own. */
export type EndpointAddress = {
  id: string;
  /** The DNS name that was asked for; null where the endpoint was told by its id, which nobody resolves. */
  name: string | null;
  /** The zone whose name it is; null where it is that of all zones. */
  zone: string | null;
};

type EndpointQuestion = Omit<AddressQuestion, "text"> & { to: EndpointAddress };

/** AWS gives these no address that a packet could be sent to. */
const typesWithoutAddress: ReadonlySet<string | null> = new Set(["Gateway", "GatewayLoadBalancer"]);

/**
 * The way to the interfaces of one endpoint. Its own names are public ones with private addresses: they lead there from
 * everywhere, whatever private DNS says, and by whatever way leads to those addresses.
 */
export function planEndpoint(question: EndpointQuestion): Plan {
  const { terrain, sender, flow, to } = question;
  const reading = terrain.facts.get("vpc-endpoint", to.id);
  if (reading.gap !== null) return anywhere(question, say.unreadEndpoint(reading.gap));
  const endpoint = reading.value;
  if (endpoint === undefined) return anywhere(question, say.endpointNotDescribed(to.id));
  const service = serviceOfEndpoint(terrain.facts.snapshot.scope, endpoint.serviceName);
  const whole = endpointDestination(terrain, endpoint, service, sender.family);
  if (typesWithoutAddress.has(endpoint.type))
    return { name: null, legs: [emptyLeg(whole, [say.withoutAddress(terrain, endpoint)])] };
  const destination = to.zone === null ? whole : ofZone(question, endpoint, whole, to.zone);
  if ("hop" in destination) return { name: null, legs: [emptyLeg(whole, [destination])] };
  const name = to.name === null ? null : say.nameOfEndpoint(terrain, sender.vpcId, endpoint, to.name);
  const isElsewhere = endpoint.vpcId !== null && endpoint.vpcId !== sender.vpcId;
  if (isElsewhere && !destination.isOneOfMany && destination.hosts.length > 0)
    return { name, legs: legsToOtherVpc(question, destination) };
  return { name, legs: [insideLeg(terrain, sender, destination, flow)] };
}

/** Nobody knows where it stands: only what blocks every private address is in the way for certain. */
function anywhere({ terrain, sender, flow }: EndpointQuestion, name: Part): Plan {
  const asked = { terrain, sender, flow, service: "" };
  return { name, legs: [somewhereInside(asked), elsewhere(asked)] };
}

/** Each address by itself, as another VPC's interfaces are followed one by one. */
function legsToOtherVpc(question: EndpointQuestion, { hosts, service }: Destination): Plan["legs"] {
  const texts = hosts.flatMap(({ addresses }) => addresses.map(([from]) => formatAddress(from)));
  const [first, ...others] = texts
    .flatMap((text) => planAddress({ ...question, text }).legs)
    .map((leg) => ({ ...leg, destination: { ...leg.destination, service } }));
  return [first!, ...others];
}

/** The part of it that stands in one zone, or what is to be said where there is none or where that is not known. */
function ofZone(
  { terrain }: EndpointQuestion,
  endpoint: VpcEndpoint,
  whole: Destination,
  zone: string,
): Destination | Part {
  const subnets = whole.hosts.map(({ subnetId }) =>
    subnetId === null ? undefined : terrain.subnet(subnetId),
  );
  const gap = subnets.find((reading) => reading !== undefined && reading.gap !== null)?.gap;
  if (gap != null) return say.unreadEndpoint(gap);
  const hosts = whole.hosts.filter((_, index) => subnets[index]?.value?.zone === zone);
  if (hosts.length === 0) return say.notInZone(terrain, endpoint, zone);
  return { ...whole, hosts, addresses: toSet(hosts.flatMap((host) => host.addresses as Interval[])) };
}
