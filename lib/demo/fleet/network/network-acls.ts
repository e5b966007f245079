import type { NetworkAcl, NetworkAclEntry, RuleAction } from "@aws-sdk/client-ec2";
import type { Estate } from "../estate.ts";
import { tagList } from "../estate.ts";
import type { Ground } from "./ground.ts";
import { ec2Of, labelOf } from "./ground.ts";

export type Traffic = { cidr?: string; ports?: [from: number, to: number] };

export function aclEntry(
  direction: "in" | "out",
  ruleNumber: number,
  action: RuleAction,
  { cidr = "0.0.0.0/0", ports }: Traffic = {},
): NetworkAclEntry {
  const isIpv6 = cidr.includes(":");
  return {
    Egress: direction === "out",
    RuleNumber: ruleNumber,
    RuleAction: action,
    Protocol: ports ? "6" : "-1",
    ...(isIpv6 ? { Ipv6CidrBlock: cidr } : { CidrBlock: cidr }),
    ...(ports ? { PortRange: { From: ports[0], To: ports[1] } } : {}),
  };
}

/** What the default ACL of a VPC says: everything, both ways. */
export function openEntries(withIpv6: boolean): NetworkAclEntry[] {
  const both = [aclEntry("out", 100, "allow"), aclEntry("in", 100, "allow")];
  if (!withIpv6) return both;
  return [
    ...both,
    aclEntry("out", 101, "allow", { cidr: "::/0" }),
    aclEntry("in", 101, "allow", { cidr: "::/0" }),
  ];
}

function lastEntries(withIpv6: boolean): NetworkAclEntry[] {
  const both = [aclEntry("out", 32_767, "deny"), aclEntry("in", 32_767, "deny")];
  if (!withIpv6) return both;
  return [
    ...both,
    aclEntry("out", 32_768, "deny", { cidr: "::/0" }),
    aclEntry("in", 32_768, "deny", { cidr: "::/0" }),
  ];
}

export function addNetworkAcl(
  estate: Estate,
  ground: Ground,
  spec: { name: string; isDefault?: boolean; entries: NetworkAclEntry[]; subnetIds: string[] },
): string {
  const id = estate.ids.resource("acl", labelOf(ground, spec.name));
  const acls = ec2Of(estate, ground).networkAcls;
  const acl: NetworkAcl = {
    NetworkAclId: id,
    VpcId: ground.vpcId,
    OwnerId: ground.accountId,
    IsDefault: spec.isDefault ?? false,
    Associations: [],
    Entries: [...spec.entries, ...lastEntries(ground.ipv6Prefix !== null)],
    Tags: tagList(spec.isDefault ? {} : { Name: spec.name }),
  };
  acls.set(id, acl);
  for (const subnetId of spec.subnetIds) associateAcl(estate, ground, id, subnetId);
  return id;
}

/** A subnet has one ACL: the association leaves the ACL that had it. */
export function associateAcl(estate: Estate, ground: Ground, aclId: string, subnetId: string): void {
  for (const acl of ec2Of(estate, ground).networkAcls.values()) {
    acl.Associations = (acl.Associations ?? []).filter((association) => association.SubnetId !== subnetId);
    if (acl.NetworkAclId !== aclId) continue;
    acl.Associations.push({
      NetworkAclAssociationId: estate.ids.resource("aclassoc", subnetId),
      NetworkAclId: aclId,
      SubnetId: subnetId,
    });
  }
}
