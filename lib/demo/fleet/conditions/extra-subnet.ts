import type { NetworkAclEntry } from "@aws-sdk/client-ec2";
import type { Estate } from "../estate.ts";
import type { Ground } from "../network/ground.ts";
import { addNetworkAcl, associateAcl } from "../network/network-acls.ts";
import { associateRouteTable } from "../network/route-tables.ts";
import { addSubnet } from "../network/subnets.ts";

/** A subnet beside the private ones, routed like them, with an ACL of its own if entries are given. */
export function extraSubnet(
  estate: Estate,
  ground: Ground,
  spec: {
    name: string;
    /** The third number of its /24; none for one that has IPv6 only. */
    block?: number;
    zone?: number;
    ipv6Digits?: string;
    tableId?: string;
    entries?: NetworkAclEntry[];
    ownerId?: string;
  },
): { subnetId: string; aclId: string } {
  const zoneIndex = spec.zone ?? 0;
  const zone = ground.zones[zoneIndex];
  if (!zone) throw new RangeError(`${ground.name} has no zone ${zoneIndex}`);
  const subnetId = addSubnet(estate, ground, {
    name: spec.name,
    zone,
    ...(spec.block === undefined ? {} : { cidr: `${ground.prefix}.${spec.block}.0/24` }),
    ...(spec.ipv6Digits ? { ipv6Digits: spec.ipv6Digits } : {}),
    ...(spec.ownerId ? { ownerId: spec.ownerId } : {}),
  });
  const tableId = spec.tableId ?? ground.privateRouteTableIds[zoneIndex];
  if (tableId) associateRouteTable(estate, ground, tableId, subnetId);
  if (!spec.entries) {
    associateAcl(estate, ground, ground.defaultAclId, subnetId);
    return { subnetId, aclId: ground.defaultAclId };
  }
  const aclId = addNetworkAcl(estate, ground, {
    name: `${spec.name}-acl`,
    entries: spec.entries,
    subnetIds: [subnetId],
  });
  return { subnetId, aclId };
}
