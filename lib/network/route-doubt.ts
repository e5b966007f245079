import { privateSpace } from "./address.ts";
import type { Destination } from "./destination.ts";
import { routePlace, wordsOfRoute } from "./hops/route.ts";
import { overlaps } from "./interval-set.ts";
import { type Part, unprovable, unread } from "./part.ts";
import { gatewayServiceOf, mayHold } from "./prefix-list.ts";
import type { CompiledTable, RoutedPart, UnknownRoute } from "./route-lookup.ts";
import { destinationOf, targetName } from "./route-words.ts";
import type { TableOfSubnet, Terrain } from "./terrain.ts";

/** Why it is not known which route a packet takes; null where it is. */
export function doubtOfRoute(
  terrain: Terrain,
  { table }: TableOfSubnet,
  destination: Destination,
  parts: readonly RoutedPart[],
  main: RoutedPart,
): { kind: "several" | "unknown"; part: Part } | null {
  const place = routePlace(table);
  const unknown = terrain
    .compiledTable(table, destination.family)
    .unknownRoutes.find(({ route, service }) =>
      mayHold(service ?? gatewayServiceOf(terrain, route), destination),
    );
  if (unknown?.gap) return { kind: "unknown", part: unread(place, unknown.gap) };
  const doubt = {
    cause: "path-unprovable",
    subject: { kind: "route-table", id: table.id },
    code: "MORE_SPECIFIC_ROUTE",
    whoCanTell: "the addresses to which the service's name resolves on the node",
  } as const;
  const say = (brief: string, sentence: string) => () =>
    wordsOfRoute(terrain, table, main.route, destination, brief, sentence);
  if (unknown !== undefined) {
    const sentence = `Whether ${destinationOf(unknown.route)} in ${table.id} takes ${destination.label} is not known.`;
    return {
      kind: "unknown",
      part: unprovable(place, { ...doubt, code: "UNKNOWN_RESOURCE" }, say("unknown route", sentence)),
    };
  }
  const rival = parts.find((part) => part.rival !== undefined)?.rival;
  if (rival !== undefined) {
    const sentence = `Two prefix lists of ${table.id} hold the same block: AWS takes ${targetName(rival.target)} or the other, and does not say which.`;
    return {
      kind: "unknown",
      part: unprovable(place, { ...doubt, code: "HIGHER_PRIORITY_ROUTE" }, say("two equal routes", sentence)),
    };
  }
  const narrow = parts.find((part) => part !== main);
  if (narrow === undefined) return null;
  const other =
    narrow.route === undefined
      ? `has no route for some of ${destination.label}`
      : `sends ${destinationOf(narrow.route)} to ${targetName(narrow.route.target)}`;
  const sentence = `${table.id} ${other}, and whether the service's address is among these is not known.`;
  return { kind: "several", part: unprovable(place, doubt, say("more than one way", sentence)) };
}

/**
 * The route of the service's own gateway endpoint, where its list was not read: it takes whatever address the service has, as
 * long as nothing in the table is narrower than a default route, or may be.
 */
export function gatewayRoute(
  terrain: Terrain,
  { publicRoutes, unknownRoutes }: Pick<CompiledTable, "publicRoutes" | "unknownRoutes">,
  destination: Destination,
): RoutedPart | null {
  const { service, isOneOfMany, addresses, family } = destination;
  if (unknownRoutes.length === 0 || service === null || !isOneOfMany) return null;
  if (overlaps(privateSpace, addresses)) return null;
  const serviceOf = (unknown: UnknownRoute) => unknown.service ?? gatewayServiceOf(terrain, unknown.route);
  const [only, ...others] = unknownRoutes.filter((each) => mayHold(serviceOf(each), destination));
  if (only === undefined || others.length > 0) return null;
  if (gatewayServiceOf(terrain, only.route) !== service) return null;
  const isNarrow = publicRoutes.some(
    ({ length, route }) => length > longestDefault[family] && route.target.kind !== "local",
  );
  return isNarrow ? null : { addresses, route: only.route, rival: undefined };
}

/** People write a default route in halves too, and that of IPv6 as the block of all public addresses. */
const longestDefault = { 4: 1, 6: 3 } as const;
