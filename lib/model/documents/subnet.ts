import type { Tags } from "./tags.ts";

export type Subnet = {
  id: string;
  vpcId: string | null;
  cidrBlock: string | null;
  ipv6CidrBlocks: string[];
  zone: string | null;
  /** The same in all accounts, which names of zones are not. */
  zoneId: string | null;
  enableDns64: boolean | null;
  ipv6Native: boolean | null;
  mapPublicIpOnLaunch: boolean | null;
  internetGatewayBlockMode: string | null;
  ownerId: string | null;
  state: string | null;
  tags: Tags;
};
