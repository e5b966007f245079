import type { Instance, InstanceNetworkInterface } from "../model/documents/instance.ts";
import { type Family, parseAddress } from "./address.ts";
import type { Client } from "./flow.ts";
import type { Point } from "./interval-set.ts";

/** The interface that sends, in the form in which paths ask about it. */
export type NodeInterface = {
  id: string;
  vpcId: string;
  subnetId: string;
  family: Family;
  address: Point;
  hasPublicAddress: boolean;
  publicAddress: string | null;
  securityGroupIds: readonly string[];
  client: Client;
};

/**
 * The interface from which an instance's system sends unless it is told otherwise: device 0 of card 0. Undefined where it
 * has none, or none with an address, as a terminated instance.
 */
export function primaryInterface(
  instance: Instance,
  wanted: Family | null = null,
): NodeInterface | undefined {
  const own = primaryOf(instance.networkInterfaces);
  const client = instance.platform;
  if (own !== undefined) return toNodeInterface(own, client, wanted, own.vpcId ?? instance.vpcId);
  if (instance.privateAddress === null && instance.ipv6Address === null) return undefined;
  // A description without interfaces still has the primary one's facts.
  return toNodeInterface(
    {
      id: instance.id,
      vpcId: instance.vpcId,
      subnetId: instance.subnetId,
      privateAddresses:
        instance.privateAddress === null
          ? []
          : [{ address: instance.privateAddress, isPrimary: true, publicAddress: instance.publicAddress }],
      ipv6Addresses: instance.ipv6Address === null ? [] : [instance.ipv6Address],
      securityGroupIds: instance.securityGroupIds,
    },
    client,
    wanted,
  );
}

export function primaryOf(
  interfaces: readonly InstanceNetworkInterface[],
): InstanceNetworkInterface | undefined {
  const [only] = interfaces;
  if (interfaces.length < 2) return only;
  return (
    interfaces.find(
      ({ deviceIndex, networkCardIndex }) => deviceIndex === 0 && (networkCardIndex ?? 0) === 0,
    ) ?? only
  );
}

export function toNodeInterface(
  own: Pick<
    InstanceNetworkInterface,
    "id" | "vpcId" | "subnetId" | "privateAddresses" | "ipv6Addresses" | "securityGroupIds"
  >,
  client: Client,
  wanted: Family | null = null,
  vpcId = own.vpcId,
): NodeInterface | undefined {
  if (vpcId === null || own.subnetId === null) return undefined;
  const primary = own.privateAddresses.find(({ isPrimary }) => isPrimary) ?? own.privateAddresses[0];
  const address = (wanted === 6 ? null : primary?.address) ?? own.ipv6Addresses[0] ?? primary?.address ?? "";
  const parsed = parseAddress(address);
  if (parsed === undefined) return undefined;
  const publicAddress = parsed.family === 4 ? (primary?.publicAddress ?? null) : null;
  return {
    id: own.id,
    vpcId,
    subnetId: own.subnetId,
    family: parsed.family,
    address: parsed.value,
    // Only the public counterpart of this very private address helps it.
    hasPublicAddress: publicAddress !== null,
    publicAddress,
    securityGroupIds: own.securityGroupIds,
    client,
  };
}
