import {
  DescribeRouteTables$,
  type DescribeRouteTablesRequest,
  type DescribeRouteTablesResult,
  type Route,
  type RouteTable,
} from "@aws-sdk/client-ec2";
import { defineDescribe } from "./describe.ts";
import { kinds } from "./identifiers.ts";

function ofRoutes<Value>(read: (route: Route) => Value) {
  return ({ Routes = [] }: RouteTable) => Routes.map(read);
}

export const describeRouteTables = defineDescribe<
  DescribeRouteTablesRequest,
  DescribeRouteTablesResult,
  RouteTable
>({
  schema: DescribeRouteTables$,
  kind: kinds.routeTable,
  ids: ({ RouteTableIds }) => RouteTableIds,
  from: ({ region }) => region.ec2.routeTables,
  limits: { minimum: 5, maximum: 100 },
  filters: {
    "association.gateway-id": ({ Associations = [] }) => Associations.map(({ GatewayId }) => GatewayId),
    "association.main": ({ Associations = [] }) => Associations.map(({ Main }) => Main ?? false),
    "association.route-table-association-id": ({ Associations = [] }) =>
      Associations.map(({ RouteTableAssociationId }) => RouteTableAssociationId),
    "association.route-table-id": ({ Associations = [] }) =>
      Associations.map(({ RouteTableId }) => RouteTableId),
    "association.subnet-id": ({ Associations = [] }) => Associations.map(({ SubnetId }) => SubnetId),
    "owner-id": ({ OwnerId }) => OwnerId,
    "route-table-id": ({ RouteTableId }) => RouteTableId,
    "route.destination-cidr-block": ofRoutes(({ DestinationCidrBlock }) => DestinationCidrBlock),
    "route.destination-ipv6-cidr-block": ofRoutes(({ DestinationIpv6CidrBlock }) => DestinationIpv6CidrBlock),
    "route.destination-prefix-list-id": ofRoutes(({ DestinationPrefixListId }) => DestinationPrefixListId),
    "route.egress-only-internet-gateway-id": ofRoutes(
      ({ EgressOnlyInternetGatewayId }) => EgressOnlyInternetGatewayId,
    ),
    "route.gateway-id": ofRoutes(({ GatewayId }) => GatewayId),
    "route.instance-id": ofRoutes(({ InstanceId }) => InstanceId),
    "route.nat-gateway-id": ofRoutes(({ NatGatewayId }) => NatGatewayId),
    "route.origin": ofRoutes(({ Origin }) => Origin),
    "route.state": ofRoutes(({ State }) => State),
    "route.transit-gateway-id": ofRoutes(({ TransitGatewayId }) => TransitGatewayId),
    "route.vpc-peering-connection-id": ofRoutes(({ VpcPeeringConnectionId }) => VpcPeeringConnectionId),
    "vpc-id": ({ VpcId }) => VpcId,
  },
  tagsOf: ({ Tags }) => Tags,
  answer: (RouteTables, NextToken) => ({ RouteTables, NextToken }),
});
