import {
  DescribeSubnets$,
  type DescribeSubnetsRequest,
  type DescribeSubnetsResult,
  type Subnet,
} from "@aws-sdk/client-ec2";
import { defineDescribe } from "./describe.ts";
import { at } from "./filters.ts";
import { kinds } from "./identifiers.ts";

export const describeSubnets = defineDescribe<DescribeSubnetsRequest, DescribeSubnetsResult, Subnet>({
  schema: DescribeSubnets$,
  kind: kinds.subnet,
  ids: ({ SubnetIds }) => SubnetIds,
  from: ({ region }) => region.ec2.subnets,
  filters: {
    "availability-zone": ({ AvailabilityZone }) => AvailabilityZone,
    "availability-zone-id": ({ AvailabilityZoneId }) => AvailabilityZoneId,
    "available-ip-address-count": ({ AvailableIpAddressCount }) => AvailableIpAddressCount,
    "cidr-block": ({ CidrBlock }) => CidrBlock,
    "customer-owned-ipv4-pool": at("CustomerOwnedIpv4Pool"),
    "default-for-az": ({ DefaultForAz }) => DefaultForAz ?? false,
    "enable-dns64": ({ EnableDns64 }) => EnableDns64 ?? false,
    "enable-lni-at-device-index": at("EnableLniAtDeviceIndex"),
    "ipv6-cidr-block-association.association-id": at("Ipv6CidrBlockAssociationSet.AssociationId"),
    "ipv6-cidr-block-association.state": at("Ipv6CidrBlockAssociationSet.Ipv6CidrBlockState.State"),
    "ipv6-cidr-block-association.ipv6-cidr-block": ({ Ipv6CidrBlockAssociationSet = [] }) =>
      Ipv6CidrBlockAssociationSet.map(({ Ipv6CidrBlock }) => Ipv6CidrBlock),
    "ipv6-native": ({ Ipv6Native }) => Ipv6Native ?? false,
    "map-customer-owned-ip-on-launch": ({ MapCustomerOwnedIpOnLaunch }) =>
      MapCustomerOwnedIpOnLaunch ?? false,
    "map-public-ip-on-launch": ({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch ?? false,
    "owner-id": ({ OwnerId }) => OwnerId,
    "outpost-arn": at("OutpostArn"),
    "private-dns-name-options-on-launch.enable-resource-name-dns-a-record": at(
      "PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsARecord",
    ),
    "private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record": at(
      "PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsAAAARecord",
    ),
    "private-dns-name-options-on-launch.hostname-type": at("PrivateDnsNameOptionsOnLaunch.HostnameType"),
    state: ({ State }) => State,
    "subnet-arn": ({ SubnetArn }) => SubnetArn,
    "subnet-id": ({ SubnetId }) => SubnetId,
    "vpc-id": ({ VpcId }) => VpcId,
  },
  tagsOf: ({ Tags }) => Tags,
  answer: (Subnets, NextToken) => ({ Subnets, NextToken }),
});
