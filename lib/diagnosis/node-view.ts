import type { Permissions } from "../iam/permissions.ts";
import type { Instance } from "../model/documents/instance.ts";
import type { InstanceProfile } from "../model/documents/instance-profile.ts";
import type { ManagedNode } from "../model/documents/managed-node.ts";
import type { Role } from "../model/documents/role.ts";
import type { ServiceName } from "../model/path.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Change, World } from "../model/world.ts";
import type { Network } from "../network/network.ts";
import type { PathVerdict } from "../network/path-verdict.ts";
import type { FoundCause } from "./check.ts";
import { findRole } from "./find-role.ts";
import type { SiblingGroups } from "./host/siblings.ts";

/** What the parts of one scope's diagnosis share: each is computed once, whatever the number of nodes. */
export type ScopeView = {
  world: World;
  snapshot: Snapshot;
  network: Network;
  permissions: Permissions;
  /** What is known to have changed that ways may hang on, newest first: all of this scope, and the networks of its neighbours. */
  changes: readonly Change[];
  /** Those of a document of this scope, or of the one that is named. */
  changesOf(id: string, scope?: ScopeKey): readonly Change[];
  /** Changes within the last hour to something that decides whether this node can connect, newest first. */
  recentChangesOf(nodeId: string): readonly Change[];
  /** What stood in the node's way just before a moment, as far as it is known what has changed since. */
  blockersBefore(nodeId: string, at: number): readonly FoundCause[];
  /** The quota of managed nodes of this scope (ssm-targets SSM-07). */
  managedNodeQuota: number;
  /** How many managed nodes the scope has, where the snapshot holds only some of them. */
  managedNodeCount?: number | undefined;
  /** What a node's siblings do, where the snapshot holds only some of them. */
  siblingsOf?: ((nodeId: string) => SiblingGroups) | undefined;
};

/**
 * One node as the checks see it. Every getter reads the snapshot, so it throws a GapError where AWS was not heard, and null
 * always means that AWS has none.
 */
export class NodeView {
  readonly id: string;
  readonly scope: ScopeView;
  #instance: Instance | null | undefined;
  #registration: ManagedNode | null | undefined;
  #channel: "connected" | "notconnected" | null | undefined;
  // Of each there are a handful, and a hundred thousand nodes: a walk over a short list beats a map of its own.
  readonly #paths: { service: ServiceName; verdict: PathVerdict }[] = [];
  readonly #known: { compute: (node: NodeView) => unknown; value: unknown }[] = [];

  /** Who has the instance at hand already spares its look-up. */
  constructor(id: string, scope: ScopeView, instance?: Instance) {
    this.id = id;
    this.scope = scope;
    this.#instance = instance;
  }

  get snapshot(): Snapshot {
    return this.scope.snapshot;
  }

  /** The moment from which all ages count. */
  get at(): number {
    return this.scope.snapshot.at;
  }

  /** A hybrid-activated machine, which EC2 does not know. */
  get isHybrid(): boolean {
    return this.id.startsWith("mi-");
  }

  get instance(): Instance | null {
    if (this.#instance === undefined)
      this.#instance = this.isHybrid ? null : (this.snapshot.get("instance", this.id) ?? null);
    return this.#instance;
  }

  /** An instance that runs or is about to: one that should answer, now or in minutes. */
  get isRunning(): boolean {
    const state = this.instance?.state;
    return state === "running" || state === "pending";
  }

  /** SSM's record. */
  get registration(): ManagedNode | null {
    if (this.#registration === undefined)
      this.#registration = this.snapshot.get("managed-node", this.id) ?? null;
    return this.#registration;
  }

  /** Whether the session channel is open; null where it was not asked, which SSM is for online nodes only. */
  get channel(): "connected" | "notconnected" | null {
    if (this.#channel === undefined)
      this.#channel = this.snapshot.get("connection-status", this.id)?.status ?? null;
    return this.#channel;
  }

  /** The instance profile; null where none is attached, or where the attached one is gone. */
  get instanceProfile(): InstanceProfile | null {
    const arn = this.instance?.instanceProfileArn ?? null;
    return arn === null ? null : (this.snapshot.get("instance-profile", arn) ?? null);
  }

  /** The role of the instance profile; null where there is none, or it was deleted. */
  get role(): Role | null {
    const arn = this.instanceProfile?.roles[0]?.arn;
    return arn === undefined ? null : findRole(this.snapshot, arn);
  }

  /** What several checks derive of the node alike, computed once; it is known by the function that computes it. */
  once<Value>(compute: (node: NodeView) => Value): Value {
    for (const each of this.#known) if (each.compute === compute) return each.value as Value;
    const value = compute(this);
    this.#known.push({ compute, value });
    return value;
  }

  /** Whether its primary interface reaches a service, as far as configuration tells. The node must be an instance. */
  path(service: ServiceName): PathVerdict {
    for (const each of this.#paths) if (each.service === service) return each.verdict;
    const verdict = this.scope.network.judge(this.id, service);
    this.#paths.push({ service, verdict });
    return verdict;
  }
}
