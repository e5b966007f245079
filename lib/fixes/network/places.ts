import type { InternetGateway } from "../../model/documents/gateways.ts";
import type { RouteTable } from "../../model/documents/route-table.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { routeTo } from "./route-changes.ts";

/** The table that a subnet sends by: its own, or else the main one of its VPC. */
export function tableOfSubnet(snapshot: Snapshot, subnetId: string): RouteTable | undefined {
  const [own] = snapshot.of("subnet", subnetId, "route-table");
  if (own !== undefined) return own;
  const vpcId = snapshot.get("subnet", subnetId)?.vpcId ?? "";
  return snapshot.of("vpc", vpcId, "route-table").find(({ isMain }) => isMain);
}

/** The subnets that send by a table. */
export function subnetsOfTable(snapshot: Snapshot, table: RouteTable): string[] {
  if (!table.isMain || table.vpcId === null) return table.subnetIds;
  const subnets = snapshot.of("vpc", table.vpcId, "subnet").map(({ id }) => id);
  return subnets.filter((id) => tableOfSubnet(snapshot, id)?.id === table.id);
}

export function attachedGateway(snapshot: Snapshot, vpcId: string): InternetGateway | undefined {
  return snapshot
    .of("vpc", vpcId, "internet-gateway")
    .find(({ attachments }) =>
      attachments.some(
        (each) => each.vpcId === vpcId && (each.state === "available" || each.state === "attached"),
      ),
    );
}

/** Whether a table leads what is not the VPC's to an internet gateway that is attached. */
export function leadsToInternet(snapshot: Snapshot, table: RouteTable): boolean {
  const { vpcId } = table;
  if (vpcId === null) return false;
  const route = routeTo(table, "0.0.0.0/0");
  return (
    route?.state === "active" &&
    route.target.kind === "internet-gateway" &&
    route.target.id === attachedGateway(snapshot, vpcId)?.id
  );
}

/** A NAT gateway with the table by which it sends on. */
export type WorkingNatGateway = { id: string; tableId: string };

/** NAT gateways of a VPC that carry what is led to them, those in one of the zones first. */
export function workingNatGateways(
  snapshot: Snapshot,
  vpcId: string,
  zoneIds: ReadonlySet<string>,
): WorkingNatGateway[] {
  const isNear = (subnetId: string) => zoneIds.has(snapshot.get("subnet", subnetId)?.zoneId ?? "");
  return snapshot
    .of("vpc", vpcId, "nat-gateway")
    .flatMap(({ id, state, connectivityType, subnetId }) => {
      if (state !== "available" || connectivityType === "private" || subnetId === null) return [];
      const table = tableOfSubnet(snapshot, subnetId);
      if (table === undefined || !leadsToInternet(snapshot, table)) return [];
      return { id, tableId: table.id, isNear: isNear(subnetId) };
    })
    .sort((one, other) => Number(other.isNear) - Number(one.isNear) || (one.id < other.id ? -1 : 1));
}
