import type { HostedZone } from "../../model/documents/hosted-zone.ts";
import type { Vpc } from "../../model/documents/vpc.ts";
import type { VpcEndpoint } from "../../model/documents/vpc-endpoint.ts";
import type { Gap } from "../../model/gap.ts";
import type { Family } from "../address.ts";
import type { NameFacts, Servers } from "../name-facts.ts";
import { type Blame, block, type Part, type Place, pass, unprovable, unread, words } from "../part.ts";
import type { Sender } from "../sender.ts";
import type { Terrain } from "../terrain.ts";
import { unavailableSentence } from "./endpoint.ts";
import { notDescribed } from "./internet-gateway.ts";

/** The hop at which the name becomes an address: it goes first, as it chooses the path. */
function place(resources: Place["resources"] = []): Place {
  return { hop: "name", isBack: false, resources };
}

export function captured({ facts }: Terrain, { names }: NameFacts, endpoint: VpcEndpoint): Part {
  const resource = { kind: "vpc-endpoint" as const, id: endpoint.id };
  const sentence = `${names.classic} leads to ${endpoint.id}: private DNS is on, so every node of the VPC uses it.`;
  return pass(place([resource]), () =>
    words("the endpoint answers", sentence, [facts.evidence(resource, "PrivateDnsEnabled", true, sentence)]),
  );
}

export function publicName({ facts }: Terrain, { names, vpc }: NameFacts): Part {
  const sentence = `${names.classic} leads to public addresses: no endpoint of the VPC answers for it.`;
  return pass(place(), () =>
    words("public addresses", sentence, [
      facts.evidence(
        { kind: "vpc", id: vpc.value?.id ?? "" },
        "VpcEndpoints",
        "none answers for the name",
        sentence,
      ),
    ]),
  );
}

export function dualStackName(_: Terrain, { names }: NameFacts): Part {
  const name = names.dualStack ?? names.classic;
  const sentence = `The node has IPv6 alone, and of the service's names only ${name} has IPv6 addresses.`;
  return pass(place(), () => words("public IPv6 addresses", sentence), [
    { code: "DUAL_STACK_NAME", sentence: `The agent must be told to use dual-stack endpoints, as ${name}.` },
  ]);
}

export function translatedName(terrain: Terrain, { names }: NameFacts, sender: Sender): Part {
  const sentence = `DNS64 of ${sender.subnetId} gives ${names.classic} an IPv6 address in 64:ff9b::/96.`;
  return pass(place(), () =>
    words("DNS64 address", sentence, [
      terrain.facts.evidence({ kind: "subnet", id: sender.subnetId }, "EnableDns64", true, sentence),
    ]),
  );
}

export function translatedInside(_: Terrain, { names }: NameFacts, { id }: VpcEndpoint): Part {
  const sentence = `${names.classic} leads to ${id}, which has IPv4 alone; whether NAT64 leads to it is not followed here.`;
  const subject = { kind: "vpc-endpoint", id };
  const doubt = {
    cause: "path-unprovable",
    subject,
    code: "UNSUPPORTED_COMPONENT",
    whoCanTell: "the node itself",
  } as const;
  return unprovable(place([subject]), doubt, () => words("IPv4 behind NAT64", sentence));
}

export function unreadFact(_: NameFacts, gap: Gap): Part {
  return unread(place(), gap);
}

export function vpcNotDescribed(vpcId: string): Part {
  return unprovable(place([{ kind: "vpc", id: vpcId }]), notDescribed("vpc", vpcId), () =>
    words("VPC not described", `${vpcId} is not described here, so its DNS settings are not known.`),
  );
}

export function supportOff(terrain: Terrain, { names }: NameFacts, vpc: Vpc): Part {
  return supportOffFor(terrain, names.classic, vpc);
}

export function supportOffFor({ facts }: Terrain, name: string, vpc: Vpc): Part {
  const subject = { kind: "vpc" as const, id: vpc.id };
  const sentence = `DNS support is off in ${vpc.id}, and it has no other name servers: ${name} does not resolve.`;
  return block(place([subject]), { cause: "vpc-dns-disabled", subject, code: "DNS_SUPPORT_DISABLED" }, () =>
    words("DNS support off", sentence, [facts.evidence(subject, "EnableDnsSupport", false, sentence)]),
  );
}

export function hostnamesOff(
  { facts }: Terrain,
  { names }: NameFacts,
  vpc: Vpc,
  endpoint: VpcEndpoint,
): Part {
  const subject = { kind: "vpc" as const, id: vpc.id };
  const sentence = `DNS hostnames are off in ${vpc.id}, so ${names.classic} leads past ${endpoint.id} to public addresses, and nothing leads there.`;
  return block(place([subject]), { cause: "vpc-dns-disabled", subject, code: "PRIVATE_DNS_DISABLED" }, () =>
    words("DNS hostnames off", sentence, [facts.evidence(subject, "EnableDnsHostnames", false, sentence)]),
  );
}

type OtherServers = Extract<Servers, { kind: "others" | "not-described" }>;

export function otherServers(terrain: Terrain, { names }: NameFacts, servers: OtherServers): Part {
  return serversUnproved(terrain, names.classic, servers);
}

export function serversUnproved({ facts }: Terrain, name: string, servers: OtherServers): Part {
  const id = servers.kind === "others" ? servers.options.id : servers.id;
  const subject = { kind: "dhcp-options" as const, id };
  const list = servers.kind === "others" ? servers.options.domainNameServers : [];
  const told =
    list.length > 0 ? `names ${list.join(", ")} as name servers` : "names no name server that is known here";
  const sentence = `${id} ${told}: what they answer for ${name} is in no API.`;
  const doubt = {
    cause: "resolver-unprovable",
    subject,
    code: "DNS_CUSTOM_SERVERS",
    whoCanTell: list.length > 0 ? `whoever runs ${list.join(", ")}` : `the account that owns ${id}`,
  } as const;
  return unprovable(place([subject]), doubt, () =>
    words("own name servers", sentence, [
      facts.evidence(subject, "DhcpConfigurations[domain-name-servers]", list.join(", "), sentence),
    ]),
  );
}

export function privateZone({ facts }: Terrain, { names }: NameFacts, zones: readonly HostedZone[]): Part {
  const [zone] = zones.toSorted((left, right) => (left.id < right.id ? -1 : 1));
  const subject = { kind: "hosted-zone" as const, id: zone?.id ?? "" };
  const sentence = `The private zone ${zone?.name} answers for ${names.classic}, and its records are not read.`;
  const doubt = {
    cause: "resolver-unprovable",
    subject,
    code: "DNS_PRIVATE_ZONE",
    whoCanTell: zone?.owningAccount
      ? `account ${zone.owningAccount}, which keeps the zone`
      : "whoever keeps the zone",
  } as const;
  return unprovable(place([subject]), doubt, () =>
    words("private zone", sentence, [facts.evidence(subject, "Name", zone?.name, sentence)]),
  );
}

export function sharedSubnet({ facts }: Terrain, id: string, ownerId: string): Part {
  const subject = { kind: "subnet" as const, id };
  const sentence = `${id} belongs to account ${ownerId}, whose endpoints cannot be seen from here.`;
  const doubt = {
    cause: "path-unprovable",
    subject,
    code: "UNKNOWN_RESOURCE",
    whoCanTell: `account ${ownerId}, which owns the VPC`,
  } as const;
  return unprovable(place([subject]), doubt, () =>
    words("shared subnet", sentence, [facts.evidence(subject, "OwnerId", ownerId, sentence)]),
  );
}

export function endpointMissing({ facts }: Terrain, { names }: NameFacts, vpcId: string): Part {
  const subject = { kind: "vpc" as const, id: vpcId };
  const sentence = `${vpcId} has no endpoint for ${names.endpointServices[0]}, and no way to the internet.`;
  return block(place([subject]), { cause: "endpoint-missing", subject, code: "ENDPOINT_MISSING" }, () =>
    words("no endpoint", sentence, [
      { ...facts.evidence(subject, "VpcEndpoints", "none", sentence), api: "ec2:DescribeVpcEndpoints" },
    ]),
  );
}

const inboundOnly = "DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint";

export function privateDnsOff({ facts }: Terrain, { names }: NameFacts, endpoint: VpcEndpoint): Part {
  const isInbound =
    endpoint.privateDnsEnabled === true && endpoint.privateDnsOnlyForInboundResolverEndpoint === true;
  const isForOthers = endpoint.privateDnsEnabled === true && !isInbound;
  const [field, value, why] = isInbound
    ? [inboundOnly, true, "Private DNS serves the Resolver's inbound endpoint alone"]
    : isForOthers
      ? ["DnsEntries", endpoint.dnsNames.join(", "), "Private DNS answers other names alone"]
      : ["PrivateDnsEnabled", false, "Private DNS is off"];
  return ofEndpoint(facts, endpoint, field, value, {
    cause: "endpoint-private-dns-off",
    code: "PRIVATE_DNS_DISABLED",
    brief: isForOthers ? "not this name" : "private DNS off",
    sentence: `${why} on ${endpoint.id}, so ${names.classic} leads past it to public addresses, and nothing leads there.`,
  });
}

export function endpointUnavailable({ facts }: Terrain, { names }: NameFacts, endpoint: VpcEndpoint): Part {
  return ofEndpoint(facts, endpoint, "State", endpoint.state, {
    cause: "endpoint-unavailable",
    code: "BAD_STATE",
    brief: "endpoint unavailable",
    sentence: `${unavailableSentence(endpoint)} Nothing else leads to ${names.classic}.`,
  });
}

/** The endpoint's names have addresses of the other family than the node's alone. */
export function otherFamily(
  { facts }: Terrain,
  { names }: NameFacts,
  endpoint: VpcEndpoint,
  family: Family,
): Part {
  const [own, other] = family === 6 ? ["IPv6", "IPv4"] : ["IPv4", "IPv6"];
  const isOfRecords =
    endpoint.dnsRecordIpType === other.toLowerCase() && endpoint.ipAddressType !== other.toLowerCase();
  const [field, value] = isOfRecords
    ? ["DnsOptions.DnsRecordIpType", endpoint.dnsRecordIpType]
    : ["IpAddressType", endpoint.ipAddressType];
  return ofEndpoint(facts, endpoint, field, value, {
    cause: "endpoint-address-family",
    code: "ADDRESS_FAMILY_MISMATCH",
    brief: `${other} only`,
    sentence: `${endpoint.id} answers for ${names.classic} with ${other} addresses alone, and the node has ${own} alone.`,
  });
}

function ofEndpoint(
  facts: Terrain["facts"],
  { id }: VpcEndpoint,
  field: string,
  value: unknown,
  { brief, sentence, ...blame }: Omit<Blame, "subject"> & { brief: string; sentence: string },
): Part {
  const subject = { kind: "vpc-endpoint" as const, id };
  return block(place([subject]), { ...blame, subject }, () =>
    words(brief, sentence, [facts.evidence(subject, field, value, sentence)]),
  );
}
