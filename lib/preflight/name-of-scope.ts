import { parseScopeKey, type ScopeKey } from "../model/scope.ts";
import type { FleetView } from "./fleet-view.ts";

export function nameOf(view: FleetView, scope: ScopeKey): string {
  const parsed = parseScopeKey(scope);
  const known = view.scopes.find(({ key }) => key === scope);
  return parsed === undefined ? scope : `${parsed.region} of account ${known?.accountName ?? parsed.account}`;
}
