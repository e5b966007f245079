import type { Route, RouteTable } from "../model/documents/route-table.ts";
import type { Gap } from "../model/gap.ts";
import { type Block, type Family, parseBlock, privateSpace } from "./address.ts";
import {
  covers,
  type Interval,
  type IntervalSet,
  intersect,
  overlaps,
  subtract,
  toSet,
} from "./interval-set.ts";
import type { PrefixList } from "./prefix-list.ts";

type RankedRoute = { route: Route; length: number; rank: number; addresses: IntervalSet };

/** `service` is the only one that it could be meant for, where AWS keeps the list. */
export type UnknownRoute = { route: Route; gap: Gap | null; service: string | null };

/** The routes of one family that can take some addresses, the strongest first. */
type RankedRoutes = readonly RankedRoute[];

/**
 * A route table of one family. Private networks make hundreds of routes, of which paths to services meet two or three: those
 * are put in order, and the others when first somebody asks for them.
 */
export type CompiledTable = {
  id: string;
  /** The addresses of the table's own VPC, and the routes that can take one of them. */
  inside: IntervalSet;
  insideRoutes: RankedRoutes;
  /** Those that can take a public address. */
  publicRoutes: RankedRoutes;
  readonly routes: RankedRoutes;
  /** Routes whose prefix list, or whose destination, is not known: any packet may be theirs. */
  unknownRoutes: readonly UnknownRoute[];
};

/** Where a table sends a part of the addresses; the route is undefined where none covers them. */
export type RoutedPart = { addresses: IntervalSet; route: Route | undefined; rival: Route | undefined };

const [staticRank, listRank, propagatedRank] = [0, 1, 2];

/** `inside` holds the addresses of the table's VPC, as far as they are known. */
export function compileTable(
  table: RouteTable,
  family: Family,
  listOf: (id: string) => PrefixList,
  inside: IntervalSet = [],
): CompiledTable {
  const reading = { table, family, listOf };
  const isNear = (block: Block) => !block.isPrivate || overlaps(inside, block.set);
  const { routes, unknownRoutes } = readRoutes(reading, isNear);
  const near = ranked(routes);
  let whole: RankedRoutes | undefined;
  return {
    id: table.id,
    inside,
    insideRoutes: near.filter(({ addresses }) => overlaps(inside, addresses)),
    publicRoutes: near.filter(({ addresses }) => isPublic(addresses)),
    get routes() {
      whole ??= ranked(readRoutes(reading, () => true).routes);
      return whole;
    },
    unknownRoutes: unknownRoutes.sort(byWords),
  };
}

/** No order of documents may matter. */
function byWords(left: UnknownRoute, right: UnknownRoute): number {
  return JSON.stringify(left.route) < JSON.stringify(right.route) ? -1 : 1;
}

function isPublic(addresses: IntervalSet): boolean {
  return !covers(privateSpace, addresses);
}

type Reading = { table: RouteTable; family: Family; listOf: (id: string) => PrefixList };

/** The routes that are wanted. The local ones come always: propagated ones lose to them. */
function readRoutes(
  { table, family, listOf }: Reading,
  isWanted: (block: Block) => boolean,
): { routes: RankedRoute[]; unknownRoutes: UnknownRoute[] } {
  const routes: RankedRoute[] = [];
  const unknownRoutes: UnknownRoute[] = [];
  for (let index = 0; index < table.routes.length; index += 1) {
    const route = table.routes[index]!;
    const { destination } = route;
    if (destination.kind === "prefix-list") {
      const list = listOf(destination.id);
      if (!list.isKnown) unknownRoutes.push({ route, gap: list.gap, service: list.service });
      else
        for (const block of list.blocks[family])
          if (isWanted(block))
            routes.push({ route, length: block.length, rank: listRank, addresses: block.set });
    } else if (destination.kind === "unrecognised") {
      unknownRoutes.push({ route, gap: null, service: null });
    } else {
      const block = parseBlock(destination.cidr);
      if (block?.family !== family) continue;
      if (!isWanted(block) && route.target.kind !== "local") continue;
      const rank = route.origin === "EnableVgwRoutePropagation" ? propagatedRank : staticRank;
      routes.push({ route, length: block.length, rank, addresses: block.set });
    }
  }
  return { routes, unknownRoutes };
}

/** The routes of a table that can take one of these addresses, and maybe others. */
export function routesTo(table: CompiledTable, addresses: IntervalSet): RankedRoutes {
  if (!overlaps(privateSpace, addresses)) return table.publicRoutes;
  return covers(table.inside, addresses) ? table.insideRoutes : table.routes;
}

/** The longest prefix first; between equal ones static, then a prefix list's, then propagated. */
function ranked(routes: RankedRoute[]): RankedRoute[] {
  const local = toSet(
    routes
      .filter(({ route }) => route.target.kind === "local")
      .flatMap(({ addresses }) => addresses as Interval[]),
  );
  // A propagated route loses to the local one even where it is more specific.
  const standing = routes.map((each) =>
    each.rank === propagatedRank ? { ...each, addresses: subtract(each.addresses, local) } : each,
  );
  return standing.filter(({ addresses }) => addresses.length > 0).sort(byStrength);
}

/** Prefixes of one length are the same or have nothing in common, so only the same ones need an order. */
function byStrength(left: RankedRoute, right: RankedRoute): number {
  const isByList = left.rank === listRank;
  return right.length - left.length || left.rank - right.rank || (isByList ? byTarget(left, right) : 0);
}

/** No order of documents may matter, and AWS does not say which of two equal prefix lists' routes it takes. */
function byTarget(left: RankedRoute, right: RankedRoute): number {
  const [one, other] = [left, right].map(({ route }) => JSON.stringify(route.target)) as [string, string];
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * Splits the addresses by the route that takes them. A `rival` is a route of the same prefix by another prefix list with
 * another target: AWS picks one of the two and does not say which.
 */
export function routeParts(table: CompiledTable, addresses: IntervalSet): RoutedPart[] {
  const parts: RoutedPart[] = [];
  const routes = routesTo(table, addresses);
  let rest = addresses;
  for (let index = 0; index < routes.length && rest.length > 0; index += 1) {
    const each = routes[index]!;
    if (!overlaps(each.addresses, rest)) continue;
    const taken = intersect(rest, each.addresses);
    rest = subtract(rest, each.addresses);
    parts.push({ addresses: taken, route: each.route, rival: rivalOf(routes, index) });
  }
  if (rest.length > 0) parts.push({ addresses: rest, route: undefined, rival: undefined });
  // The order of routes of one length is that of the document, and must not matter.
  return parts.length < 2 ? parts : merged(parts.sort(byAddress));
}

function byAddress(left: RoutedPart, right: RoutedPart): number {
  return left.addresses[0]![0] < right.addresses[0]![0] ? -1 : 1;
}

function rivalOf(routes: readonly RankedRoute[], index: number): Route | undefined {
  const { length, rank, route, addresses } = routes[index]!;
  if (rank !== listRank) return undefined;
  for (let next = index + 1; next < routes.length; next += 1) {
    const other = routes[next]!;
    if (other.length !== length || other.rank !== rank) return undefined;
    const isSame = other.addresses[0]![0] === addresses[0]![0];
    if (isSame && JSON.stringify(other.route.target) !== JSON.stringify(route.target)) return other.route;
  }
  return undefined;
}

/** Two halves of a default route with one target are one part. */
function merged(parts: readonly RoutedPart[]): RoutedPart[] {
  const byTargetAndState = new Map<string, RoutedPart>();
  for (const part of parts) {
    const key = part.route ? `${JSON.stringify(part.route.target)} ${part.route.state}` : "";
    const known = byTargetAndState.get(key);
    byTargetAndState.set(
      key,
      known ? { ...known, addresses: toSet([...known.addresses, ...part.addresses]) } : part,
    );
  }
  return [...byTargetAndState.values()];
}
