import type { DhcpOptions } from "../model/documents/dhcp-options.ts";
import type { HostedZone } from "../model/documents/hosted-zone.ts";
import type { Vpc } from "../model/documents/vpc.ts";
import type { VpcEndpoint } from "../model/documents/vpc-endpoint.ts";
import type { Gap } from "../model/gap.ts";
import { formatAddress, parseBlock } from "./address.ts";
import type { Reading } from "./facts.ts";
import { isAvailable } from "./hops/endpoint.ts";
import { after } from "./interval-set.ts";
import { type ServiceNames, serviceNames } from "./service-names.ts";
import type { Terrain } from "./terrain.ts";

/** Everything in a VPC that decides what a service's name leads to. */
export type NameFacts = {
  names: ServiceNames;
  vpc: Reading<Vpc | undefined>;
  /** Of this very service, those that are not deleted, by id. */
  endpoints: Reading<readonly VpcEndpoint[]>;
  /** Whether routes of the VPC could lead to the service through a gateway endpoint, which no name knows of. */
  hasGateway: boolean;
  /** Answers for the name, as soon as the VPC's DNS attributes let it. */
  capturing: VpcEndpoint | null;
  servers: Servers;
  /** Private zones that hold the name, and are not those of an endpoint. */
  zones: Reading<readonly HostedZone[]>;
};

export type Servers =
  | { kind: "amazon" }
  | { kind: "others"; options: DhcpOptions }
  | { kind: "not-described"; id: string }
  | { kind: "gap"; gap: Gap };

export function nameFacts(terrain: Terrain, vpcId: string, service: string): NameFacts {
  return terrain.once(`name ${vpcId} ${service}`, () => {
    const { facts } = terrain;
    const names = serviceNames(facts.snapshot.scope, service);
    const vpc = terrain.vpc(vpcId);
    const all = facts.of("vpc", vpcId, "vpc-endpoint");
    const own = all.gap === null ? { gap: null, value: ofService(all.value, service, names) } : all;
    const answering = (own.value ?? []).filter(
      (endpoint) => isAvailable(endpoint) && answersFor(endpoint, names.classicSuffix),
    );
    const refused = answering.length === 0 ? terrain.refused("vpc-endpoint") : undefined;
    const endpoints = refused === undefined ? own : { gap: refused };
    const read = facts.of("vpc", vpcId, "hosted-zone");
    const zones =
      read.gap === null ? { gap: null, value: read.value.filter((zone) => holds(zone, names)) } : read;
    return {
      names,
      vpc,
      endpoints,
      hasGateway: all.value?.some((each) => isGatewayOf(each, names)) ?? false,
      capturing: answering[0] ?? null,
      servers: serversOf(terrain, vpc.value),
      zones,
    };
  });
}

function ofService(endpoints: readonly VpcEndpoint[], service: string, names: ServiceNames): VpcEndpoint[] {
  return endpoints
    .filter((endpoint) => {
      const { type, serviceName, state } = endpoint;
      const isInterface = type === null || type === "Interface";
      // Compared whole: ssm-contacts and ssm-incidents are other services than ssm.
      const isOfIt = serviceName !== null && names.endpointServices.includes(serviceName);
      return (
        isInterface &&
        state !== "deleted" &&
        (isOfIt || (!calledAlike.has(service) && isNamed(endpoint, names)))
      );
    })
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}

function isGatewayOf(endpoint: VpcEndpoint, { endpointServices }: ServiceNames): boolean {
  const { type, serviceName } = endpoint;
  return (
    type === "Gateway" &&
    isAvailable(endpoint) &&
    serviceName !== null &&
    endpointServices.includes(serviceName)
  );
}

/**
 * Private DNS, and not for a Resolver endpoint's callers alone. AWS lists the names that it answers for, which need not be
 * those of both families; where nothing is said of private DNS, such a name says it.
 */
export function answersFor(endpoint: VpcEndpoint, suffix: string | null): boolean {
  if (suffix === null || endpoint.privateDnsOnlyForInboundResolverEndpoint === true) return false;
  const privateNames = privateNamesOf(endpoint);
  // By their end: some services are called otherwise than their endpoints.
  const isListed = privateNames.some((each) => each.endsWith(suffix));
  if (endpoint.privateDnsEnabled === null) return isListed;
  return endpoint.privateDnsEnabled && (privateNames.length === 0 || isListed);
}

/** What agents call: the endpoints of these have the names of their hosts, and one that is called otherwise is another's. */
const calledAlike: ReadonlySet<string> = new Set(["ssm", "ssmmessages", "ec2messages", "s3", "kms", "logs"]);

/** Some services have hosts that are called otherwise than their endpoints: `api.ecr` is at `ecr.api`. */
function isNamed(endpoint: VpcEndpoint, { classic, dualStack }: ServiceNames): boolean {
  return privateNamesOf(endpoint).some((each) =>
    each.startsWith("*.")
      ? classic.endsWith(each.slice(1)) || dualStack?.endsWith(each.slice(1)) === true
      : each === classic || each === dualStack,
  );
}

/** The names that private DNS answers, without the endpoint's own ones. */
function privateNamesOf({ dnsNames }: VpcEndpoint): string[] {
  return dnsNames
    .map((each) => each.toLowerCase().replace(/\.$/, ""))
    .filter((each) => !/\.vpce\.[a-z0-9.-]+$/.test(each));
}

/** A zone for the name itself or for anything above it; those that AWS keeps for endpoints are seen at the endpoint. */
function holds({ name, owningService }: HostedZone, { classic }: ServiceNames): boolean {
  if (owningService?.startsWith("vpce.")) return false;
  const zone = name.replace(/\.$/, "").toLowerCase();
  return classic === zone || classic.endsWith(`.${zone}`);
}

/** Who answers the names that machines of the VPC ask for. */
export function serversOf(terrain: Terrain, vpc: Vpc | undefined): Servers {
  if (vpc === undefined) return { kind: "amazon" };
  const id = vpc.dhcpOptionsId;
  if (id === null) return { kind: "amazon" };
  const reading = terrain.facts.get("dhcp-options", id);
  if (reading.gap !== null) return { kind: "gap", gap: reading.gap };
  if (reading.value === undefined) return { kind: "not-described", id };
  const isAmazons = new Set(["amazonprovideddns", "169.254.169.253", "fd00:ec2::253", ...resolversOf(vpc)]);
  const { domainNameServers: servers } = reading.value;
  const isAmazonAlone = servers.length > 0 && servers.every((server) => isAmazons.has(server.toLowerCase()));
  return isAmazonAlone ? { kind: "amazon" } : { kind: "others", options: reading.value };
}

/** Amazon's DNS also answers at the base of the VPC's first network plus two. */
function resolversOf({ cidrBlocks: [first] }: Vpc): string[] {
  const block = first === undefined ? undefined : parseBlock(first);
  return block === undefined ? [] : [formatAddress(after(after(block.interval[0])))];
}
