import type { DocumentKind } from "../model/document-kind.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Change } from "../model/world.ts";
import { isDeciding } from "./deciding-change.ts";
import { findDependents } from "./dependents.ts";
import { timing } from "./timing.ts";

/** By node: the newest change within the last hour to something that decides whether the node can connect. */
export function findRecentChanges(
  snapshot: Snapshot,
  changes: readonly Change[],
): ReadonlyMap<string, Change> {
  const since = snapshot.at - timing.triesAgainWithinMs;
  const newest = new Map<string, Change>();
  for (const change of changes) {
    if (change.at <= since || change.at > snapshot.at || !isDeciding(change)) continue;
    for (const id of nodesOf(snapshot, change.kind, change.id)) {
      const known = newest.get(id);
      if (known === undefined || known.at < change.at) newest.set(id, change);
    }
  }
  return newest;
}

function nodesOf(snapshot: Snapshot, kind: DocumentKind, id: string): Iterable<string> {
  const dependents = findDependents(snapshot, kind, id);
  return dependents === "all" ? snapshot.all("instance").map((instance) => instance.id) : dependents;
}
