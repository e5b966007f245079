import type { Tags } from "./tags.ts";

export type NetworkAcl = {
  id: string;
  vpcId: string | null;
  isDefault: boolean;
  subnetIds: string[];
  /** By ascending rule number in each direction: the first that matches decides. */
  ingress: NetworkAclEntry[];
  egress: NetworkAclEntry[];
  ownerId: string | null;
  tags: Tags;
};

export type NetworkAclEntry = {
  ruleNumber: number;
  action: "allow" | "deny";
  /** A number as text; `-1` is everything, and ignores ports. */
  protocol: string;
  cidrBlock: string | null;
  ipv6CidrBlock: string | null;
  fromPort: number | null;
  toPort: number | null;
  /** Of ICMP alone; -1, or left out, is every type. */
  icmpType?: number;
};
