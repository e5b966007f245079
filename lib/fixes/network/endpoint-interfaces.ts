import ipaddr from "ipaddr.js";
import type { NetworkInterface } from "../../model/documents/network-interface.ts";
import type { Subnet } from "../../model/documents/subnet.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { freeAddress } from "./blocks.ts";

/** The interfaces that an endpoint will have, one a subnet. AWS chooses the addresses: these are free ones of its subnets. */
export function plannedInterfaces(
  snapshot: Snapshot,
  endpointId: string,
  subnetIds: readonly string[],
  securityGroupIds: readonly string[],
  isDualStack: boolean,
): NetworkInterface[] {
  return subnetIds.flatMap((subnetId) => {
    const subnet = snapshot.get("subnet", subnetId);
    if (subnet === undefined) return [];
    const standing = snapshot.of("subnet", subnetId, "network-interface");
    const address = subnet.cidrBlock && freeAddress(subnet.cidrBlock, addressesIn(snapshot, subnetId));
    const six = isDualStack ? ipv6AddressIn(subnet, standing.length) : undefined;
    return {
      ...{ id: `eni-of-${endpointId}-${subnetId}`, type: "vpc_endpoint", status: "in-use", subnetId },
      ...{ vpcId: subnet.vpcId, zone: subnet.zone, description: `VPC Endpoint Interface ${endpointId}` },
      privateAddresses: address ? [{ address, isPrimary: true, publicAddress: null }] : [],
      ipv6Addresses: six === undefined ? [] : [six],
      securityGroupIds: [...securityGroupIds],
      ...{ sourceDestCheck: true, attachment: null, isRequesterManaged: true },
      ...{ ownerId: snapshot.scope.account, tags: {} },
    } satisfies NetworkInterface;
  });
}

function addressesIn(snapshot: Snapshot, subnetId: string): Set<string> {
  const interfaces = snapshot.of("subnet", subnetId, "network-interface");
  const instances = snapshot.of("subnet", subnetId, "instance");
  return new Set([
    ...interfaces.flatMap(({ privateAddresses }) => privateAddresses.map(({ address }) => address)),
    ...instances.flatMap(({ privateAddress }) => privateAddress ?? []),
  ]);
}

/** Far from the beginning, where people number by hand. */
export function ipv6AddressIn({ ipv6CidrBlocks }: Subnet, number: number): string | undefined {
  const [block] = ipv6CidrBlocks;
  if (block === undefined) return undefined;
  const bytes = ipaddr.IPv6.networkAddressFromCIDR(block).toByteArray();
  bytes.splice(12, 4, 0xfe, 0, (number >> 8) & 255, number & 255);
  return ipaddr.fromByteArray(bytes).toString();
}
