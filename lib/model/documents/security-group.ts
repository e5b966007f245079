import type { Tags } from "./tags.ts";

export type SecurityGroup = {
  id: string;
  name: string | null;
  description: string | null;
  vpcId: string | null;
  ingress: SecurityGroupPermission[];
  egress: SecurityGroupPermission[];
  ownerId: string | null;
  tags: Tags;
};

/** One permission as AWS groups it: a protocol with its ports, and everything it is granted to. */
export type SecurityGroupPermission = {
  /** `-1` is everything; else a name or a number, as AWS gave it. */
  protocol: string;
  /** For ICMP these are type and code, never ports. */
  fromPort: number | null;
  toPort: number | null;
  ipv4Ranges: string[];
  ipv6Ranges: string[];
  prefixListIds: string[];
  groups: SecurityGroupReference[];
};

export type SecurityGroupReference = {
  groupId: string;
  vpcId: string | null;
  userId: string | null;
  peeringConnectionId: string | null;
  /** Of a group across a peering connection: `active`, or else it matches nothing. */
  peeringStatus: string | null;
};
