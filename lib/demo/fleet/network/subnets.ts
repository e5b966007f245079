import type { Estate } from "../estate.ts";
import { tagList } from "../estate.ts";
import type { Ground, Zone } from "./ground.ts";
import { ec2Of, labelOf } from "./ground.ts";

export type SubnetSpec = {
  name: string;
  zone: Zone;
  cidr?: string;
  /** Two hexadecimal digits: which /64 of the VPC's block. */
  ipv6Digits?: string;
  mapsPublicAddresses?: boolean;
  ownerId?: string;
};

export function addSubnet(estate: Estate, ground: Ground, spec: SubnetSpec): string {
  const id = estate.ids.resource("subnet", labelOf(ground, spec.name));
  const owner = spec.ownerId ?? ground.accountId;
  const isIpv6Only = spec.cidr === undefined;
  ec2Of(estate, ground).subnets.set(id, {
    SubnetId: id,
    VpcId: ground.vpcId,
    OwnerId: owner,
    SubnetArn: `arn:aws:ec2:${ground.region}:${owner}:subnet/${id}`,
    State: "available",
    ...(spec.cidr ? { CidrBlock: spec.cidr } : {}),
    AvailabilityZone: spec.zone.name,
    AvailabilityZoneId: spec.zone.id,
    AvailableIpAddressCount: spec.cidr ? 2 ** (32 - Number(spec.cidr.split("/")[1])) - 64 : 0,
    DefaultForAz: false,
    MapPublicIpOnLaunch: spec.mapsPublicAddresses ?? false,
    AssignIpv6AddressOnCreation: spec.ipv6Digits !== undefined,
    Ipv6Native: isIpv6Only,
    EnableDns64: false,
    Ipv6CidrBlockAssociationSet: spec.ipv6Digits
      ? [
          {
            AssociationId: estate.ids.resource("subnet-cidr-assoc", id),
            Ipv6CidrBlock: `${ground.ipv6Prefix}${spec.ipv6Digits}::/64`,
            Ipv6CidrBlockState: { State: "associated" },
          },
        ]
      : [],
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: isIpv6Only ? "resource-name" : "ip-name",
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: isIpv6Only,
    },
    BlockPublicAccessStates: { InternetGatewayBlockMode: "off" },
    Tags: tagList({ Name: `${ground.name}-${spec.name}` }),
  });
  return id;
}
