import type { NetworkInterface } from "@aws-sdk/client-ec2";
import type { Estate } from "../estate.ts";
import { hashOf } from "../seeded-random.ts";
import type { Ground } from "./ground.ts";
import { ec2Of, labelOf, takeAddress } from "./ground.ts";

/** EC2's name for a private address. */
export function privateDnsName(region: string, address: string): string {
  const zone = region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal`;
  return `ip-${address.replaceAll(".", "-")}.${zone}`;
}

export function publicDnsName(region: string, address: string): string {
  const zone = region === "us-east-1" ? "compute-1" : `${region}.compute`;
  return `ec2-${address.replaceAll(".", "-")}.${zone}.amazonaws.com`;
}

export function macAddress(estate: Estate, label: string): string {
  const digits = estate.ids.hex(`mac/${label}`, 10);
  return `02:${digits.match(/../g)?.join(":")}`;
}

/** A public address out of AWS's ranges; the label decides it. */
export function publicAddress(estate: Estate, label: string): string {
  const number = hashOf(`${estate.world.seed}/public/${label}`);
  return `${[3, 18, 34, 44, 52, 54][number % 6]}.${(number >>> 8) & 127}.${(number >>> 16) & 255}.${1 + ((number >>> 24) % 254)}`;
}

export function elasticAddress(estate: Estate, ground: Ground, label: string, networkInterfaceId: string) {
  const address = {
    AllocationId: estate.ids.resource("eipalloc", label),
    PublicIp: publicAddress(estate, label),
    AssociationId: estate.ids.resource("eipassoc", label),
    NetworkInterfaceId: networkInterfaceId,
  };
  ec2Of(estate, ground).elasticAddresses.set(address.AllocationId, address);
  return address;
}

/** The interface of something that AWS runs in the VPC: a NAT gateway, an interface endpoint. */
export function addManagedInterface(
  estate: Estate,
  ground: Ground,
  spec: {
    name: string;
    subnetId: string;
    type: "nat_gateway" | "vpc_endpoint";
    description: string;
    groups: { GroupId: string; GroupName: string }[];
    publicLabel?: string;
    hasIpv6?: boolean;
  },
): NetworkInterface {
  const ec2 = ec2Of(estate, ground);
  const subnet = ec2.subnets.get(spec.subnetId);
  const id = estate.ids.resource("eni", labelOf(ground, spec.name));
  const address = takeAddress(estate, ground, spec.subnetId);
  const elastic = spec.publicLabel ? elasticAddress(estate, ground, spec.publicLabel, id) : null;
  const association = elastic && {
    AllocationId: elastic.AllocationId,
    AssociationId: elastic.AssociationId,
    IpOwnerId: ground.accountId,
    PublicDnsName: publicDnsName(ground.region, elastic.PublicIp),
    PublicIp: elastic.PublicIp,
  };
  const networkInterface: NetworkInterface = {
    NetworkInterfaceId: id,
    SubnetId: spec.subnetId,
    VpcId: ground.vpcId,
    AvailabilityZone: subnet?.AvailabilityZone,
    AvailabilityZoneId: subnet?.AvailabilityZoneId,
    OwnerId: ground.accountId,
    RequesterManaged: true,
    RequesterId: "amazon-aws",
    // EC2 says `nat_gateway`, though the SDK's enum has `natGateway`.
    InterfaceType: spec.type as NetworkInterface["InterfaceType"],
    Description: spec.description,
    Status: "in-use",
    SourceDestCheck: spec.type === "vpc_endpoint",
    MacAddress: macAddress(estate, id),
    Groups: spec.groups,
    PrivateIpAddress: address,
    PrivateDnsName: privateDnsName(ground.region, address),
    ...(association ? { Association: association } : {}),
    PrivateIpAddresses: [
      { Primary: true, PrivateIpAddress: address, ...(association ? { Association: association } : {}) },
    ],
    Ipv6Addresses: spec.hasIpv6 ? [{ Ipv6Address: ipv6Of(estate, ground, spec.subnetId, id) }] : [],
    Attachment: {
      AttachmentId: estate.ids.resource("eni-attach", id),
      DeviceIndex: 1,
      InstanceOwnerId: "amazon-aws",
      DeleteOnTermination: false,
      Status: "attached",
    },
    TagSet: [],
  };
  ec2.networkInterfaces.set(id, networkInterface);
  return networkInterface;
}

export function ipv6Of(estate: Estate, ground: Ground, subnetId: string, label: string): string {
  const block = ec2Of(estate, ground).subnets.get(subnetId)?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock;
  if (!block) throw new Error(`${subnetId} has no IPv6 block`);
  const digits = estate.ids.hex(`ipv6/${label}`, 12);
  return `${block.replace("::/64", "")}:${`1${digits.slice(1, 4)}:1${digits.slice(5, 8)}:1${digits.slice(9, 12)}`}:1`;
}
