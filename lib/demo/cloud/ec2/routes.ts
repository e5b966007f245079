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
import { checkWithinVpc, targetOf } from "./route-target.ts";

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
    const target = targetOf(context, table, input);
    if (standing && standing.State !== "blackhole") {
      context.fail("RouteAlreadyExists", `The route identified by ${name(destination)} already exists.`);
    }
    const route = toRoute(destination, target);
    checkWithinVpc(context, table, route);
    context.proceed();
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
    const target = targetOf(context, table, input);
    const route = toRoute(destination, target);
    checkWithinVpc(context, table, route);
    context.proceed();
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
  const given = [input.DestinationCidrBlock, input.DestinationIpv6CidrBlock, DestinationPrefixListId];
  if (given.filter(Boolean).length > 1)
    context.fail("InvalidParameterCombination", "Only one destination may be specified for a route");
  const DestinationCidrBlock = requireCidr(context, "destinationCidrBlock", input.DestinationCidrBlock, 4);
  if (DestinationCidrBlock) return { DestinationCidrBlock };
  const { DestinationIpv6CidrBlock: six } = input;
  const DestinationIpv6CidrBlock = requireCidr(context, "destinationIpv6CidrBlock", six, 6);
  if (DestinationIpv6CidrBlock) return { DestinationIpv6CidrBlock };
  if (DestinationPrefixListId) {
    getOne(kinds.prefixList, context.region.ec2.managedPrefixLists, DestinationPrefixListId);
    return { DestinationPrefixListId };
  }
  return context.fail("MissingParameter", "The request must contain the parameter destinationCidrBlock");
}

function toRoute(destination: Destination, target: Route): Route {
  const Origin = target.GatewayId === "local" ? "CreateRouteTable" : "CreateRoute";
  return { ...destination, ...target, Origin, State: "active" };
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
