import type { CreateRouteRequest, ReplaceRouteRequest, Route, RouteTable } from "@aws-sdk/client-ec2";
import type { OperationContext } from "../operation.ts";
import { containsCidr } from "./cidr.ts";
import { getOne, kinds } from "./identifiers.ts";

type TargetInput = Omit<CreateRouteRequest, "RouteTableId"> & Pick<ReplaceRouteRequest, "LocalTarget">;

/** Where a route leads, as DescribeRouteTables will name it. The request must name exactly one existing target. */
export function targetOf(context: OperationContext, table: RouteTable, input: TargetInput): Route {
  const targets = namedTargets(context, input);
  const [target] = targets;
  if (!target)
    return context.fail(
      "MissingParameter",
      "The request must contain exactly one of gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId or transitGatewayId",
    );
  if (targets.length > 1)
    context.fail("InvalidParameterCombination", "Only one target may be specified for a route");
  checkNetwork(context, table, target);
  return target;
}

function namedTargets(context: OperationContext, input: TargetInput): Route[] {
  const { ec2 } = context.region;
  const { GatewayId, NatGatewayId, TransitGatewayId, NetworkInterfaceId, InstanceId } = input;
  const { VpcEndpointId, LocalTarget, EgressOnlyInternetGatewayId, VpcPeeringConnectionId } = input;
  const targets: Route[] = LocalTarget ? [{ GatewayId: "local" }] : [];
  if (GatewayId) {
    checkGateway(context, GatewayId);
    targets.push({ GatewayId });
  }
  if (VpcEndpointId) {
    getOne(kinds.vpcEndpoint, ec2.vpcEndpoints, VpcEndpointId);
    targets.push({ GatewayId: VpcEndpointId });
  }
  if (NatGatewayId) {
    const gateway = ec2.natGateways.get(NatGatewayId);
    if (!gateway || gateway.State === "deleted")
      context.fail("InvalidNatGatewayID.NotFound", `The natGateway ID '${NatGatewayId}' does not exist`);
    targets.push({ NatGatewayId });
  }
  if (EgressOnlyInternetGatewayId) {
    getOne(kinds.egressOnlyInternetGateway, ec2.egressOnlyInternetGateways, EgressOnlyInternetGatewayId);
    targets.push({ EgressOnlyInternetGatewayId });
  }
  if (VpcPeeringConnectionId) {
    getOne(kinds.peeringConnection, ec2.peeringConnections, VpcPeeringConnectionId);
    targets.push({ VpcPeeringConnectionId });
  }
  if (TransitGatewayId) targets.push({ TransitGatewayId });
  if (NetworkInterfaceId) {
    getOne(kinds.networkInterface, ec2.networkInterfaces, NetworkInterfaceId);
    targets.push({ NetworkInterfaceId });
  }
  if (InstanceId) {
    const instance = getOne(kinds.instance, ec2.instances, InstanceId);
    const own = instance.NetworkInterfaces?.[0]?.NetworkInterfaceId;
    targets.push({ InstanceId, InstanceOwnerId: context.account.id, NetworkInterfaceId: own });
  }
  return targets;
}

/** A gateway's id may be one of several kinds. Virtual private gateways are none of this cloud's resources. */
function checkGateway(context: OperationContext, id: string) {
  const { internetGateways, vpcEndpoints } = context.region.ec2;
  if (id.startsWith("vgw-")) return;
  if (id.startsWith("vpce-")) getOne(kinds.vpcEndpoint, vpcEndpoints, id);
  else getOne(kinds.internetGateway, internetGateways, id);
}

function checkNetwork(context: OperationContext, table: RouteTable, target: Route) {
  const { ec2 } = context.region;
  const id = target.GatewayId ?? target.NatGatewayId ?? target.NetworkInterfaceId ?? "";
  const attached = ec2.internetGateways.get(id)?.Attachments?.map(({ VpcId }) => VpcId);
  if (attached && !attached.includes(table.VpcId))
    context.fail(
      "InvalidParameterValue",
      `route table ${table.RouteTableId} and network gateway ${id} belong to different networks`,
    );
  const vpcId =
    ec2.natGateways.get(id)?.VpcId ?? ec2.networkInterfaces.get(id)?.VpcId ?? ec2.vpcEndpoints.get(id)?.VpcId;
  if (vpcId !== undefined && vpcId !== table.VpcId)
    context.fail(
      "InvalidParameterValue",
      `route table ${table.RouteTableId} and ${id} belong to different networks`,
    );
}

/** Within the VPC itself a route may only lead through something that looks at the packets. */
export function checkWithinVpc(context: OperationContext, table: RouteTable, route: Route) {
  const { DestinationCidrBlock: destination, GatewayId = "", NatGatewayId, NetworkInterfaceId } = route;
  if (destination === undefined || NatGatewayId || NetworkInterfaceId || GatewayId.startsWith("vpce-"))
    return;
  const vpc = context.region.ec2.vpcs.get(table.VpcId ?? "");
  const blocks = vpc?.CidrBlockAssociationSet?.map(({ CidrBlock }) => CidrBlock) ?? [];
  if (GatewayId === "local") {
    if ([vpc?.CidrBlock, ...blocks].includes(destination)) return;
    context.fail(
      "InvalidParameterValue",
      `The route ${destination} is no local route of the VPC ${table.VpcId}`,
    );
  }
  if ([vpc?.CidrBlock, ...blocks].some((block) => block !== undefined && containsCidr(block, destination)))
    context.fail(
      "InvalidParameterValue",
      `The destination CIDR block ${destination} is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance.`,
    );
}
