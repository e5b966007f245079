import type { Tags } from "./tags.ts";

/** A gateway's hold on a VPC. An internet gateway calls it `available`, an egress-only one `attached`. */
export type GatewayAttachment = { vpcId: string; state: string | null };

export type InternetGateway = {
  id: string;
  attachments: GatewayAttachment[];
  ownerId: string | null;
  tags: Tags;
};

export type EgressOnlyGateway = { id: string; attachments: GatewayAttachment[]; tags: Tags };
