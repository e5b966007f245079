import type { Route, RouteTable, RouteTarget } from "../model/documents/route-table.ts";
import type { RuleLine } from "../model/path.ts";
import { parseBlock } from "./address.ts";
import type { Destination } from "./destination.ts";
import { overlaps } from "./interval-set.ts";
import type { Terrain } from "./terrain.ts";

/** The routes as the console lists them, destination and target, with what each means for the packet. */
export function routeLines(
  terrain: Terrain,
  table: RouteTable,
  destination: Pick<Destination, "family" | "addresses">,
  deciding: readonly (Route | undefined)[],
): RuleLine[] {
  return table.routes.map((route) => {
    const isDeciding = deciding.includes(route);
    return {
      rule: destinationOf(route),
      peer: targetName(route.target),
      effect: isDeciding
        ? `Takes it${route.state === "active" ? "" : `; it is a ${route.state}`}`
        : `Does not take it: ${whyNot(terrain, route, destination)}`,
      isDeciding,
    };
  });
}

function whyNot(
  terrain: Terrain,
  route: Route,
  { family, addresses }: Pick<Destination, "family" | "addresses">,
): string {
  const { destination } = route;
  if (destination.kind === "unrecognised") return "its destination is not known to Muster";
  if (destination.kind === "prefix-list") {
    const list = terrain.prefixList(destination.id);
    if (!list.isKnown) return "its prefix list could not be read";
    const isCovered = list.blocks[family].some(({ interval }) => overlaps([interval], addresses));
    return isCovered ? "a stronger route does" : "other addresses";
  }
  const block = parseBlock(destination.cidr);
  if (block?.family !== family) return "other address family";
  return overlaps([block.interval], addresses) ? "a more specific route does" : "other addresses";
}

export function destinationOf({ destination }: Route): string {
  if (destination.kind === "unrecognised") return "unknown destination";
  return destination.kind === "prefix-list" ? destination.id : destination.cidr;
}

export function targetName(target: RouteTarget): string {
  if (target.kind === "local") return "local";
  if (target.kind === "core-network") return target.arn;
  return target.kind === "unrecognised" ? "unknown target" : target.id;
}
