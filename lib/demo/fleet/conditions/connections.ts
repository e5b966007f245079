import type { Estate } from "../estate.ts";
import { ago, day, tagList } from "../estate.ts";
import type { Ground } from "../network/ground.ts";
import { ec2Of, labelOf } from "../network/ground.ts";

/** A peering connection that both sides accepted; each account sees it. */
export function addPeering(estate: Estate, requester: Ground, accepter: Ground, name: string): string {
  const id = estate.ids.resource("pcx", labelOf(requester, name));
  const side = (ground: Ground) => ({
    VpcId: ground.vpcId,
    OwnerId: ground.accountId,
    Region: ground.region,
    CidrBlock: `${ground.prefix}.0.0/16`,
    CidrBlockSet: [{ CidrBlock: `${ground.prefix}.0.0/16` }],
    PeeringOptions: {
      AllowDnsResolutionFromRemoteVpc: false,
      AllowEgressFromLocalClassicLinkToRemoteVpc: false,
      AllowEgressFromLocalVpcToRemoteClassicLink: false,
    },
  });
  const peering = {
    VpcPeeringConnectionId: id,
    RequesterVpcInfo: side(requester),
    AccepterVpcInfo: side(accepter),
    Status: { Code: "active" as const, Message: "Active" },
    Tags: tagList({ Name: name }),
  };
  ec2Of(estate, requester).peeringConnections.set(id, peering);
  ec2Of(estate, accepter).peeringConnections.set(id, peering);
  return id;
}

/** Attaches the VPC to a transit gateway that the organization's network account owns. */
export function attachToTransitGateway(estate: Estate, ground: Ground): string {
  const id = estate.ids.resource("tgw", `network/${ground.region}`);
  const attachmentId = estate.ids.resource("tgw-attach", labelOf(ground, "transit"));
  ec2Of(estate, ground).transitGatewayVpcAttachments.set(attachmentId, {
    TransitGatewayAttachmentId: attachmentId,
    TransitGatewayId: id,
    VpcId: ground.vpcId,
    VpcOwnerId: ground.accountId,
    State: "available",
    SubnetIds: ground.subnets.private,
    CreationTime: ago(estate, 300 * day),
    Options: { DnsSupport: "enable", Ipv6Support: "disable", ApplianceModeSupport: "disable" },
    Tags: tagList({ Name: `${ground.name}-transit` }),
  });
  return id;
}
