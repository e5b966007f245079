import type { Route, RouteTable } from "../../model/documents/route-table.ts";
import { type Family, parseBlock } from "../address.ts";
import type { Destination } from "../destination.ts";
import { type Interval, type IntervalSet, intersect, overlaps, subtract, toSet } from "../interval-set.ts";
import { type Part, pass, unprovable, unread, type Words } from "../part.ts";
import { routeParts } from "../route-lookup.ts";
import { destinationOf, targetName } from "../route-words.ts";
import type { Sender } from "../sender.ts";
import { sift } from "../sift.ts";
import type { Terrain } from "../terrain.ts";
import { darkPart } from "./dark.ts";
import { notDescribed } from "./internet-gateway.ts";
import { blackhole, routePlace, unknownTable, wordsOfRoute } from "./route.ts";

type LocalRouteSpec = {
  terrain: Terrain;
  sender: Sender;
  vpcId: string;
  isBack: boolean;
  towards: Destination;
};

/** The local route is in every table, listed or not; only what is no wider than a block of the VPC leads its packets elsewhere. */
export function localRoute(spec: LocalRouteSpec & { subnetId: string }): Part {
  const { terrain, subnetId, vpcId, isBack } = spec;
  const reading = terrain.tableOfSubnet(subnetId, vpcId);
  if (reading.value === undefined) return unknownTable(reading, subnetId, isBack);
  const { table } = reading.value;
  return detourBy(spec, table) ?? pass(routePlace(table, isBack), () => localWords(spec, table));
}

/** The table that an internet gateway has for what comes in by it may lead answers to a firewall. Null where nothing does. */
export function edgeRoute(spec: LocalRouteSpec, gatewayId: string): Part | null {
  const { gap, value: table } = spec.terrain.facts.edgeTable(gatewayId, spec.vpcId);
  if (gap !== null) return unread(routePlace(undefined, true), gap);
  return table === undefined ? null : detourBy(spec, table);
}

function detourBy(spec: LocalRouteSpec, table: RouteTable): Part | null {
  const { terrain, towards } = spec;
  const parts = routeParts(terrain.compiledTable(table, towards.family), towards.addresses);
  for (const { route, addresses } of parts) {
    if (route === undefined || route.target.kind === "local") continue;
    const taken = intersect(addresses, reachOf(spec, route, addresses, parts.length > 1));
    if (taken.length > 0) return detour(spec, table, route, taken);
  }
  return unknownDetour(spec, table);
}

/** A prefix list whose blocks are not known may hold the subnet, where it leads to what can stand between two subnets. */
function unknownDetour({ terrain, towards, isBack }: LocalRouteSpec, table: RouteTable): Part | null {
  const unknown = terrain
    .compiledTable(table, towards.family)
    .unknownRoutes.find(({ route, service }) => service === null && canStandBetween(terrain, route));
  if (unknown === undefined) return null;
  const place = routePlace(table, isBack);
  if (unknown.gap !== null) return unread(place, unknown.gap);
  const sentence = `Whether ${destinationOf(unknown.route)} in ${table.id} takes ${towards.label} from the local route is not known.`;
  return unprovable(
    place,
    { ...notDescribed("route-table", table.id), whoCanTell: `whoever keeps ${destinationOf(unknown.route)}` },
    () => wordsOfRoute(terrain, table, unknown.route, towards, "unknown route", sentence),
  );
}

/** Only these take packets from the local route: a gateway endpoint carries its service's own prefixes. */
function canStandBetween(terrain: Terrain, { target }: Route): boolean {
  if (target.kind === "vpc-endpoint")
    return terrain.facts.get("vpc-endpoint", target.id).value?.type !== "Gateway";
  return target.kind === "nat-gateway" || target.kind === "network-interface";
}

function localWords({ terrain, towards }: LocalRouteSpec, table: RouteTable): Words {
  const parts = routeParts(terrain.compiledTable(table, towards.family), towards.addresses);
  const local = parts.find(({ route }) => route?.target.kind === "local")?.route;
  const sentence = `The local route of ${table.id} leads to ${towards.label}.`;
  return wordsOfRoute(terrain, table, local, towards, "local", sentence);
}

/** The addresses that a route takes from the local one: those of blocks that are no wider than the VPC's own. */
function reachOf(
  { terrain, vpcId, towards: { family } }: LocalRouteSpec,
  { destination }: Route,
  addresses: IntervalSet,
  isBesideLocal: boolean,
): IntervalSet {
  const vpc = terrain.vpc(vpcId).value;
  if (vpc === undefined) return isBesideLocal ? addresses : [];
  const own = blocksIn(family === 4 ? vpc.cidrBlocks : vpc.ipv6CidrBlocks);
  const narrow = blocksOf(terrain, destination, family).filter((block) =>
    own.some((each) => holds(each, block)),
  );
  return toSet(narrow.map(({ interval }) => interval));
}

function blocksOf(terrain: Terrain, destination: Route["destination"], family: Family): readonly OneBlock[] {
  if (destination.kind === "unrecognised") return [];
  if (destination.kind !== "prefix-list") return blocksIn([destination.cidr]);
  const list = terrain.prefixList(destination.id);
  return list.isKnown ? list.blocks[family] : [];
}

function blocksIn(cidrs: readonly string[]): OneBlock[] {
  return cidrs.flatMap((cidr) => parseBlock(cidr) ?? []);
}

type OneBlock = { length: number; interval: Interval };

function holds(outer: OneBlock, inner: OneBlock): boolean {
  return outer.length <= inner.length && overlaps([outer.interval], [inner.interval]);
}

function detour(
  { terrain, sender, isBack, towards }: LocalRouteSpec,
  table: RouteTable,
  route: Route,
  taken: IntervalSet,
): Part {
  const { target } = route;
  const place = routePlace(table, isBack);
  const say = (brief: string, sentence: string) => () =>
    wordsOfRoute(terrain, table, route, towards, brief, sentence);
  const leads = `${table.id} leads ${towards.label} by ${destinationOf(route)} to ${targetName(target)}, which is more specific than the local route`;
  const rest = subtract(towards.addresses, taken);
  const dropped = (blame: Parameters<typeof sift>[0]["blame"], brief: string, sentence: string) =>
    sift({
      place,
      destination: towards,
      addresses: towards.addresses,
      sieve: { sure: rest, maybe: rest, reservations: [] },
      blame,
      narrow: { ...notDescribed("route-table", table.id), code: "MORE_SPECIFIC_ROUTE" },
      words: say(brief, sentence),
    });
  if (route.state === "blackhole")
    return dropped(
      blackhole(terrain, table, route, sender),
      "blackhole",
      `${leads}; what it leads to is gone.`,
    );
  if (target.kind === "network-interface") {
    const { state, obstacle, uncertainties } = darkPart(terrain, target, sender, table.id);
    if (state === "block" && obstacle !== null)
      return dropped(obstacle, "drops it", `${leads}: ${obstacle.explain().sentence}`);
    const gap = uncertainties.find((each) => each.because === "gap")?.gap;
    if (gap !== undefined) return unread(place, gap);
  }
  const doubt =
    "id" in target
      ? { ...notDescribed(target.kind, target.id), whoCanTell: `whoever runs ${target.id}` }
      : notDescribed("route-table", table.id);
  return unprovable(place, { ...doubt, code: "UNSUPPORTED_COMPONENT" }, say("takes a detour", `${leads}.`));
}
