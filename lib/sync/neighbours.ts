import { type ScopeKey, scopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** The scopes that own what this one only shares, and those at the other end of its peering connections. */
export function findNeighbours(snapshot: Snapshot): ReadonlySet<ScopeKey> {
  const { account, region } = snapshot.scope;
  const keys = new Set<ScopeKey>();
  for (const kind of ["vpc", "subnet"] as const) {
    if (snapshot.gapOf(kind) !== undefined) continue;
    for (const { ownerId } of snapshot.all(kind))
      if (ownerId !== null) keys.add(scopeKey({ account: ownerId, region }));
  }
  if (snapshot.gapOf("peering-connection") === undefined) {
    for (const { status, requester, accepter } of snapshot.all("peering-connection")) {
      if (status !== null && status !== "active") continue;
      for (const peer of [requester, accepter])
        keys.add(scopeKey({ account: peer.ownerId ?? account, region: peer.region ?? region }));
    }
  }
  keys.delete(scopeKey(snapshot.scope));
  return keys;
}
