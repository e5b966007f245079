import type { AccountName, RegionName } from "../demo-accounts.ts";
import { accountIds } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { tagList } from "../estate.ts";
import type { Ground } from "./ground.ts";
import { ec2Of, zonesOf } from "./ground.ts";

/** A ground on which nothing stands yet. */
export function emptyGround(
  estate: Estate,
  spec: { account: AccountName; region: RegionName; name: string; prefix: string; ipv6Prefix: string | null },
): Ground {
  const accountId = accountIds[spec.account];
  return {
    ...spec,
    accountId,
    vpcId: estate.ids.resource("vpc", `${accountId}/${spec.region}/${spec.name}`),
    zones: zonesOf(spec.account, spec.region),
    subnets: { public: [], private: [], database: [], endpoints: [] },
    mainRouteTableId: "",
    publicRouteTableId: null,
    privateRouteTableIds: [],
    defaultAclId: "",
    defaultGroupId: "",
    endpointGroupId: null,
    internetGatewayId: null,
    natGatewayIds: [],
    endpointIds: new Map(),
    usedAddresses: new Map(),
  };
}

/** Adds the VPC itself: its blocks, its DHCP options, its DNS attributes. */
export function registerVpc(
  estate: Estate,
  ground: Ground,
  spec: { isDefault?: boolean; dnsSupport: boolean; dnsHostnames: boolean },
): void {
  const ec2 = ec2Of(estate, ground);
  const CidrBlock = `${ground.prefix}.0.0/16`;
  ec2.vpcs.set(ground.vpcId, {
    VpcId: ground.vpcId,
    OwnerId: ground.accountId,
    State: "available",
    IsDefault: spec.isDefault ?? false,
    InstanceTenancy: "default",
    CidrBlock,
    DhcpOptionsId: defaultDhcpOptionsId(estate, ground.accountId, ground.region),
    CidrBlockAssociationSet: [
      {
        AssociationId: estate.ids.resource("vpc-cidr-assoc", ground.vpcId),
        CidrBlock,
        CidrBlockState: { State: "associated" },
      },
    ],
    Ipv6CidrBlockAssociationSet: ipv6Blocks(estate, ground),
    BlockPublicAccessStates: { InternetGatewayBlockMode: "off" },
    Tags: spec.isDefault ? [] : tagList({ Name: ground.name, ManagedBy: "terraform" }),
  });
  ec2.vpcAttributes.set(ground.vpcId, {
    enableDnsSupport: spec.dnsSupport,
    enableDnsHostnames: spec.dnsHostnames,
  });
}

function ipv6Blocks(estate: Estate, ground: Ground) {
  if (!ground.ipv6Prefix) return [];
  return [
    {
      AssociationId: estate.ids.resource("vpc-cidr-assoc", `${ground.vpcId}/ipv6`),
      Ipv6CidrBlock: `${ground.ipv6Prefix}00::/56`,
      Ipv6CidrBlockState: { State: "associated" as const },
      Ipv6Pool: "Amazon",
      NetworkBorderGroup: ground.region,
    },
  ];
}

export function defaultDhcpOptionsId(estate: Estate, accountId: string, region: string): string {
  return estate.ids.resource("dopt", `${accountId}/${region}/amazon`);
}
