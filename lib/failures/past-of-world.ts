import type { Instance } from "../model/documents/instance.ts";
import { type InstanceState, instanceStates } from "../model/node.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Verdict } from "../model/verdict.ts";
import type { Change, World } from "../model/world.ts";
import type { NodeHistory, PastLookup } from "./node-history.ts";

/** What is known of the past where nobody watched: the world as it is, its verdicts, and the changes that are told. */
export function pastOfWorld(
  { snapshots, changes }: World,
  verdictOf: (scope: ScopeKey, id: string) => Verdict | undefined,
  heldBackThen: PastLookup["heldBackThen"] = () => null,
): PastLookup {
  const statesOf = Map.groupBy(changes.filter(isOfState), ({ scope, id }) => `${scope} ${id}`);
  return {
    nodeOf(scope, id) {
      const snapshot = snapshots.get(scope);
      if (snapshot === undefined) return undefined;
      const instance = found(snapshot, "instance", id);
      const record = found(snapshot, "managed-node", id);
      const verdict = verdictOf(scope, id);
      const states = (statesOf.get(`${scope} ${id}`) ?? []).flatMap((change) => toState(change) ?? []);
      // Of one that EC2 has forgotten, CloudTrail may still know that it was terminated.
      const isUnheardOf = instance === undefined && record === undefined && verdict === undefined;
      if (isUnheardOf && states.length === 0) return undefined;
      return {
        ...{ scope, id, periods: [], states: states.toSorted((one, other) => one.at - other.at) },
        instance: instance ?? null,
        registration: record ?? null,
        verdict: verdict === undefined ? null : toVerdict(verdict),
      };
    },
    otherScopesOf: (scope, id) =>
      [...snapshots].flatMap(([other, snapshot]) => {
        const isThere = snapshot.observedAt("instance", id) ?? snapshot.observedAt("managed-node", id);
        return other !== scope && isThere !== undefined ? [other] : [];
      }),
    heldBackThen: (scope, id, at) => (snapshots.has(scope) ? heldBackThen(scope, id, at) : null),
    knowsNodes: (scope, kind) => snapshots.has(scope) && snapshots.get(scope)?.gapOf(kind) === undefined,
  };
}

function found<Kind extends "instance" | "managed-node">(snapshot: Snapshot, kind: Kind, id: string) {
  return snapshot.observedAt(kind, id) === undefined ? undefined : snapshot.get(kind, id);
}

function toVerdict({ status, cause, since, alsoBroken }: Verdict): NodeHistory["verdict"] {
  return { status, since, cause, alsoBroken };
}

function isOfState({ kind, field }: Change): boolean {
  return kind === "instance" && (field === "*" || /^State(?:\.Name)?$/.test(field));
}

function toState({ field, to, at }: Change): { state: InstanceState; at: number } | undefined {
  const name: unknown = field === "*" ? (to as Partial<Instance> | null)?.state : to;
  const state = instanceStates.find((each) => each === (Object(name).Name ?? name));
  return state === undefined ? undefined : { state, at };
}
