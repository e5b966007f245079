import type { VpcEndpoint } from "../model/documents/vpc-endpoint.ts";
import type { Gap } from "../model/gap.ts";
import { type Family, formatAddresses, parseAddress } from "./address.ts";
import type { Destination, Host } from "./destination.ts";
import { type Interval, type IntervalSet, toSet } from "./interval-set.ts";
import type { Terrain } from "./terrain.ts";

/**
 * The addresses of an interface endpoint. Where its interfaces are not known, it stands somewhere in its subnets: then
 * only a rule that tells a subnet's addresses apart leaves anything open.
 */
export function endpointDestination(
  terrain: Terrain,
  endpoint: VpcEndpoint,
  service: string | null,
  family: Family,
): Destination {
  const known = interfacesOf(terrain, endpoint, family);
  const hosts = known ?? subnetsOf(terrain, endpoint, family);
  const addresses = toSet(hosts.flatMap((host) => host.addresses as Interval[]));
  return {
    family,
    addresses,
    isOneOfMany: known === null,
    gap: known === null ? unreadInterface(terrain, endpoint) : undefined,
    hosts,
    unknownSubnetId:
      known === null
        ? endpoint.subnetIds.find((id) => terrain.blocksOfSubnet(id, family).length === 0)
        : undefined,
    securityGroupIds: groupsOf(endpoint, hosts),
    endpoint,
    service,
    label: known === null ? `the addresses of ${endpoint.id}` : formatAddresses(addresses),
  };
}

function unreadInterface(terrain: Terrain, { networkInterfaceIds }: VpcEndpoint): Gap | undefined {
  for (const id of networkInterfaceIds) {
    const { gap } = terrain.facts.get("network-interface", id);
    if (gap !== null) return gap;
  }
  return undefined;
}

function groupsOf({ securityGroupIds }: VpcEndpoint, hosts: readonly Host[]): string[] {
  const ids = securityGroupIds.length > 0 ? securityGroupIds : hosts.flatMap((host) => host.securityGroupIds);
  return [...new Set(ids)].sort();
}

function interfacesOf(terrain: Terrain, endpoint: VpcEndpoint, family: Family): Host[] | null {
  const hosts: Host[] = [];
  for (const id of endpoint.networkInterfaceIds.toSorted()) {
    const { value: own } = terrain.facts.get("network-interface", id);
    if (own === undefined) return null;
    const texts = family === 4 ? own.privateAddresses.map(({ address }) => address) : own.ipv6Addresses;
    const groups = own.securityGroupIds.length > 0 ? own.securityGroupIds : endpoint.securityGroupIds;
    for (const text of texts) {
      const address = parseAddress(text);
      if (address?.family !== family) continue;
      hosts.push({
        addresses: [[address.value, address.value]],
        interfaceId: id,
        vpcId: own.vpcId ?? endpoint.vpcId,
        subnetId: own.subnetId ?? onlyOne(endpoint.subnetIds),
        securityGroupIds: groups,
      });
    }
  }
  return endpoint.networkInterfaceIds.length > 0 ? hosts : null;
}

function onlyOne(ids: readonly string[]): string | null {
  return ids.length === 1 ? (ids[0] ?? null) : null;
}

function subnetsOf(terrain: Terrain, endpoint: VpcEndpoint, family: Family): Host[] {
  return endpoint.subnetIds.toSorted().map((subnetId) => ({
    addresses: somewhereIn(terrain, subnetId, endpoint.vpcId, family),
    interfaceId: null,
    vpcId: endpoint.vpcId,
    subnetId,
    securityGroupIds: endpoint.securityGroupIds,
  }));
}

/** Where the subnet is not known, it is some part of its VPC, and where that is not known either, of anything. */
function somewhereIn(terrain: Terrain, subnetId: string, vpcId: string | null, family: Family): IntervalSet {
  const ofSubnet = terrain.blocksOfSubnet(subnetId, family);
  if (ofSubnet.length > 0) return ofSubnet;
  const ofVpc = vpcId === null ? [] : terrain.blocksOfVpc(vpcId, family);
  return ofVpc.length > 0 ? ofVpc : everything[family];
}

const everything: { [Each in Family]: IntervalSet } = { 4: [[0, 0xffffffff]], 6: [[0n, (1n << 128n) - 1n]] };
