import type { Route } from "@aws-sdk/client-ec2";
import type { Estate } from "../estate.ts";
import { ago } from "../estate.ts";
import type { Ground } from "../network/ground.ts";
import { ec2Of } from "../network/ground.ts";
import { route } from "../network/route-tables.ts";

/** Gives the table this default route instead of the one that it has. */
export function sendOut(
  estate: Estate,
  ground: Ground,
  tableId: string,
  target: Partial<Route>,
  state: "active" | "blackhole" = "active",
): void {
  const table = ec2Of(estate, ground).routeTables.get(tableId);
  if (!table) throw new Error(`${ground.name} has no route table ${tableId}`);
  const others = (table.Routes ?? []).filter(
    ({ DestinationCidrBlock }) => DestinationCidrBlock !== "0.0.0.0/0",
  );
  table.Routes = [...others, route("0.0.0.0/0", target, state)];
}

/** Deletes the VPC's only NAT gateway: EC2 still lists it, and the routes to it are blackholes. */
export function deleteNatGateway(estate: Estate, ground: Ground, sinceAgo: number): string {
  const ec2 = ec2Of(estate, ground);
  const [natId = ""] = ground.natGatewayIds;
  const gateway = ec2.natGateways.get(natId);
  if (!gateway) throw new Error(`${ground.name} has no NAT gateway`);
  for (const address of gateway.NatGatewayAddresses ?? []) {
    ec2.networkInterfaces.delete(address.NetworkInterfaceId ?? "");
    ec2.elasticAddresses.delete(address.AllocationId ?? "");
  }
  gateway.State = "deleted";
  gateway.DeleteTime = ago(estate, sinceAgo);
  for (const tableId of ground.privateRouteTableIds) {
    sendOut(estate, ground, tableId, { NatGatewayId: natId }, "blackhole");
  }
  return natId;
}
