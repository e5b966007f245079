import type { Tags } from "./tags.ts";

export type TransitGatewayAttachment = {
  id: string;
  transitGatewayId: string | null;
  vpcId: string | null;
  vpcOwnerId: string | null;
  state: string | null;
  /** A packet from a zone without one of these subnets dies, although its route looks right. */
  subnetIds: string[];
  ipv6Support: string | null;
  applianceModeSupport: string | null;
  securityGroupReferencingSupport: string | null;
  tags: Tags;
};
