import type { Tags } from "./tags.ts";

export type NatGateway = {
  id: string;
  vpcId: string | null;
  /** Null for a regional gateway, which stands in no subnet. */
  subnetId: string | null;
  state: string | null;
  connectivityType: string | null;
  availabilityMode: string | null;
  /** Only a regional gateway has a table of its own. */
  routeTableId: string | null;
  addresses: {
    publicAddress: string | null;
    privateAddress: string | null;
    networkInterfaceId: string | null;
    zone: string | null;
    status: string | null;
  }[];
  failureCode: string | null;
  failureMessage: string | null;
  createdAt: number | null;
  deletedAt: number | null;
  tags: Tags;
};
