import type { NetworkInterface as AwsNetworkInterface } from "@aws-sdk/client-ec2";
import type { NetworkInterface } from "../model/documents/network-interface.ts";
import { defineCollector } from "./define-collector.ts";
import { toInterfaceAddresses } from "./instances.ts";
import { listed } from "./listing.ts";
import { present, required, toTags } from "./parsing.ts";
import type { Stored } from "./stored.ts";

/** Every node has one, so their XML is as heavy as that of instances. */
const pageSize = 500;

export const networkInterfaces = defineCollector({
  kind: "network-interface",
  actions: ["ec2:DescribeNetworkInterfaces"],
  read: (reader) =>
    listed(
      reader.pages("ec2:DescribeNetworkInterfaces", { MaxResults: pageSize }),
      (answer) => answer.NetworkInterfaces,
      (networkInterface) => networkInterface.NetworkInterfaceId,
    ),
  parse: toNetworkInterface,
});

export function toNetworkInterface(networkInterface: Stored<AwsNetworkInterface>): NetworkInterface {
  const { Attachment: attachment } = networkInterface;
  return {
    id: required(networkInterface.NetworkInterfaceId, "NetworkInterfaceId"),
    type: networkInterface.InterfaceType ?? null,
    status: networkInterface.Status ?? null,
    description: networkInterface.Description || null,
    vpcId: networkInterface.VpcId ?? null,
    subnetId: networkInterface.SubnetId ?? null,
    zone: networkInterface.AvailabilityZone ?? null,
    privateAddresses: toInterfaceAddresses(networkInterface),
    ipv6Addresses: present(networkInterface.Ipv6Addresses, (address) => address.Ipv6Address),
    securityGroupIds: present(networkInterface.Groups, (group) => group.GroupId),
    sourceDestCheck: networkInterface.SourceDestCheck ?? null,
    attachment: attachment
      ? {
          instanceId: attachment.InstanceId ?? null,
          instanceOwnerId: attachment.InstanceOwnerId ?? null,
          deviceIndex: attachment.DeviceIndex ?? null,
          networkCardIndex: attachment.NetworkCardIndex ?? null,
          status: attachment.Status ?? null,
        }
      : null,
    isRequesterManaged: networkInterface.RequesterManaged ?? null,
    ownerId: networkInterface.OwnerId ?? null,
    tags: toTags(networkInterface.TagSet),
  };
}
