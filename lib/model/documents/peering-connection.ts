import type { Tags } from "./tags.ts";

export type PeeringConnection = {
  id: string;
  status: string | null;
  statusMessage: string | null;
  requester: PeeredVpc;
  accepter: PeeredVpc;
  tags: Tags;
};

export type PeeredVpc = {
  vpcId: string | null;
  ownerId: string | null;
  region: string | null;
  cidrBlocks: string[];
  ipv6CidrBlocks: string[];
};
