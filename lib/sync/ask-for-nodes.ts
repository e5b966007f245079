import { parseScopeKey, type ScopeKey } from "../model/scope.ts";
import type { Store } from "../store/store.ts";
import { findVpcsElsewhere } from "./find-vpcs-elsewhere.ts";
import type { ScopeRun } from "./scope-run.ts";

/**
 * Has nodes read again with what they hang on, for somebody who may just have changed that: also in other scopes, by which they
 * are judged once more when it is read there.
 */
export async function askForNodes(
  store: Store,
  runs: ReadonlyMap<ScopeKey, Pick<ScopeRun, "askForNodesAgain" | "askForVpcs">>,
  { scope, nodeIds }: { scope: ScopeKey; nodeIds: readonly string[] },
): Promise<void> {
  const run = runs.get(scope);
  const place = parseScopeKey(scope);
  if (run === undefined || place === undefined) return;
  run.askForNodesAgain(nodeIds);
  for (const [other, vpcIds] of await findVpcsElsewhere(store, place, nodeIds))
    runs.get(other)?.askForVpcs(vpcIds);
}
