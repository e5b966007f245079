import { collectorOf, collectors } from "../collect/index.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { Gap } from "../model/gap.ts";
import { type ScopeKey, scopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { World } from "../model/world.ts";
import type { KindRead } from "../store/kind-reads.ts";

/**
 * The kinds to which a scope's latest reading has not come yet, whether it goes on or was stopped: what stands of them is
 * older than the rest, or nothing. A kind that is a gap for another reason is one no less for being awaited, and is none of
 * these. Before either of EC2's instances and SSM's records is read again, what is known of both still fits together.
 */
export function awaitedGaps(snapshot: Snapshot, reads: readonly KindRead[]): Gap[] {
  const rounds = new Map(reads.map(({ kind, round }) => [kind, round]));
  const latest = Math.max(0, ...rounds.values());
  const isBehind = (kind: DocumentKind) => rounds.get(kind) !== latest;
  const areSignalsOld = isBehind("instance") && isBehind("managed-node");
  return collectors
    .filter(({ isOptional, kind }) => {
      if (isOptional || !isBehind(kind)) return false;
      const gap = snapshot.gapOf(kind);
      if (gap !== undefined) return gap.reason === "awaited";
      return !(areSignalsOld && (kind === "instance" || kind === "managed-node"));
    })
    .map(({ kind }) => awaitedGap(scopeKey(snapshot.scope), kind));
}

export function awaitedGap(scope: ScopeKey, kind: DocumentKind): Gap {
  const [action] = collectorOf(kind).actions;
  const message = "It has yet to be read.";
  return { scope, kind, action: action!, reason: "awaited", message, code: null, resource: null };
}

/** The world in which nothing stands in for what one of its scopes awaits. */
export function withoutAwaited(world: World, scope: ScopeKey, awaited: readonly Gap[]): World {
  const snapshot = world.snapshots.get(scope)!.withheld(awaited);
  return { ...world, snapshots: new Map([...world.snapshots, [scope, snapshot]]) };
}
