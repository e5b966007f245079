import {
  CreateRoute$,
  type CreateRouteRequest,
  type CreateRouteResult,
  DeleteRoute$,
  type DeleteRouteRequest,
  ReplaceRoute$,
  type ReplaceRouteRequest,
  type Route,
  type RouteTable,
} from "@aws-sdk/client-ec2";
import { defineOperation, type OperationContext } from "../operation.ts";
import { requireCidr } from "./cidr.ts";
import { getOne, kinds } from "./identifiers.ts";

type Destination = Pick<
  Route,
  "DestinationCidrBlock" | "DestinationIpv6CidrBlock" | "DestinationPrefixListId"
>;

export const createRoute = defineOperation<CreateRouteRequest, CreateRouteResult>({
  service: "ec2",
  schema: CreateRoute$,
  action: "ec2:CreateRoute",
  mutates: true,
  handle(context, input) {
    const table = getOne(kinds.routeTable, context.region.ec2.routeTables, input.RouteTableId);
    const destination = destinationOf(context, input);
    const standing = findRoute(table, destination);
    const target = targetOf(context, input);
    if (standing && standing.State !== "blackhole") {
      context.fail("RouteAlreadyExists", `The route identified by ${name(destination)} already exists.`);
    }
    context.proceed();
    const route: Route = { ...destination, ...target, Origin: "CreateRoute", State: "active" };
    table.Routes = [...(table.Routes ?? []).filter((other) => other !== standing), route];
    context.changed(table.RouteTableId ?? "");
    return { Return: true };
  },
});

export const replaceRoute = defineOperation<ReplaceRouteRequest, void>({
  service: "ec2",
  schema: ReplaceRoute$,
  action: "ec2:ReplaceRoute",
  mutates: true,
  handle(context, input) {
    const table = getOne(kinds.routeTable, context.region.ec2.routeTables, input.RouteTableId);
    const destination = destinationOf(context, input);
    const standing = findRoute(table, destination) ?? noRoute(context, table, destination);
    const target = targetOf(context, input);
    context.proceed();
    const route: Route = { ...destination, ...target, Origin: "CreateRoute", State: "active" };
    table.Routes = table.Routes?.map((other) => (other === standing ? route : other));
    context.changed(table.RouteTableId ?? "");
  },
});

export const deleteRoute = defineOperation<DeleteRouteRequest, void>({
  service: "ec2",
  schema: DeleteRoute$,
  action: "ec2:DeleteRoute",
  mutates: true,
  handle(context, input) {
    const table = getOne(kinds.routeTable, context.region.ec2.routeTables, input.RouteTableId);
    const destination = destinationOf(context, input);
    const gone = findRoute(table, destination) ?? noRoute(context, table, destination);
    if (gone.GatewayId === "local") {
      context.fail(
        "InvalidParameterValue",
        `cannot remove local route ${name(destination)} in route table ${table.RouteTableId}`,
      );
    }
    context.proceed();
    table.Routes = table.Routes?.filter((route) => route !== gone);
    context.changed(table.RouteTableId ?? "");
  },
});

function destinationOf(context: OperationContext, input: Destination): Destination {
  const { DestinationPrefixListId } = input;
  const DestinationCidrBlock = requireCidr(context, "destinationCidrBlock", input.DestinationCidrBlock, 4);
  if (DestinationCidrBlock) return { DestinationCidrBlock };
  const { DestinationIpv6CidrBlock: six } = input;
  const DestinationIpv6CidrBlock = requireCidr(context, "destinationIpv6CidrBlock", six, 6);
  if (DestinationIpv6CidrBlock) return { DestinationIpv6CidrBlock };
  if (DestinationPrefixListId) return { DestinationPrefixListId };
  return context.fail("MissingParameter", "The request must contain the parameter destinationCidrBlock");
}

/** Where the route leads, as DescribeRouteTables will name it. The request must name exactly one existing target. */
function targetOf(context: OperationContext, input: CreateRouteRequest): Route {
  const { ec2 } = context.region;
  const targets: Route[] = [];
  if (input.GatewayId) {
    if (input.GatewayId.startsWith("igw-"))
      getOne(kinds.internetGateway, ec2.internetGateways, input.GatewayId);
    targets.push({ GatewayId: input.GatewayId });
  }
  if (input.VpcEndpointId) {
    getOne(kinds.vpcEndpoint, ec2.vpcEndpoints, input.VpcEndpointId);
    targets.push({ GatewayId: input.VpcEndpointId });
  }
  if (input.NatGatewayId) {
    const gateway = ec2.natGateways.get(input.NatGatewayId);
    if (!gateway || gateway.State === "deleted") {
      context.fail(
        "InvalidNatGatewayID.NotFound",
        `The natGateway ID '${input.NatGatewayId}' does not exist`,
      );
    }
    targets.push({ NatGatewayId: input.NatGatewayId });
  }
  if (input.EgressOnlyInternetGatewayId) {
    const EgressOnlyInternetGatewayId = input.EgressOnlyInternetGatewayId;
    getOne(kinds.egressOnlyInternetGateway, ec2.egressOnlyInternetGateways, EgressOnlyInternetGatewayId);
    targets.push({ EgressOnlyInternetGatewayId });
  }
  if (input.VpcPeeringConnectionId) {
    getOne(kinds.peeringConnection, ec2.peeringConnections, input.VpcPeeringConnectionId);
    targets.push({ VpcPeeringConnectionId: input.VpcPeeringConnectionId });
  }
  if (input.TransitGatewayId) targets.push({ TransitGatewayId: input.TransitGatewayId });
  if (input.NetworkInterfaceId) {
    getOne(kinds.networkInterface, ec2.networkInterfaces, input.NetworkInterfaceId);
    targets.push({ NetworkInterfaceId: input.NetworkInterfaceId });
  }
  if (input.InstanceId) {
    const instance = getOne(kinds.instance, ec2.instances, input.InstanceId);
    const NetworkInterfaceId = instance.NetworkInterfaces?.[0]?.NetworkInterfaceId;
    targets.push({ InstanceId: input.InstanceId, InstanceOwnerId: context.account.id, NetworkInterfaceId });
  }
  const [target] = targets;
  if (target && targets.length === 1) return target;
  return context.fail(
    target ? "InvalidParameterCombination" : "MissingParameter",
    target
      ? "Only one target may be specified for a route"
      : "The request must contain exactly one of gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId or transitGatewayId",
  );
}

function findRoute(table: RouteTable, destination: Destination): Route | undefined {
  return table.Routes?.find((route) => name(route) === name(destination));
}

function name({
  DestinationCidrBlock,
  DestinationIpv6CidrBlock,
  DestinationPrefixListId,
}: Destination): string {
  return DestinationCidrBlock ?? DestinationIpv6CidrBlock ?? DestinationPrefixListId ?? "";
}

function noRoute(context: OperationContext, table: RouteTable, destination: Destination): never {
  return context.fail(
    "InvalidRoute.NotFound",
    `no route with destination-cidr-block ${name(destination)} in route table ${table.RouteTableId}`,
  );
}
