import { type Scope, type ScopeKey, scopeKey } from "../model/scope.ts";
import type { Store } from "../store/store.ts";
import { findNaming, findParsed } from "./find-parsed.ts";

type Place = Pick<Scope, "account" | "region">;

/**
 * The VPCs of other scopes that the ways of some nodes lead over, as far as is known: those in which they stand and that another
 * account shares with theirs, and those that are peered with one in which they stand.
 */
export async function findVpcsElsewhere(
  store: Store,
  place: Place,
  ids: readonly string[],
): Promise<ReadonlyMap<ScopeKey, ReadonlySet<string>>> {
  const own = scopeKey(place);
  const found = new Map<ScopeKey, Set<string>>();
  const add = (key: ScopeKey, vpcId: string | null) => {
    if (key !== own && vpcId !== null) found.set(key, (found.get(key) ?? new Set()).add(vpcId));
  };
  const stands = (await findParsed(store, own, "instance", ids)).flatMap((each) => [
    each,
    ...each.networkInterfaces,
  ]);
  const idsOf = (of: (each: (typeof stands)[number]) => string | null) => [
    ...new Set(stands.flatMap((each) => of(each) ?? [])),
  ];
  const vpcIds = idsOf(({ vpcId }) => vpcId);
  for (const { id, ownerId } of await findParsed(store, own, "vpc", vpcIds))
    if (ownerId !== null) add(scopeKey({ ...place, account: ownerId }), id);
  const subnets = await findParsed(
    store,
    own,
    "subnet",
    idsOf(({ subnetId }) => subnetId),
  );
  for (const { vpcId, ownerId } of subnets)
    if (ownerId !== null) add(scopeKey({ ...place, account: ownerId }), vpcId);
  // Of a shared VPC its owner alone sees the connections.
  for (const key of [own, ...found.keys()]) {
    const named = await findNaming(store, key, "peering-connection", vpcIds);
    const connections = await findParsed(
      store,
      key,
      "peering-connection",
      named.map(({ id }) => id),
    );
    for (const { status, requester, accepter } of connections)
      for (const { vpcId, ownerId, region } of status === "active" ? [requester, accepter] : [])
        if (vpcId !== null && ownerId !== null && !vpcIds.includes(vpcId))
          add(scopeKey({ account: ownerId, region: region ?? place.region }), vpcId);
  }
  return found;
}
