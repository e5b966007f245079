import type { DocumentKind } from "../model/document-kind.ts";
import type { RouteTable } from "../model/documents/route-table.ts";
import { scopeKey } from "../model/scope.ts";
import type { Change } from "../model/world.ts";
import type { NodeView } from "./node-view.ts";
import { readOr } from "./reading.ts";
import { requiredServices } from "./required-services.ts";

/**
 * Whether a change is none of a node's way as it is now, although the node stands in the same VPC: that of a table or a gateway
 * that is not there, as to lose one opens no way; of routes for other subnets than its packets cross; and of an endpoint for
 * another service than its agent needs. To lose what answered for a name may open one.
 */
export function concernsOthers(node: NodeView, change: Change): boolean {
  const { snapshot } = node;
  const { kind, id, field, scope } = change;
  if (scope !== scopeKey(snapshot.scope)) return false;
  return readOr(() => {
    if (carrying.has(kind) && snapshot.get(kind, id) === undefined) return true;
    if (kind === "route-table" && field.startsWith("Routes"))
      return !isCrossed(node, snapshot.get(kind, id)!);
    if (kind === "vpc-endpoint") return isOfOtherService(node, snapshot.get(kind, id)?.serviceName ?? null);
    return false;
  }, false);
}

const carrying: ReadonlySet<DocumentKind> = new Set([
  "route-table",
  "nat-gateway",
  "internet-gateway",
  "egress-only-gateway",
  "peering-connection",
  "transit-gateway-attachment",
]);

/** By the node's own packets, or behind a gateway or an endpoint of its VPC. A table that steers a gateway's may be. */
function isCrossed({ instance, snapshot }: NodeView, table: RouteTable): boolean {
  const vpcId = instance?.vpcId ?? null;
  if (vpcId === null || table.gatewayIds.length > 0) return true;
  const subnets = [
    ...(instance?.networkInterfaces ?? []).map(({ subnetId }) => subnetId),
    ...snapshot.of("vpc", vpcId, "nat-gateway").map(({ subnetId }) => subnetId),
    ...snapshot.of("vpc", vpcId, "vpc-endpoint").flatMap(({ subnetIds }) => subnetIds),
    instance?.subnetId ?? null,
  ].filter((id) => id !== null);
  if (subnets.some((id) => table.subnetIds.includes(id))) return true;
  const tables = snapshot.of("vpc", vpcId, "route-table");
  return table.isMain && subnets.some((id) => tables.every(({ subnetIds }) => !subnetIds.includes(id)));
}

function isOfOtherService(node: NodeView, serviceName: string | null): boolean {
  return serviceName !== null && !requiredServices(node).some((each) => serviceName.endsWith(`.${each}`));
}
