import type { Instance as AwsInstance, InstanceNetworkInterface as AwsInterface } from "@aws-sdk/client-ec2";
import type { Instance, InstanceNetworkInterface, InterfaceAddress } from "../model/documents/instance.ts";
import { instanceStates, type Platform } from "../model/node.ts";
import { defineCollector } from "./define-collector.ts";
import { oneOf, present, required, toTags, toTime } from "./parsing.ts";
import type { Stored } from "./stored.ts";

/** A thousand instances of EC2's XML hold a thread for an eighth of a second. */
const pageSize = 200;
/** As many values as one filter takes. */
const idsPerCall = 200;

export const instances = defineCollector({
  kind: "instance",
  actions: ["ec2:DescribeInstances"],
  isOfNodes: true,
  async *read(reader, { nodes }) {
    for (const filters of nodes === null ? [undefined] : filtersFor(nodes)) {
      // Never by InstanceIds: a single unknown one fails the whole call.
      const pages = reader.pages("ec2:DescribeInstances", { MaxResults: pageSize, Filters: filters });
      for await (const { Reservations } of pages) {
        const described = (Reservations ?? []).flatMap((reservation) =>
          // The owner of a shared subnet's instance is told by the reservation alone.
          (reservation.Instances ?? []).map((instance) => ({ ...instance, OwnerId: reservation.OwnerId })),
        );
        const asked = described.filter(({ InstanceId: id = "" }) => nodes?.includes(id) ?? true);
        yield { items: asked.map((instance) => ({ id: instance.InstanceId, body: instance })) };
      }
    }
  },
  parse: toInstance,
});

function* filtersFor(nodes: readonly string[]) {
  const ids = nodes.filter((id) => id.startsWith("i-"));
  for (let start = 0; start < ids.length; start += idsPerCall) {
    yield [{ Name: "instance-id", Values: ids.slice(start, start + idsPerCall) }];
  }
}

export function toInstance(instance: Stored<AwsInstance & { OwnerId?: string }>): Instance {
  const options = instance.MetadataOptions;
  return {
    id: required(instance.InstanceId, "InstanceId"),
    state: oneOf(instance.State?.Name, instanceStates, "State.Name"),
    stateTransitionReason: instance.StateTransitionReason || null,
    stateReasonCode: instance.StateReason?.Code ?? null,
    launchedAt: toTime(instance.LaunchTime),
    platform: toPlatform(instance),
    platformDetails: instance.PlatformDetails ?? null,
    architecture: instance.Architecture ?? null,
    instanceType: instance.InstanceType ?? null,
    imageId: instance.ImageId ?? null,
    zone: instance.Placement?.AvailabilityZone ?? null,
    vpcId: instance.VpcId || null,
    subnetId: instance.SubnetId || null,
    privateAddress: instance.PrivateIpAddress || null,
    publicAddress: instance.PublicIpAddress || null,
    ipv6Address: instance.Ipv6Address || firstIpv6(instance),
    securityGroupIds: present(instance.SecurityGroups, (group) => group.GroupId),
    networkInterfaces: (instance.NetworkInterfaces ?? []).map((each) => toInterface(each, instance)),
    instanceProfileArn: instance.IamInstanceProfile?.Arn ?? null,
    metadataOptions: options
      ? {
          state: options.State ?? null,
          httpEndpoint: options.HttpEndpoint ?? null,
          httpTokens: options.HttpTokens ?? null,
          httpPutResponseHopLimit: options.HttpPutResponseHopLimit ?? null,
          httpProtocolIpv6: options.HttpProtocolIpv6 ?? null,
        }
      : null,
    sourceDestCheck: instance.SourceDestCheck ?? null,
    ownerId: instance.OwnerId ?? null,
    tags: toTags(instance.Tags),
  };
}

/** EC2 names Windows alone; that it is a Mac shows in the architecture, and all the rest runs Linux. */
function toPlatform({ Platform, PlatformDetails, Architecture }: Stored<AwsInstance>): Platform {
  if ((Platform ?? PlatformDetails)?.toLowerCase().startsWith("windows")) return "windows";
  return Architecture?.endsWith("_mac") ? "macos" : "linux";
}

function firstIpv6({ NetworkInterfaces }: Stored<AwsInstance>): string | null {
  const primary = NetworkInterfaces?.find((each) => each.Attachment?.DeviceIndex === 0);
  return primary?.Ipv6Addresses?.[0]?.Ipv6Address ?? null;
}

/** What a short answer leaves out of an instance's only interface, the instance says itself. */
function toInterface(
  networkInterface: Stored<AwsInterface>,
  instance: Stored<AwsInstance>,
): InstanceNetworkInterface {
  const groups = present(networkInterface.Groups, (group) => group.GroupId);
  const isOnly = instance.NetworkInterfaces?.length === 1;
  return {
    id: required(networkInterface.NetworkInterfaceId, "NetworkInterfaceId"),
    deviceIndex: networkInterface.Attachment?.DeviceIndex ?? null,
    networkCardIndex: networkInterface.Attachment?.NetworkCardIndex ?? null,
    attachmentStatus: networkInterface.Attachment?.Status ?? null,
    subnetId: networkInterface.SubnetId ?? (isOnly ? instance.SubnetId || null : null),
    vpcId: networkInterface.VpcId ?? (instance.VpcId || null),
    privateAddresses: toInterfaceAddresses(networkInterface),
    ipv6Addresses: present(networkInterface.Ipv6Addresses, (address) => address.Ipv6Address),
    securityGroupIds:
      groups.length === 0 && isOnly ? present(instance.SecurityGroups, (group) => group.GroupId) : groups,
    sourceDestCheck: networkInterface.SourceDestCheck ?? null,
  };
}

type Addressed = {
  PrivateIpAddress?: string;
  Association?: { PublicIp?: string };
  PrivateIpAddresses?: readonly {
    PrivateIpAddress?: string;
    Primary?: boolean;
    Association?: { PublicIp?: string };
  }[];
};

/** The primary address first; it is the one that a short answer names alone. */
export function toInterfaceAddresses({
  PrivateIpAddresses: listed = [],
  PrivateIpAddress,
  Association,
}: Addressed): InterfaceAddress[] {
  const isListed = listed.some((each) => each.PrivateIpAddress !== undefined);
  const addresses = isListed ? listed : [{ PrivateIpAddress, Association, Primary: true }];
  const all = present(addresses, (each) =>
    each.PrivateIpAddress === undefined
      ? undefined
      : {
          address: each.PrivateIpAddress,
          isPrimary: each.Primary ?? false,
          publicAddress: each.Association?.PublicIp ?? null,
        },
  );
  return all.sort((left, right) => Number(right.isPrimary) - Number(left.isPrimary));
}
