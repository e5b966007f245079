import {
  AttachInternetGateway$,
  type AttachInternetGatewayRequest,
  DescribeEgressOnlyInternetGateways$,
  type DescribeEgressOnlyInternetGatewaysRequest,
  type DescribeEgressOnlyInternetGatewaysResult,
  DescribeInternetGateways$,
  type DescribeInternetGatewaysRequest,
  type DescribeInternetGatewaysResult,
  DetachInternetGateway$,
  type DetachInternetGatewayRequest,
  type EgressOnlyInternetGateway,
  type InternetGateway,
} from "@aws-sdk/client-ec2";
import { defineOperation } from "../operation.ts";
import type { Ec2State } from "../world.ts";
import { defineDescribe } from "./describe.ts";
import { getOne, kinds } from "./identifiers.ts";

export const describeInternetGateways = defineDescribe<
  DescribeInternetGatewaysRequest,
  DescribeInternetGatewaysResult,
  InternetGateway
>({
  schema: DescribeInternetGateways$,
  kind: kinds.internetGateway,
  ids: ({ InternetGatewayIds }) => InternetGatewayIds,
  from: ({ region }) => region.ec2.internetGateways,
  filters: {
    "attachment.state": ({ Attachments = [] }) => Attachments.map(({ State }) => State),
    "attachment.vpc-id": ({ Attachments = [] }) => Attachments.map(({ VpcId }) => VpcId),
    "internet-gateway-id": ({ InternetGatewayId }) => InternetGatewayId,
    "owner-id": ({ OwnerId }) => OwnerId,
  },
  tagsOf: ({ Tags }) => Tags,
  answer: (InternetGateways, NextToken) => ({ InternetGateways, NextToken }),
});

export const describeEgressOnlyInternetGateways = defineDescribe<
  DescribeEgressOnlyInternetGatewaysRequest,
  DescribeEgressOnlyInternetGatewaysResult,
  EgressOnlyInternetGateway
>({
  schema: DescribeEgressOnlyInternetGateways$,
  kind: kinds.egressOnlyInternetGateway,
  ids: ({ EgressOnlyInternetGatewayIds }) => EgressOnlyInternetGatewayIds,
  from: ({ region }) => region.ec2.egressOnlyInternetGateways,
  limits: { minimum: 5, maximum: 255 },
  filters: {},
  tagsOf: ({ Tags }) => Tags,
  answer: (EgressOnlyInternetGateways, NextToken) => ({ EgressOnlyInternetGateways, NextToken }),
});

export const attachInternetGateway = defineOperation<AttachInternetGatewayRequest, void>({
  service: "ec2",
  schema: AttachInternetGateway$,
  action: "ec2:AttachInternetGateway",
  mutates: true,
  handle(context, { InternetGatewayId = "", VpcId = "" }) {
    const { ec2 } = context.region;
    const gateway = getOne(kinds.internetGateway, ec2.internetGateways, InternetGatewayId);
    getOne(kinds.vpc, ec2.vpcs, VpcId);
    if ((gateway.Attachments ?? []).length > 0) {
      context.fail(
        "Resource.AlreadyAssociated",
        `resource ${InternetGatewayId} is already attached to network`,
      );
    }
    const isTaken = [...ec2.internetGateways.values()].some(({ Attachments = [] }) =>
      Attachments.some((attachment) => attachment.VpcId === VpcId),
    );
    if (isTaken) {
      context.fail("InvalidParameterValue", `Network ${VpcId} already has an internet gateway attached`);
    }
    context.proceed();
    // The API reports an attached internet gateway as available, not as attached.
    gateway.Attachments = [{ VpcId, State: "available" as never }];
    for (const { Routes = [] } of ec2.routeTables.values()) {
      for (const route of Routes) if (route.GatewayId === InternetGatewayId) route.State = "active";
    }
    context.changed(InternetGatewayId, VpcId);
  },
});

/** Of instances, which keep theirs until they stop, of other interfaces, or of NAT gateways. */
function hasPublicAddress({ instances, networkInterfaces, natGateways }: Ec2State, vpcId: string): boolean {
  return (
    [...instances.values()].some((each) => each.VpcId === vpcId && each.PublicIpAddress !== undefined) ||
    [...networkInterfaces.values()].some(
      (each) => each.VpcId === vpcId && each.Association?.PublicIp !== undefined,
    ) ||
    [...natGateways.values()].some(
      ({ VpcId, State, NatGatewayAddresses = [] }) =>
        VpcId === vpcId && State !== "deleted" && NatGatewayAddresses.some(({ PublicIp }) => PublicIp),
    )
  );
}

export const detachInternetGateway = defineOperation<DetachInternetGatewayRequest, void>({
  service: "ec2",
  schema: DetachInternetGateway$,
  action: "ec2:DetachInternetGateway",
  mutates: true,
  handle(context, { InternetGatewayId = "", VpcId = "" }) {
    const { ec2 } = context.region;
    const gateway = getOne(kinds.internetGateway, ec2.internetGateways, InternetGatewayId);
    if (!gateway.Attachments?.some((attachment) => attachment.VpcId === VpcId)) {
      context.fail(
        "Gateway.NotAttached",
        `resource ${InternetGatewayId} is not attached to network ${VpcId}`,
      );
    }
    if (hasPublicAddress(ec2, VpcId)) {
      context.fail(
        "DependencyViolation",
        `Network ${VpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
      );
    }
    context.proceed();
    gateway.Attachments = [];
    for (const { Routes = [] } of ec2.routeTables.values()) {
      for (const route of Routes) if (route.GatewayId === InternetGatewayId) route.State = "blackhole";
    }
    context.changed(InternetGatewayId, VpcId);
  },
});
