import ipaddr from "ipaddr.js";
import type { RouteTable } from "../../model/documents/route-table.ts";
import { isIpv6Alone } from "./addresses.ts";
import { tableOfSubnet } from "./places.ts";
import { routeTo } from "./route-changes.ts";
import type { Situation } from "./situation.ts";

/** A block that is to be led elsewhere, in the table of some of the nodes. */
export type DeadRoute = { table: RouteTable; cidr: string };

/** The tables by which the nodes send. */
export function tablesOfNodes({ snapshot, nodes }: Situation): RouteTable[] {
  const ids = new Set(nodes.map(({ instance }) => instance.subnetId ?? ""));
  const tables = [...ids].flatMap((id) => tableOfSubnet(snapshot, id) ?? []);
  return [...new Map(tables.map((table) => [table.id, table])).values()];
}

/**
 * What of the nodes' tables leads nowhere: routes to what is to blame or is gone, and where there is none, everything. Nothing
 * where a table leads on in a way that somebody may need.
 */
export function deadRoutes(situation: Situation): DeadRoute[] {
  const { code, subject, nodes } = situation;
  if (nodes.some(({ instance }) => isIpv6Alone(instance))) return [];
  // A gateway may be what NAT gateways lead to, in the tables of their own subnets.
  const tables =
    code === "internet-gateway-detached"
      ? tablesLeadingTo(situation, subject.id)
      : tablesOfNodes(situation).filter(({ id }) => subject.kind !== "route-table" || id === subject.id);
  const found = tables.map((table) => deadOf(table, code, subject.id).map((cidr) => ({ table, cidr })));
  return found.every((dead) => dead.length > 0) ? found.flat() : [];
}

function tablesLeadingTo({ snapshot, nodes }: Situation, gatewayId: string): RouteTable[] {
  const leadsThere = ({ target }: RouteTable["routes"][number]) => "id" in target && target.id === gatewayId;
  return snapshot
    .of("vpc", nodes[0]?.instance.vpcId ?? "", "route-table")
    .filter(({ routes }) => routes.some(leadsThere));
}

function deadOf(table: RouteTable, code: Situation["code"], subjectId: string): string[] {
  if (code === "endpoint-missing") return routeTo(table, everything) === undefined ? [everything] : [];
  if (code === "route-missing") return [everything];
  const dead = table.routes.filter(({ target, state }) =>
    code === "route-blackhole" ? state === "blackhole" : "id" in target && target.id === subjectId,
  );
  return dead.flatMap(({ destination }) =>
    destination.kind === "ipv4" && isPublic(destination.cidr) ? destination.cidr : [],
  );
}

const everything = "0.0.0.0/0";

function isPublic(cidr: string): boolean {
  const [address, length] = ipaddr.parseCIDR(cidr);
  return length < 8 || address.range() === "unicast";
}
