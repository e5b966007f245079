import type { Instance } from "@aws-sdk/client-ec2";
import { at, type FilterTable } from "./filters.ts";

/** The filters of instances by their network interfaces, named by where the value stands. */
const paths = {
  "addresses.association.allocation-id": "PrivateIpAddresses.Association.AllocationId",
  "addresses.association.association-id": "PrivateIpAddresses.Association.AssociationId",
  "addresses.association.carrier-ip": "PrivateIpAddresses.Association.CarrierIp",
  "addresses.association.customer-owned-ip": "PrivateIpAddresses.Association.CustomerOwnedIp",
  "addresses.association.ip-owner-id": "PrivateIpAddresses.Association.IpOwnerId",
  "addresses.association.public-dns-name": "PrivateIpAddresses.Association.PublicDnsName",
  "addresses.association.public-ip": "PrivateIpAddresses.Association.PublicIp",
  "addresses.primary": "PrivateIpAddresses.Primary",
  "addresses.private-dns-name": "PrivateIpAddresses.PrivateDnsName",
  "addresses.private-ip-address": "PrivateIpAddresses.PrivateIpAddress",
  "association.allocation-id": "Association.AllocationId",
  "association.association-id": "Association.AssociationId",
  "association.carrier-ip": "Association.CarrierIp",
  "association.customer-owned-ip": "Association.CustomerOwnedIp",
  "association.ip-owner-id": "Association.IpOwnerId",
  "association.public-dns-name": "Association.PublicDnsName",
  "association.public-ip": "Association.PublicIp",
  "attachment.attach-time": "Attachment.AttachTime",
  "attachment.attachment-id": "Attachment.AttachmentId",
  "attachment.delete-on-termination": "Attachment.DeleteOnTermination",
  "attachment.device-index": "Attachment.DeviceIndex",
  "attachment.network-card-index": "Attachment.NetworkCardIndex",
  "attachment.status": "Attachment.Status",
  "deny-all-igw-traffic": "DenyAllIgwTraffic",
  description: "Description",
  "group-id": "Groups.GroupId",
  "group-name": "Groups.GroupName",
  "ipv4-prefixes.ipv4-prefix": "Ipv4Prefixes.Ipv4Prefix",
  "ipv6-address": "Ipv6Addresses.Ipv6Address",
  "ipv6-addresses.ipv6-address": "Ipv6Addresses.Ipv6Address",
  "ipv6-addresses.is-primary-ipv6": "Ipv6Addresses.IsPrimaryIpv6",
  "ipv6-prefixes.ipv6-prefix": "Ipv6Prefixes.Ipv6Prefix",
  "ipv6-native": "Ipv6Native",
  "mac-address": "MacAddress",
  "network-interface-id": "NetworkInterfaceId",
  "operator.managed": "Operator.Managed",
  "operator.principal": "Operator.Principal",
  "outpost-arn": "OutpostArn",
  "owner-id": "OwnerId",
  "private-dns-name": "PrivateDnsName",
  "private-ip-address": "PrivateIpAddress",
  "public-dns-name": "Association.PublicDnsName",
  "requester-id": "RequesterId",
  "source-dest-check": "SourceDestCheck",
  status: "Status",
  "subnet-id": "SubnetId",
  "vpc-id": "VpcId",
};

export const instanceInterfaceFilters: FilterTable<Instance> = {
  ...Object.fromEntries(
    Object.entries(paths).map(([name, path]) => [
      `network-interface.${name}`,
      at(`NetworkInterfaces.${path}`),
    ]),
  ),
  "network-interface.attachment.instance-id": ({ InstanceId, NetworkInterfaces = [] }) =>
    NetworkInterfaces.map(() => InstanceId),
  "network-interface.attachment.instance-owner-id": at("NetworkInterfaces.OwnerId"),
  "network-interface.availability-zone": ({ Placement, NetworkInterfaces = [] }) =>
    NetworkInterfaces.map(() => Placement?.AvailabilityZone),
  "network-interface.requester-managed": ({ NetworkInterfaces = [] }) => NetworkInterfaces.map(() => false),
};
