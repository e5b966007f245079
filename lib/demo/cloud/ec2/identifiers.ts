import { randomBytes } from "node:crypto";
import { AwsError } from "../error.ts";

/** What EC2 calls a kind of resource in its errors, and how its ids begin. */
export type ResourceKind = {
  prefix: string;
  notFound: string;
  malformed: string;
  missing(ids: string): string;
};

function kind(
  prefix: string,
  notFound: string,
  malformed: string,
  missing: (ids: string) => string,
): ResourceKind {
  return { prefix, notFound, malformed, missing };
}

const noSuch = (noun: string) => (ids: string) => `The ${noun} '${ids}' does not exist`;

export const kinds = {
  instance: kind("i", "InvalidInstanceID.NotFound", "InvalidInstanceID.Malformed", (ids) =>
    ids.includes(",") ? `The instance IDs '${ids}' do not exist` : `The instance ID '${ids}' does not exist`,
  ),
  image: kind(
    "ami",
    "InvalidAMIID.NotFound",
    "InvalidAMIID.Malformed",
    (ids) => `The image id '[${ids}]' does not exist`,
  ),
  vpc: kind("vpc", "InvalidVpcID.NotFound", "InvalidVpcID.Malformed", noSuch("vpc ID")),
  subnet: kind("subnet", "InvalidSubnetID.NotFound", "InvalidSubnetID.Malformed", noSuch("subnet ID")),
  dhcpOptions: kind(
    "dopt",
    "InvalidDhcpOptionID.NotFound",
    "InvalidDhcpOptionsId.Malformed",
    noSuch("dhcpOption ID"),
  ),
  routeTable: kind(
    "rtb",
    "InvalidRouteTableID.NotFound",
    "InvalidRouteTableId.Malformed",
    noSuch("routeTable ID"),
  ),
  internetGateway: kind(
    "igw",
    "InvalidInternetGatewayID.NotFound",
    "InvalidInternetGatewayId.Malformed",
    noSuch("internetGateway ID"),
  ),
  egressOnlyInternetGateway: kind(
    "eigw",
    "InvalidGatewayID.NotFound",
    "InvalidEgressOnlyInternetGatewayId.Malformed",
    noSuch("egressOnlyInternetGateway ID"),
  ),
  natGateway: kind(
    "nat",
    "NatGatewayNotFound",
    "NatGatewayMalformed",
    (ids) => `NatGateway ${ids} was not found`,
  ),
  networkInterface: kind(
    "eni",
    "InvalidNetworkInterfaceID.NotFound",
    "InvalidNetworkInterfaceId.Malformed",
    noSuch("networkInterface ID"),
  ),
  networkAcl: kind(
    "acl",
    "InvalidNetworkAclID.NotFound",
    "InvalidNetworkAclId.Malformed",
    noSuch("networkAcl ID"),
  ),
  securityGroup: kind("sg", "InvalidGroup.NotFound", "InvalidGroupId.Malformed", noSuch("security group")),
  securityGroupRule: kind(
    "sgr",
    "InvalidSecurityGroupRuleId.NotFound",
    "InvalidSecurityGroupRuleId.Malformed",
    noSuch("security group rule ID"),
  ),
  prefixList: kind(
    "pl",
    "InvalidPrefixListID.NotFound",
    "InvalidPrefixListId.Malformed",
    noSuch("prefix list ID"),
  ),
  vpcEndpoint: kind(
    "vpce",
    "InvalidVpcEndpointId.NotFound",
    "InvalidVpcEndpointId.Malformed",
    noSuch("Vpc Endpoint Id"),
  ),
  peeringConnection: kind(
    "pcx",
    "InvalidVpcPeeringConnectionID.NotFound",
    "InvalidVpcPeeringConnectionId.Malformed",
    noSuch("vpcPeeringConnection ID"),
  ),
  transitGatewayAttachment: kind(
    "tgw-attach",
    "InvalidTransitGatewayAttachmentID.NotFound",
    "InvalidTransitGatewayAttachmentID.Malformed",
    noSuch("Transit Gateway Attachment ID"),
  ),
  profileAssociation: kind(
    "iip-assoc",
    "InvalidAssociationID.NotFound",
    "InvalidAssociationID.Malformed",
    noSuch("association ID"),
  ),
  allocation: kind(
    "eipalloc",
    "InvalidAllocationID.NotFound",
    "InvalidAllocationID.Malformed",
    noSuch("allocation ID"),
  ),
  exclusion: kind(
    "vpcbpa-exclude",
    "InvalidVpcBlockPublicAccessExclusionId.NotFound",
    "InvalidVpcBlockPublicAccessExclusionId.Malformed",
    noSuch("VPC Block Public Access exclusion ID"),
  ),
} as const satisfies Record<string, ResourceKind>;

/** Refuses ids that cannot be ids of the kind: EC2 looks at the form before it looks for the resource. */
export function checkForm(kind: ResourceKind, ids: readonly string[]) {
  const form = new RegExp(`^${kind.prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`);
  const bad = ids.find((id) => !form.test(id));
  if (bad === undefined) return;
  const isOther = !bad.startsWith(`${kind.prefix}-`);
  throw new AwsError(
    kind.malformed,
    `Invalid id: "${bad}"${isOther ? ` (expecting "${kind.prefix}-...")` : ""}`,
  );
}

/** The resources with these ids, or EC2's refusal naming those that do not exist. */
export function getAll<Item>(
  kind: ResourceKind,
  map: ReadonlyMap<string, Item>,
  ids: readonly string[],
): Item[] {
  checkForm(kind, ids);
  const missing = ids.filter((id) => !map.has(id));
  if (missing.length > 0) throw new AwsError(kind.notFound, kind.missing(missing.join(", ")));
  return ids.map((id) => map.get(id) as Item);
}

/** The resource with this id, or EC2's refusal. A missing id is one that the request lacks. */
export function getOne<Item>(
  kind: ResourceKind,
  map: ReadonlyMap<string, Item>,
  id: string | undefined,
): Item {
  if (!id)
    throw new AwsError(
      "MissingParameter",
      `The request must contain the id of the resource (${kind.prefix}-...)`,
    );
  return getAll(kind, map, [id])[0] as Item;
}

export function newId(prefix: string): string {
  return `${prefix}-0${randomBytes(8).toString("hex")}`;
}
