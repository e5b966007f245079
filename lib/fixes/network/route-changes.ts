import type { Route, RouteTable, RouteTarget } from "../../model/documents/route-table.ts";
import type { Scope } from "../../model/scope.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { resource, type TerraformValue, unlessWithin, writeTerraform } from "../writing/terraform.ts";
import type { FromAnswer } from "../written-call.ts";
import { type Call, type MakeChange, writeStep } from "./change.ts";

/** Where a route can lead out; what an earlier step creates says besides how it is called until then. */
export type Gateway = Extract<
  RouteTarget,
  { kind: "nat-gateway" | "internet-gateway" | "egress-only-gateway" }
> & { created?: { input: FromAnswer; terraform: TerraformValue; cloudformation: unknown } };

const fields = {
  "nat-gateway": { sdk: "NatGatewayId", terraform: "nat_gateway_id" },
  "internet-gateway": { sdk: "GatewayId", terraform: "gateway_id" },
  "egress-only-gateway": {
    ...{ sdk: "EgressOnlyInternetGatewayId", terraform: "egress_only_gateway_id" },
  },
} as const;

/** Leads a block to a gateway: by a new route, or in the place of the route that is there. */
export function leadTo(
  scope: Scope,
  { tableId, cidr, gateway, why }: { tableId: string; cidr: string; gateway: Gateway; why: string },
): MakeChange {
  return (snapshot) => {
    const table = snapshot.get("route-table", tableId)!;
    const standing = routeTo(table, cidr);
    const destination = destinationInput(cidr);
    const at = { RouteTableId: tableId, ...destination };
    const { created, ...target } = gateway;
    const name = created === undefined ? gateway.id : "the new NAT gateway";
    const { sdk, terraform } = fields[gateway.kind];
    const input = { ...at, [sdk]: created?.input ?? gateway.id };
    const step = writeStep(scope.region, {
      id: `route-${tableId}-${cidr.replace(/[^0-9a-f]+/g, "-")}`,
      title: `Lead ${cidr} in ${tableId} to ${name}`,
      why,
      call: { operation: standing === undefined ? "ec2:CreateRoute" : "ec2:ReplaceRoute", input },
      console: consoleAt(scope.region, { kind: "route-table", id: tableId }, "Routes", "Edit routes"),
      terraform: writeTerraform(
        resource(
          "aws_route",
          `${tableId}_${gateway.id}`,
          {
            ...{ route_table_id: tableId, [terraform]: created?.terraform ?? gateway.id },
            [cidr.includes(":") ? "destination_ipv6_cidr_block" : "destination_cidr_block"]: cidr,
          },
          standing === undefined
            ? unlessWithin("aws_route_table")
            : `${tableId} has a route for ${cidr} already: change that one, or import it as this.`,
        ),
      ),
      cloudformation: writeCloudFormation(
        {
          [logicalId("route", tableId, gateway.id)]: {
            Type: "AWS::EC2::Route",
            Properties: { ...at, [sdk]: created?.cloudformation ?? gateway.id },
          },
        },
        standing && { existing: `The route of ${tableId} for ${cidr}` },
      ),
      changes:
        standing === undefined
          ? `${tableId} has a route for ${cidr} to ${name}, for every subnet that uses it.`
          : `The route for ${cidr} in ${tableId} leads to ${name} and no longer to ${targetName(standing.target)}, for every subnet that uses it.`,
      preconditions: [
        preconditionOf(snapshot, "route-table", tableId),
        ...(created === undefined ? [preconditionOf(snapshot, gateway.kind, gateway.id)] : []),
      ],
      undo: undoOf(at, destination, standing),
    });
    const route: Route = {
      destination: { kind: cidr.includes(":") ? "ipv6" : "ipv4", cidr },
      ...{ target, state: "active", origin: "CreateRoute" },
    };
    const routes =
      standing === undefined
        ? [...table.routes, route]
        : table.routes.map((each) => (each === standing ? route : each));
    return { step, patch: { "route-table": { put: [{ ...table, routes }] } } };
  };
}

export function routeTo(table: RouteTable, cidr: string): Route | undefined {
  return table.routes.find(({ destination }) => "cidr" in destination && destination.cidr === cidr);
}

function undoOf(
  at: { RouteTableId: string },
  destination: object,
  standing: Route | undefined,
): { sentence: string; call: Call } | null {
  if (standing === undefined)
    return { sentence: "Delete the route again.", call: { operation: "ec2:DeleteRoute", input: at } };
  const former = targetInput(standing.target);
  // AWS takes no route to what is gone, and to leave the table without one is as near as it gets.
  if (former === null || standing.state === "blackhole")
    return {
      sentence: `Delete the route: what it led to before, ${targetName(standing.target)}, is gone.`,
      call: { operation: "ec2:DeleteRoute", input: at },
    };
  return {
    sentence: `Lead it to ${targetName(standing.target)} again.`,
    call: { operation: "ec2:ReplaceRoute", input: { ...at, ...destination, ...former } },
  };
}

function destinationInput(cidr: string): Record<string, string> {
  return cidr.includes(":") ? { DestinationIpv6CidrBlock: cidr } : { DestinationCidrBlock: cidr };
}

const targetFields: { [Kind in RouteTarget["kind"]]?: string } = {
  "internet-gateway": "GatewayId",
  "virtual-private-gateway": "GatewayId",
  "vpc-endpoint": "VpcEndpointId",
  "nat-gateway": "NatGatewayId",
  "transit-gateway": "TransitGatewayId",
  "peering-connection": "VpcPeeringConnectionId",
  "network-interface": "NetworkInterfaceId",
  "egress-only-gateway": "EgressOnlyInternetGatewayId",
  "local-gateway": "LocalGatewayId",
  "carrier-gateway": "CarrierGatewayId",
};

function targetInput(target: RouteTarget): Record<string, string> | null {
  const field = targetFields[target.kind];
  if (target.kind === "core-network") return { CoreNetworkArn: target.arn };
  return field !== undefined && "id" in target ? { [field]: target.id } : null;
}

function targetName(target: RouteTarget): string {
  if ("id" in target) return target.id;
  return target.kind === "core-network" ? target.arn : target.kind;
}
