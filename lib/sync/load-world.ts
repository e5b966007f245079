import { nodeIdsOf } from "../diagnosis/node-ids.ts";
import { groundKinds } from "../model/document-kind.ts";
import { type Scope, scopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { World } from "../model/world.ts";
import type { Store } from "../store/store.ts";
import { loadRecentChanges } from "./load-changes.ts";
import { loadNeighbourChanges, newestFirst } from "./load-neighbour-changes.ts";
import { loadOthers } from "./load-others.ts";
import { type LoadOptions, loadKinds, loadSnapshot } from "./load-snapshot.ts";

/** One scope with all that its diagnosis needs: its recent past, and what it hangs on of other scopes. */
export async function loadWorld(store: Store, scope: Scope, options: LoadOptions): Promise<World> {
  const key = scopeKey(scope);
  const snapshot = await loadSnapshot(store, scope, options);
  const changes = await loadRecentChanges(store, scope, options.at);
  const others = await loadOthers(
    store,
    snapshot,
    { absentIds: findAbsent(snapshot), vpcIds: null },
    options,
    (other) => loadKinds(store, other, { ...options, lost: [], kinds: groundKinds }),
  );
  for (const [, other] of others)
    changes.push(...(await loadNeighbourChanges(store, other, options.at, null)));
  return { snapshots: new Map([[key, snapshot], ...others]), changes: changes.sort(newestFirst) };
}

/** Ids that something here names, and that AWS does not have here. */
function findAbsent(snapshot: Snapshot): string[] {
  return [...nodeIdsOf(snapshot)].filter((id) => {
    const kind = id.startsWith("mi-") ? "managed-node" : "instance";
    return snapshot.gapOf(kind) === undefined && snapshot.observedAt(kind, id) === undefined;
  });
}
