import type { GroupIdentifier, NetworkInterface, Subnet } from "@aws-sdk/client-ec2";
import type { OperationContext } from "../operation.ts";
import type { Ec2State } from "../world.ts";
import { newId } from "./identifiers.ts";

/** The interface that AWS itself puts into a subnet for a gateway or an endpoint. */
export function createManagedInterface(
  context: OperationContext,
  subnet: Subnet,
  what: Pick<NetworkInterface, "Description" | "InterfaceType" | "PrivateIpAddress"> & {
    Groups?: GroupIdentifier[];
  },
): NetworkInterface {
  const { ec2 } = context.region;
  const PrivateIpAddress = what.PrivateIpAddress ?? freeAddress(ec2, subnet);
  const created: NetworkInterface = {
    NetworkInterfaceId: newId("eni"),
    ...what,
    Groups: what.Groups ?? [],
    OwnerId: context.account.id,
    RequesterManaged: true,
    RequesterId: "amazon-aws",
    Status: "in-use",
    SourceDestCheck: what.InterfaceType !== "natGateway",
    AvailabilityZone: subnet.AvailabilityZone,
    SubnetId: subnet.SubnetId,
    VpcId: subnet.VpcId,
    PrivateIpAddress,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress }],
    Ipv6Addresses: [],
    TagSet: [],
  };
  ec2.networkInterfaces.set(created.NetworkInterfaceId ?? "", created);
  return created;
}

/** An address of IPv6 for an interface in a subnet that has a block of it. */
export function freeIpv6Address(ec2: Ec2State, { SubnetId, Ipv6CidrBlockAssociationSet }: Subnet) {
  const block = Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock;
  if (block === undefined) return [];
  const taken = new Set<string | undefined>();
  for (const each of ec2.networkInterfaces.values())
    if (each.SubnetId === SubnetId)
      for (const { Ipv6Address } of each.Ipv6Addresses ?? []) taken.add(Ipv6Address);
  for (let host = 0xfe00; ; host++) {
    const Ipv6Address = block.replace(/::\/\d+$/, `::${host.toString(16)}`);
    if (!taken.has(Ipv6Address)) return [{ Ipv6Address }];
  }
}

/** AWS keeps the first four addresses of a subnet, and the last one, to itself. */
const reservedAtStart = 4;

function freeAddress(ec2: Ec2State, subnet: Subnet): string | undefined {
  const [base = "", length = "32"] = (subnet.CidrBlock ?? "").split("/");
  const first = toNumber(base) + reservedAtStart;
  const last = toNumber(base) + 2 ** (32 - Number(length)) - 2;
  const taken = new Set<string | undefined>();
  for (const { SubnetId, PrivateIpAddresses = [], PrivateIpAddress } of ec2.networkInterfaces.values()) {
    if (SubnetId !== subnet.SubnetId) continue;
    taken.add(PrivateIpAddress);
    for (const address of PrivateIpAddresses) taken.add(address.PrivateIpAddress);
  }
  for (let address = first; address <= last; address++) {
    const text = toText(address);
    if (!taken.has(text)) return text;
  }
  return undefined;
}

function toNumber(address: string): number {
  return address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
}

function toText(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
}
