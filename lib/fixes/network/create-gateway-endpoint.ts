import { listed } from "../../diagnosis/identity/role-actions.ts";
import type { RouteTable } from "../../model/documents/route-table.ts";
import type { Scope } from "../../model/scope.ts";
import type { Snapshot, SnapshotPatch } from "../../model/snapshot.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { resource, writeTerraform } from "../writing/terraform.ts";
import { type MakeChange, writeStep } from "./change.ts";
import { shortName } from "./endpoint-services.ts";
import { endpointIdInAnswer, plannedEndpoint, undoCreation } from "./planned-endpoint.ts";

export type NewGatewayEndpoint = {
  serviceName: string;
  vpcId: string;
  tables: readonly RouteTable[];
  /** AWS's list of the service's addresses. */
  prefixListId: string;
  why: string;
};

/** A gateway endpoint, which is a route of the tables that it stands in and costs nothing. */
export function createGatewayEndpoint(scope: Scope, wanted: NewGatewayEndpoint): MakeChange {
  const { serviceName, vpcId, tables, why } = wanted;
  const service = shortName(scope, serviceName);
  const id = `create-${service}-gateway-endpoint-${vpcId}`;
  const tableIds = tables.map((table) => table.id);
  const properties = {
    ...{ VpcEndpointType: "Gateway", VpcId: vpcId, ServiceName: serviceName, RouteTableIds: tableIds },
  };
  return (snapshot) => ({
    step: writeStep(scope.region, {
      ...{ id, why, title: `Create the gateway endpoint for ${service}`, creates: endpointIdInAnswer },
      call: { operation: "ec2:CreateVpcEndpoint", input: properties },
      console: consoleAt(scope.region, { kind: "vpc-endpoint" }, "Create endpoint", `${service} (Gateway)`),
      terraform: writeTerraform(
        resource("aws_vpc_endpoint", `${vpcId}_${service}_gateway`, {
          ...{ vpc_id: vpcId, service_name: serviceName, vpc_endpoint_type: "Gateway" },
          route_table_ids: tableIds,
        }),
      ),
      cloudformation: writeCloudFormation({
        [logicalId("gateway", vpcId, service)]: { Type: "AWS::EC2::VPCEndpoint", Properties: properties },
      }),
      changes: `${listed(tableIds)} ${tableIds.length === 1 ? "leads" : "lead"} what is meant for ${service} to the endpoint, and nothing else.`,
      preconditions: [
        preconditionOf(snapshot, "vpc", vpcId),
        ...tableIds.map((tableId) => preconditionOf(snapshot, "route-table", tableId)),
      ],
      undo: undoCreation(id, "Delete the endpoint again: its routes go with it."),
    }),
    patch: patchOf(snapshot, wanted, service),
  });
}

function patchOf(snapshot: Snapshot, wanted: NewGatewayEndpoint, service: string): SnapshotPatch {
  const { serviceName, vpcId, tables, prefixListId } = wanted;
  const routeTableIds = tables.map(({ id }) => id);
  const endpoint = plannedEndpoint(snapshot, service, { type: "Gateway", vpcId, serviceName, routeTableIds });
  const route = {
    destination: { kind: "prefix-list", id: prefixListId },
    target: { kind: "vpc-endpoint", id: endpoint.id },
    ...{ state: "active", origin: "CreateRoute" },
  } as const;
  return {
    "vpc-endpoint": { put: [endpoint] },
    "route-table": { put: tables.map((table) => ({ ...table, routes: [...table.routes, route] })) },
  };
}
