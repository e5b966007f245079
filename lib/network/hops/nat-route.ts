import type { NatGateway } from "../../model/documents/nat-gateway.ts";
import type { Route, RouteTable } from "../../model/documents/route-table.ts";
import type { Destination } from "../destination.ts";
import { sizeOf } from "../interval-set.ts";
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
import { gatewayServiceOf, mayHold } from "../prefix-list.ts";
import { type RoutedPart, routeParts } from "../route-lookup.ts";
import { destinationOf, routeLines, targetName } from "../route-words.ts";
import type { Terrain } from "../terrain.ts";

/** Where the table of a NAT gateway sends what it forwards; the internet gateway, where that is one. */
export function onwardOfGateway(
  terrain: Terrain,
  place: Place,
  gateway: NatGateway,
  table: RouteTable,
  destination: Destination,
): { part: Part; internetGatewayId: string | null } {
  const compiled = terrain.compiledTable(table, destination.family);
  const parts = routeParts(compiled, destination.addresses);
  const unknown = compiled.unknownRoutes.find(({ route, service }) =>
    mayHold(service ?? gatewayServiceOf(terrain, route), destination),
  );
  const main = parts.reduce(
    (most, each) => (sizeOf(each.addresses) > sizeOf(most.addresses) ? each : most),
    parts[0]!,
  );
  const spec = { terrain, place, gateway, table, destination };
  if (unknown !== undefined) {
    const part =
      unknown.gap !== null
        ? unread(place, unknown.gap)
        : unprovable(place, doubtOf(spec, main.route), () =>
            routeWordsOf(
              spec,
              main,
              "unknown route",
              `Whether a route of ${table.id} takes it is not known.`,
            ),
          );
    return { part, internetGatewayId: null };
  }
  const outcomes = parts.map((part) => outcomeOf(spec, part));
  const outcome = outcomes[parts.indexOf(main)]!;
  if (outcomes.some(({ kind }) => kind !== outcome.kind)) {
    const sentence = `${table.id} sends some public addresses another way than others, and which one the service has is not known.`;
    const narrow = parts.find((part) => part !== main);
    const part = unprovable(place, { ...doubtOf(spec, narrow?.route), code: "MORE_SPECIFIC_ROUTE" }, () =>
      routeWordsOf(spec, main, "more than one way", sentence),
    );
    return { part, internetGatewayId: null };
  }
  return { part: outcome.part, internetGatewayId: outcome.kind === "internet" ? outcome.id : null };
}

type Spec = {
  terrain: Terrain;
  place: Place;
  gateway: NatGateway;
  table: RouteTable;
  destination: Destination;
};
type Outcome = { kind: "internet"; id: string; part: Part } | { kind: "blocked" | "unknown"; part: Part };

function outcomeOf(spec: Spec, routed: RoutedPart): Outcome {
  const { gateway, table, place } = spec;
  const { route } = routed;
  const stop = (code: string, brief: string, sentence: string, blame?: Blame): Outcome => ({
    kind: "blocked",
    part: block(
      place,
      blame ?? {
        cause: "nat-gateway-has-no-way-out",
        subject: { kind: "nat-gateway", id: gateway.id },
        code,
      },
      () => routeWordsOf(spec, routed, brief, sentence),
    ),
  });
  if (route === undefined) {
    return stop(
      "NO_ROUTE_TO_DESTINATION",
      "no way out",
      `${table.id}, the table of ${gateway.id}'s own subnet, has no route to the internet.`,
    );
  }
  const { target } = route;
  const dead = route.state === "blackhole";
  if (target.kind === "internet-gateway") {
    if (gateway.connectivityType === "private") {
      return stop(
        "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS",
        "private gateway",
        `${gateway.id} is a private NAT gateway: it has no public address, and an internet gateway drops what it sends.`,
      );
    }
    if (dead) {
      return stop(
        "BAD_STATE_ROUTE",
        "blackhole",
        `${target.id}, to which ${table.id} leads, is not attached: the route is a blackhole.`,
        {
          cause: "internet-gateway-detached",
          subject: { kind: "internet-gateway", id: target.id },
          code: "BAD_STATE_ROUTE",
        },
      );
    }
    const sentence = `${table.id}, the table of ${gateway.id}'s own subnet, leads to ${target.id}.`;
    return {
      kind: "internet",
      id: target.id,
      part: pass(place, () => routeWordsOf(spec, routed, target.id, sentence)),
    };
  }
  if (dead)
    return stop("BAD_STATE_ROUTE", "blackhole", `${destinationOf(route)} in ${table.id} is a blackhole.`);
  if (target.kind === "nat-gateway") {
    return stop(
      "NGW_ROUTE_LOOP",
      "leads back",
      `${table.id}, the table of ${gateway.id}'s own subnet, leads ${target.id === gateway.id ? "back to it" : `to ${target.id}`}: nothing leaves.`,
    );
  }
  if (target.kind === "local" || target.kind === "peering-connection") {
    return stop(
      "NO_ROUTE_TO_DESTINATION",
      "no way out",
      `${table.id}, the table of ${gateway.id}'s own subnet, leads public addresses to ${targetName(target)}.`,
    );
  }
  const sentence = `${table.id}, the table of ${gateway.id}'s own subnet, leads on to ${targetName(target)}, behind which nothing can be seen from here.`;
  return {
    kind: "unknown",
    part: unprovable(place, doubtOf(spec, route), () =>
      routeWordsOf(spec, routed, targetName(target), sentence),
    ),
  };
}

function doubtOf({ table }: Spec, route: Route | undefined) {
  const target = route?.target;
  const isNamed = target !== undefined && "id" in target;
  return {
    cause: "path-unprovable",
    subject: isNamed ? { kind: target.kind, id: target.id } : { kind: "route-table", id: table.id },
    code: "UNKNOWN_DESTINATION",
    whoCanTell: isNamed ? `whoever runs ${target.id}` : `whoever keeps ${table.id}`,
  } as const;
}

function routeWordsOf(
  { terrain, table, destination }: Spec,
  { route }: RoutedPart,
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
