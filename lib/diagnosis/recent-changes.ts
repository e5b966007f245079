import type { DocumentKind } from "../model/document-kind.ts";
import type { DocumentOf } from "../model/documents/document.ts";
import { scopeKey } from "../model/scope.ts";
import type { Snapshot, SnapshotPatch } from "../model/snapshot.ts";
import type { Change } from "../model/world.ts";
import type { Neighbours } from "../network/world-grounds.ts";
import { isDeciding } from "./deciding-change.ts";
import { findDependents } from "./dependents.ts";
import { dependentsElsewhere } from "./dependents-elsewhere.ts";
import { readOr } from "./reading.ts";
import { timing } from "./timing.ts";

/** Each moment among them is a world to judge; where more happens in an hour, the newest are what an agent may not know yet. */
const mostRecent = 40;

/** By node: the changes within the last hour to something that decides whether it can connect, the newest first. */
export function findRecentChanges(
  snapshot: Snapshot,
  changes: readonly Change[],
  neighbours: Neighbours = new Map(),
): ReadonlyMap<string, readonly Change[]> {
  const home = scopeKey(snapshot.scope);
  const elsewhere = dependentsElsewhere(snapshot, neighbours);
  const since = snapshot.at - timing.triesAgainWithinMs;
  const recent = changes.filter(
    (change) =>
      change.at > since &&
      change.at <= snapshot.at &&
      isDeciding(change) &&
      !isOfNoEndpoint(change, neighbours.get(change.scope) ?? snapshot),
  );
  // A neighbour's controllers may change what concerns nobody here all day.
  const concerning = recent.filter((change) => change.scope === home || elsewhere(change).length > 0);
  const byNode = new Map<string, Change[]>();
  for (const change of concerning.sort((left, right) => right.at - left.at).slice(0, mostRecent)) {
    const nodes = change.scope === home ? nodesOf(snapshot, change.kind, change.id) : elsewhere(change);
    for (const id of nodes) {
      const known = byNode.get(id);
      if (known === undefined) byNode.set(id, [change]);
      else known.push(change);
    }
  }
  return byNode;
}

/** What a group lets in matters on the endpoints alone; on nodes, load balancers' controllers change it all day. */
function isOfNoEndpoint({ kind, id, field }: Change, snapshot: Snapshot): boolean {
  if (kind !== "security-group" || field !== "IpPermissions") return false;
  const endpoints = readOr(() => snapshot.all("vpc-endpoint"), null);
  return endpoints !== null && !endpoints.some(({ securityGroupIds }) => securityGroupIds.includes(id));
}

/** A snapshot just before a moment, and which of its documents are others than they are now. */
export type Past = { snapshot: Snapshot; undone: { kind: DocumentKind; id: string }[] };

/** What changed since the moment is undone, as far as it is known what was there before. */
export function undoChanges(snapshot: Snapshot, changes: readonly Change[], since: number): Past {
  const later = changes.filter(
    (change) => change.at >= since && change.at <= snapshot.at && isDeciding(change),
  );
  const patch: { [Kind in DocumentKind]?: { put: DocumentOf<DocumentKind>[]; remove: string[] } } = {};
  // The oldest change of a document comes first, and what stood before that is what counts.
  const undone = firstOfEach(later.sort((left, right) => left.at - right.at)).filter(
    ({ before }) => before !== undefined,
  );
  for (const { kind, id, before } of undone) {
    const ofKind = patch[kind] ?? { put: [], remove: [] };
    patch[kind] = ofKind;
    if (before == null) ofKind.remove.push(id);
    else ofKind.put.push(before);
  }
  return {
    snapshot: snapshot.patched(patch as SnapshotPatch),
    undone: undone.map(({ kind, id }) => ({ kind, id })),
  };
}

function firstOfEach(changes: readonly Change[]): Change[] {
  const first = new Map<string, Change>();
  for (const change of changes) {
    const key = `${change.kind} ${change.id}`;
    if (!first.has(key)) first.set(key, change);
  }
  return [...first.values()];
}

function nodesOf(snapshot: Snapshot, kind: DocumentKind, id: string): Iterable<string> {
  const dependents = findDependents(snapshot, kind, id);
  return dependents === "all" ? snapshot.all("instance").map((instance) => instance.id) : dependents;
}
