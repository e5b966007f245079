import { type DocumentKind, groundKinds } from "../model/document-kind.ts";
import type { ServiceName, Trace } from "../model/path.ts";
import type { ScopeKey } from "../model/scope.ts";
import { GapError, type Snapshot } from "../model/snapshot.ts";
import type { EndpointAddress } from "./endpoint-plan.ts";
import { readIn, readsOf } from "./facts.ts";
import { Judge } from "./judge.ts";
import type { PathVerdict } from "./path-verdict.ts";
import { traceConnection } from "./trace.ts";
import { type Neighbours, WorldGrounds } from "./world-grounds.ts";

/** A connection that somebody asks about: to an address, an endpoint, or a service of the scope's Region by its short name. */
export type TraceQuestion = {
  /** An instance (its primary interface is asked) or an interface. */
  from: string;
  to: { service: ServiceName } | { address: string } | { endpoint: EndpointAddress };
  protocol: "tcp" | "udp" | "icmp" | "all";
  /** Null where the protocol has none. */
  port: number | null;
};

/** The network of one scope: whether its interfaces can open connections, and what stops them. */
export type Network = {
  /** TCP 443 from an instance's primary interface to a service. Cheap: parts that nodes share are judged once. */
  judge(instanceId: string, service: ServiceName): PathVerdict;
  /** The same question, or any other, with every hop and its reason. */
  trace(question: TraceQuestion): Trace;
};

/** A network that can be taken over into a snapshot where little is different. */
export type StandingNetwork = Network & {
  /**
   * The network of a snapshot in which only these documents are others, or came, or went, and the nodes whose verdicts may
   * be others: of all the rest they still hold. Documents of `neighbours` are named with their scope.
   */
  after(
    snapshot: Snapshot,
    changed: readonly ChangedDocument[],
    neighbours?: Neighbours,
  ): { network: StandingNetwork; instanceIds: ReadonlySet<string> };
};

/** With its scope, where that is not the one whose network it is. */
export type ChangedDocument = { kind: DocumentKind; id: string; scope?: ScopeKey };

/** The network itself knows whose way hangs on documents of these kinds. */
export const ofNetwork: ReadonlySet<DocumentKind> = new Set(groundKinds);

/** `neighbours` are the other scopes of the world: into those that were read as well, paths are followed. */
export function createNetwork(snapshot: Snapshot, neighbours: Neighbours = new Map()): StandingNetwork {
  const grounds = new WorldGrounds(snapshot, neighbours);
  return standing(grounds, new Judge(grounds.home), 0);
}

/**
 * What is taken over holds on to the snapshots that it was read from, each of which is but what changed, and on what has
 * fallen since. Before that adds up the network is made anew, which takes as long as a hundred changes.
 */
const mostGenerations = 256;

function standing(grounds: WorldGrounds, judge: Judge, generation: number): StandingNetwork {
  const { facts } = grounds.home;
  const { snapshot } = facts;
  const standingHere: StandingNetwork = {
    judge: (instanceId, service) => judge.judge(instanceId, service),
    trace: (question) => traceConnection(grounds.home, question),
    after(next, changed, neighbours = grounds.neighbours) {
      const isSame = isSameReading(snapshot, next) && areSame(grounds.neighbours, neighbours, changed);
      if (isSame && !changed.some(({ kind }) => kind === "instance" || ofNetwork.has(kind)))
        return { network: standingHere, instanceIds: new Set() };
      if (generation === mostGenerations || !isSame) {
        const ground = new WorldGrounds(next, neighbours);
        const successor = new Judge(ground.home);
        const instanceIds = new Set([...judge.instanceIds(), ...successor.instanceIds()]);
        return { network: standing(ground, successor, 0), instanceIds };
      }
      const reads = changed.flatMap(({ kind, id, scope }) => {
        if (scope === undefined)
          return [snapshot, next].flatMap((one) => readsOf(kind, id, documentOf(one, kind, id)));
        return [grounds.neighbours, neighbours].flatMap((ones) =>
          readsOf(kind, id, documentOf(ones.get(scope), kind, id)).map((read) => readIn(scope, read)),
        );
      });
      const fork = facts.ledger.fork(reads);
      const ground = new WorldGrounds(next, neighbours, { grounds, fork });
      const instanceIds = changed.filter(({ kind }) => kind === "instance").map(({ id }) => id);
      const { judge: successor, nodes } = judge.after(ground.home, instanceIds, fork);
      return { network: standing(ground, successor, generation + 1), instanceIds: nodes };
    },
  };
  return standingHere;
}

/** But for the documents of theirs that are named. */
function areSame(one: Neighbours, other: Neighbours, changed: readonly ChangedDocument[]): boolean {
  if (one === other) return true;
  const named = new Set(changed.map(({ scope }) => scope));
  return (
    one.size === other.size &&
    [...one].every(([key, snapshot]) => {
      const next = other.get(key);
      return next === snapshot || (next !== undefined && named.has(key) && isSameReading(snapshot, next));
    })
  );
}

/** Another gap, or one less, may change anything. */
function isSameReading(one: Snapshot, other: Snapshot): boolean {
  return one.gaps === other.gaps || JSON.stringify(one.gaps) === JSON.stringify(other.gaps);
}

function documentOf(snapshot: Snapshot | undefined, kind: DocumentKind, id: string): object | undefined {
  try {
    return snapshot?.get(kind, id);
  } catch (error) {
    if (error instanceof GapError) return undefined;
    throw error;
  }
}
