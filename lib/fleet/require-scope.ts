import { FleetError } from "../model/fleet-error.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { StoredScope } from "../store/scopes.ts";
import type { Store } from "../store/store.ts";

/** A scope that is read here. */
export async function requireScope(store: Store, key: ScopeKey): Promise<StoredScope> {
  const scope = (await store.loadScopes()).find((each) => each.key === key);
  if (scope) return scope;
  throw new FleetError("not-found", `${key} is not read here.`, { field: "scope" });
}
