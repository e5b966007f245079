import type { PeeringConnection } from "../model/documents/peering-connection.ts";
import { type Scope, type ScopeKey, scopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** Ids of VPCs; null is all of them. */
export type VpcIds = ReadonlySet<string> | null;

/** The scopes that own what this one only shares of some VPCs, each with those of its own. */
export function ownersIn(snapshot: Snapshot, vpcIds: VpcIds): ReadonlyMap<ScopeKey, ReadonlySet<string>> {
  const { account, region } = snapshot.scope;
  const owners = new Map<ScopeKey, Set<string>>();
  const add = (ownerId: string | null, vpcId: string | null) => {
    if (ownerId === null || ownerId === account || vpcId === null || !isAmong(vpcIds, vpcId)) return;
    const key = scopeKey({ account: ownerId, region });
    owners.set(key, (owners.get(key) ?? new Set()).add(vpcId));
  };
  if (snapshot.gapOf("vpc") === undefined)
    for (const { ownerId, id } of snapshot.all("vpc")) add(ownerId, id);
  if (snapshot.gapOf("subnet") === undefined)
    for (const { ownerId, vpcId } of snapshot.all("subnet")) add(ownerId, vpcId);
  return owners;
}

/** The scopes at both ends of those of a scope's peering connections that some VPCs have. */
export function peersOf(
  connections: readonly PeeringConnection[],
  { account, region }: Scope,
  vpcIds: VpcIds,
): ReadonlySet<ScopeKey> {
  const keys = new Set<ScopeKey>();
  for (const { status, requester, accepter } of connections) {
    const ends = [requester, accepter];
    if (status !== null && status !== "active") continue;
    if (!ends.some(({ vpcId }) => vpcId === null || isAmong(vpcIds, vpcId))) continue;
    for (const end of ends)
      keys.add(scopeKey({ account: end.ownerId ?? account, region: end.region ?? region }));
  }
  return keys;
}

function isAmong(vpcIds: VpcIds, vpcId: string): boolean {
  return vpcIds === null || vpcIds.has(vpcId);
}
