import type { TransitGatewayVpcAttachment } from "@aws-sdk/client-ec2";
import type { TransitGatewayAttachment } from "../model/documents/transit-gateway-attachment.ts";
import { defineCollector } from "./define-collector.ts";
import { listed } from "./listing.ts";
import { required, toTags } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export const transitGatewayAttachments = defineCollector({
  kind: "transit-gateway-attachment",
  actions: ["ec2:DescribeTransitGatewayVpcAttachments"],
  read: (reader) =>
    listed(
      reader.pages("ec2:DescribeTransitGatewayVpcAttachments", {}),
      (answer) => answer.TransitGatewayVpcAttachments,
      (attachment) => attachment.TransitGatewayAttachmentId,
    ),
  parse: toTransitGatewayAttachment,
});

export function toTransitGatewayAttachment(
  attachment: Stored<TransitGatewayVpcAttachment>,
): TransitGatewayAttachment {
  return {
    id: required(attachment.TransitGatewayAttachmentId, "TransitGatewayAttachmentId"),
    transitGatewayId: attachment.TransitGatewayId ?? null,
    vpcId: attachment.VpcId ?? null,
    vpcOwnerId: attachment.VpcOwnerId ?? null,
    state: attachment.State ?? null,
    subnetIds: attachment.SubnetIds ?? [],
    ipv6Support: attachment.Options?.Ipv6Support ?? null,
    applianceModeSupport: attachment.Options?.ApplianceModeSupport ?? null,
    securityGroupReferencingSupport: attachment.Options?.SecurityGroupReferencingSupport ?? null,
    tags: toTags(attachment.Tags),
  };
}
