import type { NetworkAclEntry as AwsEntry, NetworkAcl as AwsNetworkAcl } from "@aws-sdk/client-ec2";
import type { NetworkAcl, NetworkAclEntry } from "../model/documents/network-acl.ts";
import { defineCollector } from "./define-collector.ts";
import { listed } from "./listing.ts";
import { oneOf, present, required, toTags } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export const networkAcls = defineCollector({
  kind: "network-acl",
  actions: ["ec2:DescribeNetworkAcls"],
  read: (reader) =>
    listed(
      reader.pages("ec2:DescribeNetworkAcls", {}),
      (answer) => answer.NetworkAcls,
      (acl) => acl.NetworkAclId,
    ),
  parse: toNetworkAcl,
});

export function toNetworkAcl(acl: Stored<AwsNetworkAcl>): NetworkAcl {
  const entries = acl.Entries ?? [];
  return {
    id: required(acl.NetworkAclId, "NetworkAclId"),
    vpcId: acl.VpcId ?? null,
    isDefault: acl.IsDefault ?? false,
    subnetIds: present(acl.Associations, (association) => association.SubnetId),
    ingress: toEntries(entries.filter((entry) => entry.Egress !== true)),
    egress: toEntries(entries.filter((entry) => entry.Egress === true)),
    ownerId: acl.OwnerId ?? null,
    tags: toTags(acl.Tags),
  };
}

function toEntries(entries: readonly Stored<AwsEntry>[]): NetworkAclEntry[] {
  // The lowest number decides, and AWS does not promise the order of entries.
  return entries.map(toEntry).sort((left, right) => left.ruleNumber - right.ruleNumber);
}

function toEntry(entry: Stored<AwsEntry>): NetworkAclEntry {
  return {
    ruleNumber: required(entry.RuleNumber, "RuleNumber"),
    action: oneOf(entry.RuleAction, ["allow", "deny"], "RuleAction"),
    protocol: required(entry.Protocol, "Protocol"),
    cidrBlock: entry.CidrBlock ?? null,
    ipv6CidrBlock: entry.Ipv6CidrBlock ?? null,
    fromPort: entry.PortRange?.From ?? null,
    toPort: entry.PortRange?.To ?? null,
    ...(entry.IcmpTypeCode?.Type === undefined ? {} : { icmpType: entry.IcmpTypeCode.Type }),
  };
}
