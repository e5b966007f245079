import {
  DescribeNetworkInterfaces$,
  type DescribeNetworkInterfacesRequest,
  type DescribeNetworkInterfacesResult,
  type NetworkInterface,
} from "@aws-sdk/client-ec2";
import { defineDescribe } from "./describe.ts";
import { at } from "./filters.ts";
import { kinds } from "./identifiers.ts";

export const describeNetworkInterfaces = defineDescribe<
  DescribeNetworkInterfacesRequest,
  DescribeNetworkInterfacesResult,
  NetworkInterface
>({
  schema: DescribeNetworkInterfaces$,
  kind: kinds.networkInterface,
  ids: ({ NetworkInterfaceIds }) => NetworkInterfaceIds,
  idsRefusePaging: "networkInterfaceIdSet",
  from: ({ region }) => region.ec2.networkInterfaces,
  filters: {
    "addresses.association.owner-id": at("PrivateIpAddresses.Association.IpOwnerId"),
    "addresses.association.public-ip": ({ PrivateIpAddresses = [] }) =>
      PrivateIpAddresses.map(({ Association }) => Association?.PublicIp),
    "addresses.primary": ({ PrivateIpAddresses = [] }) => PrivateIpAddresses.map(({ Primary }) => Primary),
    "addresses.private-ip-address": ({ PrivateIpAddresses = [] }) =>
      PrivateIpAddresses.map(({ PrivateIpAddress }) => PrivateIpAddress),
    "association.allocation-id": ({ Association }) => Association?.AllocationId,
    "association.association-id": ({ Association }) => Association?.AssociationId,
    "association.ip-owner-id": ({ Association }) => Association?.IpOwnerId,
    "association.public-dns-name": at("Association.PublicDnsName"),
    "association.public-ip": ({ Association }) => Association?.PublicIp,
    "attachment.attach-time": at("Attachment.AttachTime"),
    "attachment.attachment-id": ({ Attachment }) => Attachment?.AttachmentId,
    "attachment.delete-on-termination": ({ Attachment }) => Attachment?.DeleteOnTermination,
    "attachment.device-index": ({ Attachment }) => Attachment?.DeviceIndex,
    "attachment.instance-id": ({ Attachment }) => Attachment?.InstanceId,
    "attachment.instance-owner-id": ({ Attachment }) => Attachment?.InstanceOwnerId,
    "attachment.status": ({ Attachment }) => Attachment?.Status,
    "availability-zone": ({ AvailabilityZone }) => AvailabilityZone,
    "availability-zone-id": at("AvailabilityZoneId"),
    description: ({ Description }) => Description,
    "group-id": ({ Groups = [] }) => Groups.map(({ GroupId }) => GroupId),
    "group-name": ({ Groups = [] }) => Groups.map(({ GroupName }) => GroupName),
    "interface-type": ({ InterfaceType }) => InterfaceType,
    "ipv6-addresses.ipv6-address": ({ Ipv6Addresses = [] }) =>
      Ipv6Addresses.map(({ Ipv6Address }) => Ipv6Address),
    "mac-address": ({ MacAddress }) => MacAddress,
    "network-interface-id": ({ NetworkInterfaceId }) => NetworkInterfaceId,
    "operator.managed": ({ Operator }) => Operator?.Managed ?? false,
    "operator.principal": at("Operator.Principal"),
    "owner-id": ({ OwnerId }) => OwnerId,
    "private-dns-name": ({ PrivateDnsName }) => PrivateDnsName,
    "private-ip-address": ({ PrivateIpAddress }) => PrivateIpAddress,
    "requester-id": ({ RequesterId }) => RequesterId,
    "requester-managed": ({ RequesterManaged }) => RequesterManaged ?? false,
    "source-dest-check": ({ SourceDestCheck }) => SourceDestCheck,
    status: ({ Status }) => Status,
    "subnet-id": ({ SubnetId }) => SubnetId,
    "vpc-id": ({ VpcId }) => VpcId,
  },
  tagsOf: ({ TagSet }) => TagSet,
  answer: (NetworkInterfaces, NextToken) => ({ NetworkInterfaces, NextToken }),
});
