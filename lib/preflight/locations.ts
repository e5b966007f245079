import { parseScopeKey, type ScopeKey } from "../model/scope.ts";
import type { FleetView } from "./fleet-view.ts";
import type { Request } from "./request.ts";

/** The fleet without the accounts and Regions in which a runbook is not to run. Units of an organization are not known here. */
export function viewOfLocations({ locations }: Pick<Request, "locations">, view: FleetView): FleetView {
  const isMeant = (key: ScopeKey) => {
    const scope = parseScopeKey(key);
    return (
      scope !== undefined &&
      locations.some(
        ({ accounts, regions }) =>
          (regions.length === 0 || regions.includes(scope.region)) &&
          (accounts.length === 0 || accounts.includes(scope.account) || accounts.some(isUnit)),
      )
    );
  };
  return {
    ...view,
    scopes: view.scopes.filter(({ key }) => isMeant(key)),
    find: (id) => view.find(id).filter(({ scope }) => isMeant(scope)),
    *nodesOf(scope) {
      for (const node of view.nodesOf(scope)) if (isMeant(node.scope)) yield node;
    },
  };
}

/** The request, which says so where some of its places are not read here. */
export function withLocations(request: Request, view: FleetView): Request {
  const isUnread = ({ accounts, regions }: Request["locations"][number]) =>
    accounts.length === 0 ||
    regions.length === 0 ||
    accounts.some(
      (account) =>
        isUnit(account) ||
        regions.some((region) => !view.scopes.some(({ key }) => key === `${account}:${region}`)),
    );
  if (!request.locations.some(isUnread)) return request;
  const sentence =
    "It runs in accounts and Regions that are not all known or read here: only what is read is judged.";
  return { ...request, isPartlyHidden: true, notes: [...request.notes, { kind: "ignored", sentence }] };
}

function isUnit(account: string): boolean {
  return !/^\d{12}$/.test(account);
}
