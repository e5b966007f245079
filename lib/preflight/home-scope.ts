import { parseScopeKey, type ScopeKey } from "../model/scope.ts";
import type { FleetView } from "./fleet-view.ts";
import type { Request } from "./request.ts";

/**
 * Where the call would be made: what an ARN or `--region` says, else where most of the named nodes are. Null where neither
 * settles it: then every scope is looked at.
 */
export function findHomeScope(request: Request, view: FleetView): ScopeKey | null {
  const isPossible = ({ account, region }: { account: string; region: string }) =>
    (request.region === null || region === request.region) &&
    (request.account === null || account === request.account) &&
    placesOf(request).every((place) => place.account === account && place.region === region);
  const votes = new Map<ScopeKey, number>();
  for (const { id } of request.nodes)
    for (const { scope } of view.find(id)) votes.set(scope, (votes.get(scope) ?? 0) + 1);
  const candidates = view.scopes
    .map(({ key }) => key)
    .filter((key) => {
      const parsed = parseScopeKey(key);
      return parsed !== undefined && (placesOf(request).length > 1 ? votes.has(key) : isPossible(parsed));
    });
  const [first, second] = candidates.toSorted((a, b) => (votes.get(b) ?? 0) - (votes.get(a) ?? 0));
  if (first === undefined) return null;
  const most = votes.get(first) ?? 0;
  // One call is made in one place: of a draw, where the first of the nodes is.
  if (most > 0) {
    const leading = new Set(candidates.filter((key) => votes.get(key) === most));
    const scopes = request.nodes.flatMap(({ id }) => view.find(id).map(({ scope }) => scope));
    return scopes.find((scope) => leading.has(scope)) ?? first;
  }
  return second === undefined ? first : null;
}

function placesOf({ nodes }: Request): { account: string; region: string }[] {
  const places = nodes.flatMap(({ place }) => (place === null ? [] : [place]));
  return [...new Map(places.map((place) => [`${place.account}:${place.region}`, place])).values()];
}
