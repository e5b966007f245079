import type { ScopeKey } from "../model/scope.ts";
import type { FleetView } from "./fleet-view.ts";
import { addTarget } from "./parse/target-expression.ts";
import type { Request, TargetHolder } from "./request.ts";

const words: Record<TargetHolder["kind"], string> = {
  "maintenance-window": "maintenance window",
  "window-target": "target of a maintenance window",
  association: "association",
};

/** Puts the targets of windows and associations in their place, as they are set up now. */
export function expandHolders(
  request: Request,
  view: FleetView,
): { request: Request; scopes: readonly ScopeKey[] } {
  if (request.holders.length === 0) return { request, scopes: [] };
  const expanded: Request = {
    ...request,
    nodes: [...request.nodes],
    malformed: [...request.malformed],
    expressions: [...request.expressions],
    notes: [...request.notes],
  };
  const scopes: ScopeKey[] = [];
  for (const holder of request.holders) {
    const found = view.targetsOf(holder);
    if (found === undefined) {
      expanded.isPartlyHidden = true;
      expanded.notes.push({
        kind: "ignored",
        sentence: `No ${words[holder.kind]} ${holder.id} is known here.`,
      });
      continue;
    }
    scopes.push(found.scope);
    for (const { key, values } of found.targets) addTarget(expanded, key, values);
  }
  return { request: expanded, scopes };
}
