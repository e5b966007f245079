import { isDeciding } from "../diagnosis/deciding-change.ts";
import { groundKinds } from "../model/document-kind.ts";
import { type Scope, type ScopeKey, scopeKey } from "../model/scope.ts";
import type { DocumentChange } from "../store/document-changes.ts";
import type { Store } from "../store/store.ts";
import { findNaming, findParsed } from "./find-parsed.ts";
import { toChanges } from "./load-changes.ts";
import { peersOf } from "./neighbours.ts";

/** A reading of a scope, of all or of a part of it, that came to its end. */
export type EndedReading = { scope: Scope; startedAt: number; endedAt: number; isFirst: boolean };

/** Of which VPCs a scope hangs on another one. */
type Bond = { key: ScopeKey; vpcIds: ReadonlySet<string> };

/**
 * The scopes whose nodes' ways lead over something that a reading found changed: those that share a VPC of its scope, that are
 * peered with one, or that share the VPC of a peer. What only its own scope hangs on concerns nobody else.
 */
export async function findFollowers(store: Store, reading: EndedReading): Promise<ScopeKey[]> {
  const { scope } = reading;
  const changes = reading.isFirst ? null : await loadGroundChanges(store, reading);
  if (changes?.length === 0) return [];
  const near = (await store.loadScopes()).filter(
    ({ key, partition }) => key !== scopeKey(scope) && partition === scope.partition,
  );
  const bonds = await Promise.all(near.map((other) => findBonds(store, other, scope, near)));
  const isMeant = ({ vpcIds }: Bond) => changes?.some((change) => concerns(change, vpcIds)) ?? true;
  return [
    ...new Set(
      bonds
        .flat()
        .filter(isMeant)
        .map(({ key }) => key),
    ),
  ];
}

async function findBonds(store: Store, other: Scope, scope: Scope, near: readonly Scope[]): Promise<Bond[]> {
  const peered = await peeredVpcs(store, other, scope);
  const shared = await sharedVpcs(store, other, scope);
  const bonds: Bond[] = [{ key: scopeKey(other), vpcIds: peered.union(shared) }];
  if (peered.size > 0) {
    // Whoever has nodes in the peer's VPC may not see the connection, which only its owner does.
    for (const third of near) {
      const isThird = scopeKey(third) !== scopeKey(other) && (await sharedVpcs(store, third, other)).size > 0;
      if (isThird) bonds.push({ key: scopeKey(third), vpcIds: peered });
    }
  }
  return bonds.filter(({ vpcIds }) => vpcIds.size > 0);
}

/** The VPCs of `owner` in which `scope` has a share. */
async function sharedVpcs(store: Store, scope: Scope, owner: Scope): Promise<ReadonlySet<string>> {
  const vpcIds = new Set<string>();
  if (scope.region !== owner.region || scope.account === owner.account) return vpcIds;
  const key = scopeKey(scope);
  const ids = async <Kind extends "vpc" | "subnet">(kind: Kind) =>
    (await findNaming(store, key, kind, [owner.account])).map(({ id }) => id);
  for (const { id, ownerId } of await findParsed(store, key, "vpc", await ids("vpc")))
    if (ownerId === owner.account) vpcIds.add(id);
  for (const { vpcId, ownerId } of await findParsed(store, key, "subnet", await ids("subnet")))
    if (ownerId === owner.account && vpcId !== null) vpcIds.add(vpcId);
  return vpcIds;
}

/** The VPCs at `far`'s end of the connections that `scope` sees. */
async function peeredVpcs(store: Store, scope: Scope, far: Scope): Promise<ReadonlySet<string>> {
  const key = scopeKey(scope);
  const named = await findNaming(store, key, "peering-connection", [far.account]);
  const connections = await findParsed(
    store,
    key,
    "peering-connection",
    named.map(({ id }) => id),
  );
  const active = connections.filter((each) => peersOf([each], scope, null).has(scopeKey(far)));
  const ends = active.flatMap(({ requester, accepter }) => [requester, accepter]);
  return new Set(ends.flatMap(({ vpcId }) => vpcId ?? []));
}

/** What may open or shut a way. Interfaces come and go with every node, and matter where something leads to them. */
async function loadGroundChanges(
  store: Store,
  { scope, startedAt: since, endedAt: until }: EndedReading,
): Promise<DocumentChange[]> {
  const key = scopeKey(scope);
  const led = new Set<string>();
  for await (const batch of store.loadDocuments(key, ["vpc-endpoint", "nat-gateway", "route-table"]))
    for (const id of JSON.stringify(batch).match(/\beni-[0-9a-z]+/g) ?? []) led.add(id);
  const kinds = groundKinds.filter((kind) => kind !== "network-interface");
  const changes = [
    ...(await store.loadDocumentChanges(key, { since, until, kinds })),
    ...(await store.loadDocumentChanges(key, { since, until, kinds: ["network-interface"], ids: [...led] })),
  ];
  return changes.filter((change) => toChanges(key, change).some(isDeciding));
}

/** What names no VPC holds for the whole Region, as prefix lists do. */
function concerns({ before, after }: DocumentChange, vpcIds: ReadonlySet<string>): boolean {
  const named = JSON.stringify([before, after]).match(/\bvpc-[0-9a-z]+\b/g) ?? [];
  return named.length === 0 || named.some((id) => vpcIds.has(id));
}
