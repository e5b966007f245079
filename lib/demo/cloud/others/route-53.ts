import {
  ListHostedZonesByVPC$,
  type ListHostedZonesByVPCRequest,
  type ListHostedZonesByVPCResponse,
} from "@aws-sdk/client-route-53";
import { defineOperation } from "../operation.ts";

const largestPage = 100;

export const listHostedZonesByVpc = defineOperation<
  ListHostedZonesByVPCRequest,
  ListHostedZonesByVPCResponse
>({
  service: "route53",
  schema: ListHostedZonesByVPC$,
  action: "route53:ListHostedZonesByVPC",
  handle(context, { VPCId = "", VPCRegion = "", MaxItems, NextToken }) {
    const region = context.account.regions.get(VPCRegion);
    if (region === undefined || !region.ec2.vpcs.has(VPCId))
      context.fail("InvalidVPCId", `The VPC ${VPCId} in region ${VPCRegion} that you provided is not valid.`);
    const page = context.page({
      items: region?.hostedZones.get(VPCId) ?? [],
      keyOf: (zone) => zone.HostedZoneId,
      maxResults: MaxItems && Number(MaxItems),
      nextToken: NextToken,
      filters: [VPCId, VPCRegion],
      limits: { minimum: 1, maximum: largestPage, sizeName: "MaxItems" },
    });
    return {
      HostedZoneSummaries: page.items,
      MaxItems: Number(MaxItems ?? largestPage),
      NextToken: page.nextToken,
    };
  },
});
