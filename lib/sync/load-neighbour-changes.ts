import { groundKinds } from "../model/document-kind.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Change } from "../model/world.ts";
import type { Store } from "../store/store.ts";
import { loadGroundChanges } from "./load-changes.ts";

/** What is known to have changed in the network of another scope; nothing where that is not at hand. */
export async function loadNeighbourChanges(
  store: Store,
  other: Snapshot,
  at: number,
  around: readonly string[] | null,
): Promise<Change[]> {
  if (!groundKinds.every((kind) => other.holds(kind))) return [];
  const interfaces = other.gapOf("network-interface") ? [] : other.all("network-interface");
  const interfaceIds = interfaces.map(({ id }) => id);
  return loadGroundChanges(store, other.scope, at, { interfaceIds, around });
}

export function newestFirst(one: Change, other: Change): number {
  return other.at - one.at;
}
