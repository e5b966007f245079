import type { Route, RouteTable } from "../../model/documents/route-table.ts";
import { formatAddresses } from "../address.ts";
import type { Destination } from "../destination.ts";
import {
  type Blame,
  block,
  type Part,
  type Place,
  pass,
  unprovable,
  unread,
  type Words,
  words,
} from "../part.ts";
import type { RoutedPart } from "../route-lookup.ts";
import { destinationOf, routeLines, targetName } from "../route-words.ts";
import type { Sender } from "../sender.ts";
import type { TableOfSubnet, Terrain } from "../terrain.ts";
import { whyDead } from "./dead-target.ts";
import { notDescribed } from "./internet-gateway.ts";

export function routePlace(table: RouteTable | undefined, isBack = false): Place {
  return { hop: "route", isBack, resources: table ? [{ kind: "route-table", id: table.id }] : [] };
}

/** The table itself is not known: read in vain, or of an account that does not show it. */
export function unknownTable(
  reading: ReturnType<Terrain["tableOfSubnet"]>,
  subnetId: string,
  isBack = false,
): Part {
  const place = routePlace(undefined, isBack);
  if (reading.gap !== null) return unread(place, reading.gap);
  return unprovable(
    place,
    { ...notDescribed("subnet", subnetId), whoCanTell: "the account that owns the subnet" },
    () => words("no table read", `The route table of ${subnetId} is not described here.`),
  );
}

/** The hop of the route that a packet takes, or of there being none. */
export function routePart(
  terrain: Terrain,
  { table, isExplicit }: TableOfSubnet,
  routed: RoutedPart,
  destination: Destination,
  sender: Sender,
): Part {
  const place = routePlace(table);
  const describe = (brief: string, sentence: string) => () =>
    wordsOfRoute(terrain, table, routed.route, destination, brief, sentence);
  const { route } = routed;
  const chosen = isExplicit ? "" : " (the main table: the subnet has chosen none)";
  if (route === undefined) {
    const sentence = `${table.id} has no route for ${destination.label}${chosen}.`;
    return block(place, noRoute(table, sender, "NO_ROUTE_TO_DESTINATION"), describe("no route", sentence));
  }
  if (route.state === "blackhole") {
    const say = () => {
      const why = whyDead(terrain, route.target, sender.vpcId);
      const sentence = `${destinationOf(route)} in ${table.id} is a blackhole${chosen}: ${why}.`;
      return describe("blackhole", sentence)();
    };
    return block(place, blackhole(terrain, table, route, sender), say);
  }
  if (route.target.kind === "local") {
    const sentence = `${table.id} keeps ${formatAddresses(routed.addresses)} inside the VPC${chosen}, where no such service is.`;
    return block(
      place,
      noRoute(table, sender, "NO_POSSIBLE_DESTINATION"),
      describe("stays inside", sentence),
    );
  }
  const sentence = `${table.id} leads ${destination.label} by ${destinationOf(route)} to ${targetName(route.target)}${chosen}.`;
  return pass(place, describe(targetName(route.target), sentence));
}

/** In IPv6 the blame is the subnet's: it has that family alone, and no table of it leads out. */
export function noRoute(table: RouteTable, sender: Sender, code: string): Blame {
  return sender.family === 6
    ? { cause: "ipv6-path-missing", subject: { kind: "subnet", id: sender.subnetId }, code }
    : { cause: "route-missing", subject: { kind: "route-table", id: table.id }, code };
}

/** A gateway that is the reason goes before the table that leads to it. */
export function blackhole(terrain: Terrain, table: RouteTable, { target }: Route, sender: Sender): Blame {
  const code = "BAD_STATE_ROUTE";
  if (target.kind === "nat-gateway") {
    const isHealthy = terrain.facts.get("nat-gateway", target.id).value?.state === "available";
    if (!isHealthy)
      return { cause: "nat-gateway-unavailable", subject: { kind: "nat-gateway", id: target.id }, code };
  }
  if (target.kind === "internet-gateway") {
    return { cause: "internet-gateway-detached", subject: { kind: "internet-gateway", id: target.id }, code };
  }
  if (target.kind === "egress-only-gateway") return noRoute(table, sender, code);
  return { cause: "route-blackhole", subject: { kind: "route-table", id: table.id }, code };
}

export function wordsOfRoute(
  terrain: Terrain,
  table: RouteTable,
  route: Route | undefined,
  destination: Pick<Destination, "family" | "addresses">,
  brief: string,
  sentence: string,
): Words {
  const value =
    route === undefined
      ? "no route matches"
      : `${destinationOf(route)} → ${targetName(route.target)} (${route.state})`;
  const evidence = [terrain.facts.evidence({ kind: "route-table", id: table.id }, "Routes", value, sentence)];
  return words(brief, sentence, evidence, routeLines(terrain, table, destination, [route]));
}
