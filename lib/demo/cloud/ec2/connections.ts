import {
  DescribeTransitGatewayAttachments$,
  type DescribeTransitGatewayAttachmentsRequest,
  type DescribeTransitGatewayAttachmentsResult,
  DescribeTransitGatewayVpcAttachments$,
  type DescribeTransitGatewayVpcAttachmentsRequest,
  type DescribeTransitGatewayVpcAttachmentsResult,
  DescribeVpcPeeringConnections$,
  type DescribeVpcPeeringConnectionsRequest,
  type DescribeVpcPeeringConnectionsResult,
  type TransitGatewayVpcAttachment,
  type VpcPeeringConnection,
} from "@aws-sdk/client-ec2";
import { defineDescribe } from "./describe.ts";
import { at } from "./filters.ts";
import { kinds } from "./identifiers.ts";

export const describeVpcPeeringConnections = defineDescribe<
  DescribeVpcPeeringConnectionsRequest,
  DescribeVpcPeeringConnectionsResult,
  VpcPeeringConnection
>({
  schema: DescribeVpcPeeringConnections$,
  kind: kinds.peeringConnection,
  ids: ({ VpcPeeringConnectionIds }) => VpcPeeringConnectionIds,
  from: ({ region }) => region.ec2.peeringConnections,
  filters: {
    "accepter-vpc-info.cidr-block": ({ AccepterVpcInfo }) => AccepterVpcInfo?.CidrBlock,
    "accepter-vpc-info.owner-id": ({ AccepterVpcInfo }) => AccepterVpcInfo?.OwnerId,
    "accepter-vpc-info.vpc-id": ({ AccepterVpcInfo }) => AccepterVpcInfo?.VpcId,
    "expiration-time": ({ ExpirationTime }) => ExpirationTime?.toISOString(),
    "requester-vpc-info.cidr-block": ({ RequesterVpcInfo }) => RequesterVpcInfo?.CidrBlock,
    "requester-vpc-info.owner-id": ({ RequesterVpcInfo }) => RequesterVpcInfo?.OwnerId,
    "requester-vpc-info.vpc-id": ({ RequesterVpcInfo }) => RequesterVpcInfo?.VpcId,
    "status-code": ({ Status }) => Status?.Code,
    "status-message": ({ Status }) => Status?.Message,
    "vpc-peering-connection-id": ({ VpcPeeringConnectionId }) => VpcPeeringConnectionId,
  },
  tagsOf: ({ Tags }) => Tags,
  answer: (VpcPeeringConnections, NextToken) => ({ VpcPeeringConnections, NextToken }),
});

export const describeTransitGatewayVpcAttachments = defineDescribe<
  DescribeTransitGatewayVpcAttachmentsRequest,
  DescribeTransitGatewayVpcAttachmentsResult,
  TransitGatewayVpcAttachment
>({
  schema: DescribeTransitGatewayVpcAttachments$,
  kind: kinds.transitGatewayAttachment,
  ids: ({ TransitGatewayAttachmentIds }) => TransitGatewayAttachmentIds,
  from: ({ region }) => region.ec2.transitGatewayVpcAttachments,
  filters: {
    state: ({ State }) => State,
    "transit-gateway-attachment-id": ({ TransitGatewayAttachmentId }) => TransitGatewayAttachmentId,
    "transit-gateway-id": ({ TransitGatewayId }) => TransitGatewayId,
    "vpc-id": ({ VpcId }) => VpcId,
  },
  tagsOf: ({ Tags }) => Tags,
  answer: (TransitGatewayVpcAttachments, NextToken) => ({ TransitGatewayVpcAttachments, NextToken }),
});

export const describeTransitGatewayAttachments = defineDescribe<
  DescribeTransitGatewayAttachmentsRequest,
  DescribeTransitGatewayAttachmentsResult,
  TransitGatewayVpcAttachment
>({
  schema: DescribeTransitGatewayAttachments$,
  kind: kinds.transitGatewayAttachment,
  ids: ({ TransitGatewayAttachmentIds }) => TransitGatewayAttachmentIds,
  from: ({ region }) => region.ec2.transitGatewayVpcAttachments,
  filters: ({ account }) => ({
    "association.state": at("Association.State"),
    "association.transit-gateway-route-table-id": at("Association.TransitGatewayRouteTableId"),
    "resource-id": ({ VpcId }) => VpcId,
    "resource-owner-id": ({ VpcOwnerId }) => VpcOwnerId,
    "resource-type": () => "vpc",
    state: ({ State }) => State,
    "transit-gateway-attachment-id": ({ TransitGatewayAttachmentId }) => TransitGatewayAttachmentId,
    "transit-gateway-id": ({ TransitGatewayId }) => TransitGatewayId,
    "transit-gateway-owner-id": () => account.id,
  }),
  tagsOf: ({ Tags }) => Tags,
  answer: (attachments, NextToken, { account }) => ({
    TransitGatewayAttachments: attachments.map((attachment) => ({
      TransitGatewayAttachmentId: attachment.TransitGatewayAttachmentId,
      TransitGatewayId: attachment.TransitGatewayId,
      TransitGatewayOwnerId: account.id,
      ResourceOwnerId: attachment.VpcOwnerId ?? account.id,
      ResourceType: "vpc",
      ResourceId: attachment.VpcId,
      State: attachment.State,
      CreationTime: attachment.CreationTime,
      Tags: attachment.Tags,
    })),
    NextToken,
  }),
});
