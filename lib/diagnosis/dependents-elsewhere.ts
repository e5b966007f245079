import type { PeeringConnection } from "../model/documents/peering-connection.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Change } from "../model/world.ts";
import type { Neighbours } from "../network/world-grounds.ts";
import { readOr } from "./reading.ts";

/**
 * The nodes of a scope whose ways may lead over what changed in another one: those that stand in its VPC, which that scope
 * shares, or in one that is peered with it. Where nobody told what was there before, only the former: that they were held up by
 * a peer would be guessed.
 */
export function dependentsElsewhere(
  home: Snapshot,
  neighbours: Neighbours,
): (change: Change) => readonly string[] {
  let known: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  return (change) => {
    const there = neighbours.get(change.scope);
    if (there === undefined) return [];
    known ??= vpcsNear(home, neighbours);
    const concerned = vpcsOf(change, there);
    const isMeant = (vpcId: string, near: ReadonlySet<string>) =>
      [...near].some(
        (each) =>
          (concerned?.has(each) ?? isOf(there, each)) && (change.before !== undefined || each === vpcId),
      );
    return [...known].flatMap(([vpcId, near]) =>
      isMeant(vpcId, near) ? readOr(() => home.of("vpc", vpcId, "instance"), []).map(({ id }) => id) : [],
    );
  };
}

/** By each VPC in which nodes stand, itself and those that are peered with it, whoever sees the connection. */
function vpcsNear(home: Snapshot, neighbours: Neighbours): ReadonlyMap<string, ReadonlySet<string>> {
  const near = new Map<string, Set<string>>();
  for (const { vpcId } of readOr(() => home.all("instance"), []))
    if (vpcId !== null && !near.has(vpcId)) near.set(vpcId, new Set([vpcId]));
  for (const snapshot of [home, ...neighbours.values()])
    for (const connection of readOr(() => snapshot.all("peering-connection"), []))
      for (const [one, other] of [endsOf(connection), endsOf(connection).reverse()])
        if (one && other) near.get(one)?.add(other);
  return near;
}

function endsOf({ requester, accepter }: PeeringConnection): (string | null)[] {
  return [requester.vpcId, accepter.vpcId];
}

/** Null where it is of no VPC, but holds for all of its scope. */
function vpcsOf({ kind, id, before }: Change, there: Snapshot): ReadonlySet<string> | null {
  if (kind === "vpc") return new Set([id]);
  const documents = [before, readOr(() => there.get(kind, id), undefined)];
  const named = documents.flatMap((document) => {
    const { vpcId, attachments = [], requester, accepter } = Object(document);
    return [
      vpcId,
      requester?.vpcId,
      accepter?.vpcId,
      ...attachments.map((each: { vpcId: string }) => each.vpcId),
    ];
  });
  const vpcIds = named.filter((vpcId): vpcId is string => typeof vpcId === "string");
  return vpcIds.length === 0 ? null : new Set(vpcIds);
}

/** Whether a VPC is the scope's own, and not merely shared with it. */
function isOf(there: Snapshot, vpcId: string): boolean {
  const ownerId = readOr(() => there.get("vpc", vpcId)?.ownerId, undefined);
  return ownerId === null || ownerId === there.scope.account;
}
