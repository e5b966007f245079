import type { Route } from "@aws-sdk/client-ec2";
import type { Estate } from "../estate.ts";
import { tagList } from "../estate.ts";
import type { Ground } from "./ground.ts";
import { ec2Of, labelOf } from "./ground.ts";

/** Adds a table with the VPC's local routes and the given ones, for the given subnets. */
export function addRouteTable(
  estate: Estate,
  ground: Ground,
  spec: { name: string; isMain?: boolean; routes: Route[]; subnetIds: string[] },
): string {
  const id = estate.ids.resource("rtb", labelOf(ground, spec.name));
  ec2Of(estate, ground).routeTables.set(id, {
    RouteTableId: id,
    VpcId: ground.vpcId,
    OwnerId: ground.accountId,
    PropagatingVgws: [],
    Routes: [...localRoutes(ground), ...spec.routes],
    Associations: spec.isMain
      ? [
          {
            Main: true,
            RouteTableAssociationId: estate.ids.resource("rtbassoc", `main/${ground.vpcId}`),
            RouteTableId: id,
            AssociationState: { State: "associated" },
          },
        ]
      : [],
    Tags: tagList({ Name: spec.name }),
  });
  for (const subnetId of spec.subnetIds) associateRouteTable(estate, ground, id, subnetId);
  return id;
}

export function associateRouteTable(estate: Estate, ground: Ground, tableId: string, subnetId: string): void {
  for (const table of ec2Of(estate, ground).routeTables.values()) {
    const others = (table.Associations ?? []).filter((association) => association.SubnetId !== subnetId);
    if (table.RouteTableId === tableId) {
      others.push({
        Main: false,
        RouteTableAssociationId: estate.ids.resource("rtbassoc", subnetId),
        RouteTableId: tableId,
        SubnetId: subnetId,
        AssociationState: { State: "associated" },
      });
    }
    table.Associations = others;
  }
}

export function route(
  destination: string,
  target: Partial<Route>,
  state: "active" | "blackhole" = "active",
): Route {
  const isPrefixList = destination.startsWith("pl-");
  const isIpv6 = destination.includes(":");
  return {
    ...(isPrefixList
      ? { DestinationPrefixListId: destination }
      : isIpv6
        ? { DestinationIpv6CidrBlock: destination }
        : { DestinationCidrBlock: destination }),
    ...target,
    Origin: "CreateRoute",
    State: state,
  };
}

function localRoutes(ground: Ground): Route[] {
  const local = { GatewayId: "local", Origin: "CreateRouteTable", State: "active" } as const;
  return [
    { DestinationCidrBlock: `${ground.prefix}.0.0/16`, ...local },
    ...(ground.ipv6Prefix ? [{ DestinationIpv6CidrBlock: `${ground.ipv6Prefix}00::/56`, ...local }] : []),
  ];
}
