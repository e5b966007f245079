import { openEntries } from "../a-bundle-network.ts";
import { type Case, deny443, isOnline, type Parts, subject } from "./case.ts";

const owner = "210987654321";

/** The node's subnet is another account's, shared by RAM: what a participant sees of it. */
function isShared({ vpc, subnet, table, acl }: Parts): void {
  vpc.OwnerId = owner;
  for (const name of ["subnet-node", "subnet-endpoint", "subnet-public"]) subnet(name).OwnerId = owner;
  for (const name of ["rtb-main", "rtb-node", "rtb-public"]) table(name).OwnerId = owner;
  for (const name of ["acl-node", "acl-endpoint", "acl-public"]) acl(name).OwnerId = owner;
}

const unseen = { status: "lost", sure: "undecided", cause: "path-unprovable subnet subnet-node" };

export const sharedVpcs: Case[] = [
  {
    name: "endpoints of a shared VPC are its owner's, so a way over NAT may not be the one that is taken",
    way: "nat",
    change: isShared,
    expected: unseen,
  },
  {
    name: "nor is a shared VPC without a way out proved to have none",
    way: "isolated",
    change: isShared,
    expected: unseen,
  },
  {
    name: "a group of one's own that lets nothing out blocks whatever the owner has",
    way: "nat",
    change: (parts) => {
      isShared(parts);
      parts.group("sg-node").IpPermissionsEgress = [];
    },
    expected: { status: "lost", sure: "decided", cause: `security-group-egress-blocks ${subject.group}` },
  },
  {
    name: "an ACL that lets nothing out is not crossed to an endpoint in the same subnet, if the owner has one there",
    way: "nat",
    change: (parts) => {
      isShared(parts);
      parts.acl("acl-node").Entries = openEntries().filter(({ RuleNumber }) => RuleNumber === 32767);
    },
    expected: unseen,
  },
  {
    name: "a shared subnet that denies 443 out does not prove it either",
    way: "nat",
    change: (parts) => {
      isShared(parts);
      parts.acl("acl-node").Entries.push(deny443(true));
    },
    expected: unseen,
  },
  {
    name: "a node that answers in a shared VPC is reachable",
    way: "nat",
    change: (parts) => {
      isShared(parts);
      isOnline(parts);
    },
    expected: { status: "reachable", cause: null },
  },
  {
    name: "metadata that is off is the node's own, wherever its subnet is from",
    way: "nat",
    change: (parts) => {
      isShared(parts);
      parts.instance.MetadataOptions.HttpEndpoint = "disabled";
    },
    expected: { status: "lost", sure: "decided", cause: `metadata-disabled ${subject.node}` },
  },
];
