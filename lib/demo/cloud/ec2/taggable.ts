import type { Tag } from "@aws-sdk/client-ec2";
import type { Ec2State } from "../world.ts";
import { kinds, type ResourceKind } from "./identifiers.ts";

/** A kind of resource that carries tags: how DescribeTags names it, and where it is kept. */
export type Taggable = {
  kind: ResourceKind;
  type: string;
  collection(ec2: Ec2State): ReadonlyMap<string, { Tags?: Tag[] }>;
};

export const taggables: Taggable[] = [
  { kind: kinds.instance, type: "instance", collection: (ec2) => ec2.instances },
  { kind: kinds.image, type: "image", collection: (ec2) => ec2.images },
  { kind: kinds.vpcEndpoint, type: "vpc-endpoint", collection: (ec2) => ec2.vpcEndpoints },
  { kind: kinds.vpc, type: "vpc", collection: (ec2) => ec2.vpcs },
  { kind: kinds.subnet, type: "subnet", collection: (ec2) => ec2.subnets },
  { kind: kinds.dhcpOptions, type: "dhcp-options", collection: (ec2) => ec2.dhcpOptions },
  { kind: kinds.routeTable, type: "route-table", collection: (ec2) => ec2.routeTables },
  { kind: kinds.internetGateway, type: "internet-gateway", collection: (ec2) => ec2.internetGateways },
  {
    kind: kinds.egressOnlyInternetGateway,
    type: "egress-only-internet-gateway",
    collection: (ec2) => ec2.egressOnlyInternetGateways,
  },
  { kind: kinds.natGateway, type: "natgateway", collection: (ec2) => ec2.natGateways },
  { kind: kinds.networkAcl, type: "network-acl", collection: (ec2) => ec2.networkAcls },
  { kind: kinds.securityGroup, type: "security-group", collection: (ec2) => ec2.securityGroups },
  { kind: kinds.prefixList, type: "prefix-list", collection: (ec2) => ec2.managedPrefixLists },
  {
    kind: kinds.peeringConnection,
    type: "vpc-peering-connection",
    collection: (ec2) => ec2.peeringConnections,
  },
  {
    kind: kinds.transitGatewayAttachment,
    type: "transit-gateway-attachment",
    collection: (ec2) => ec2.transitGatewayVpcAttachments,
  },
  { kind: kinds.allocation, type: "elastic-ip", collection: (ec2) => ec2.elasticAddresses },
  {
    kind: kinds.exclusion,
    type: "vpc-block-public-access-exclusion",
    collection: (ec2) => ec2.blockPublicAccessExclusions,
  },
  { kind: kinds.networkInterface, type: "network-interface", collection: withTags },
];

/** Interfaces keep their tags under `TagSet`, unlike everything else: seen here under the usual name. */
function withTags({ networkInterfaces }: Ec2State): ReadonlyMap<string, { Tags?: Tag[] }> {
  const views = [...networkInterfaces].map(
    ([id, networkInterface]) =>
      [
        id,
        {
          get Tags() {
            return networkInterface.TagSet;
          },
          set Tags(tags: Tag[] | undefined) {
            networkInterface.TagSet = tags;
          },
        },
      ] as const,
  );
  return new Map(views);
}
