import type { RouteTarget } from "../../model/documents/route-table.ts";
import { targetName } from "../route-words.ts";
import type { Terrain } from "../terrain.ts";

/** Why a route leads nowhere, as far as what was read of its target tells. AWS says no more than that it does. */
export function whyDead({ facts }: Terrain, target: RouteTarget, vpcId: string): string {
  const name = targetName(target);
  const gone = `${name}, to which it leads, is gone`;
  const unsure = `${name}, to which it leads, is gone or takes no packets`;
  if (target.kind === "internet-gateway" || target.kind === "egress-only-gateway") {
    const { gap, value } = facts.get(target.kind, target.id);
    if (gap !== null) return unsure;
    if (value === undefined) return gone;
    const isAttached = value.attachments.some((each) => each.vpcId === vpcId);
    return isAttached ? unsure : `${name}, to which it leads, is not attached to ${vpcId}`;
  }
  if (target.kind === "nat-gateway") {
    const { gap, value } = facts.get("nat-gateway", target.id);
    if (gap !== null) return unsure;
    if (value === undefined) return gone;
    return value.state === "available" ? unsure : `${name}, to which it leads, is ${value.state}`;
  }
  if (target.kind === "peering-connection") {
    const { value } = facts.get("peering-connection", target.id);
    const status = value?.status ?? null;
    return status === null || status === "active" ? unsure : `${name}, to which it leads, is ${status}`;
  }
  if (target.kind === "network-interface") {
    const { gap, value } = facts.get("network-interface", target.id);
    return gap === null && value === undefined ? gone : unsure;
  }
  return unsure;
}
