import { type DocumentKind, documentKinds, groundKinds } from "../model/document-kind.ts";
import type { Gap } from "../model/gap.ts";
import { type Scope, type ScopeKey, scopeKey } from "../model/scope.ts";
import { type Observed, Snapshot, type SnapshotParts } from "../model/snapshot.ts";
import type { World } from "../model/world.ts";
import type { Store } from "../store/store.ts";
import { loadChangesAround } from "./load-changes.ts";
import { loadNeighbourChanges, newestFirst } from "./load-neighbour-changes.ts";
import { type LoadedKinds, loadOthers } from "./load-others.ts";
import type { LoadOptions } from "./load-snapshot.ts";
import { namedInterfaces } from "./named-interfaces.ts";
import { StandingFacts } from "./standing-facts.ts";

/** One document a node, under the node's own id. */
const byNodeId = [
  "instance",
  "managed-node",
  "instance-status",
  "connection-status",
  "auto-scaling-instance",
] as const satisfies readonly DocumentKind[];

/** One document a node or more, under ids of their own. */
const perNode: readonly DocumentKind[] = [...byNodeId, "profile-association", "network-interface"];

/** What a scope's nodes have in common: networks, roles, settings. */
const shared = documentKinds.filter((kind) => !perNode.includes(kind));

type Documents = Map<DocumentKind, Observed<DocumentKind>[]>;
type SharedFacts = { stamp: string; documents: Documents; gaps: readonly Gap[] };

/** How many scopes' common facts are kept: some megabytes each. */
const keptScopes = 8;

/**
 * Loads worlds of single nodes: all that their scope has in common, and of what each node has for itself only that of these.
 * What is common is kept from one question to the next, until the scope, or some of it, is read again.
 */
export class NodeWorlds {
  private readonly store: Store;
  private readonly kept = new Map<ScopeKey, SharedFacts>();

  constructor(store: Store) {
    this.store = store;
  }

  async load(scope: Scope, ids: readonly string[], options: LoadOptions): Promise<World> {
    const key = scopeKey(scope);
    const facts = await StandingFacts.load(this.store, key, { ...options, ids });
    const common = await this.loadShared(key, facts);
    const own = await this.loadOwn(key, facts, common.documents, ids);
    const snapshot = new Snapshot({
      scope,
      at: options.at,
      documents: Object.fromEntries([...common.documents, ...own]) as SnapshotParts["documents"],
      gaps: [...common.gaps, ...facts.gaps(perNode).filter(({ kind }) => perNode.includes(kind))],
    });
    const absent = ids.filter((id) => snapshot.observedAt(kindOf(id), id) === undefined);
    const changes = await loadChangesAround(this.store, scope, options.at, {
      kinds: shared,
      ids: [...ids, ...surroundings(snapshot, ids)],
    });
    const wanted = { absentIds: absent, vpcIds: vpcsOf(snapshot, ids) };
    const others = await loadOthers(this.store, snapshot, wanted, options, (other) =>
      this.loadGround(scopeKey(other), { ...options, lost: [] }),
    );
    for (const [, other] of others)
      changes.push(
        ...(await loadNeighbourChanges(this.store, other, options.at, [
          ...inside(other, peeredWith(wanted.vpcIds, [snapshot, other])),
        ])),
      );
    return { snapshots: new Map([[key, snapshot], ...others]), changes: changes.sort(newestFirst) };
  }

  /** What packets cross in another scope; of the interfaces those that something there names. */
  private async loadGround(scope: ScopeKey, options: LoadOptions): Promise<LoadedKinds> {
    const facts = await StandingFacts.load(this.store, scope, { ...options, ids: [] });
    const common = await this.loadShared(scope, facts);
    const documents = new Map([...common.documents].filter(([kind]) => isGround(kind)));
    if (facts.gapOfKind("network-interface") === undefined) {
      const stored = await this.store.findDocuments(scope, "network-interface", namedInterfaces(documents));
      documents.set(
        "network-interface",
        stored.flatMap((document) => facts.observe(document) ?? []),
      );
    }
    const ofInterfaces = facts.gaps(["network-interface"]).filter(({ kind }) => kind === "network-interface");
    return { documents, gaps: [...common.gaps, ...ofInterfaces] };
  }

  private async loadShared(scope: ScopeKey, facts: StandingFacts): Promise<SharedFacts> {
    const stamp = `${facts.stamp} ${await this.store.countSingleChanges(scope, shared)}`;
    const known = this.kept.get(scope);
    if (known?.stamp === stamp) {
      this.keep(scope, known);
      return known;
    }
    const documents: Documents = new Map();
    const kinds = shared.filter((kind) => facts.gapOfKind(kind) === undefined);
    for (const kind of kinds) documents.set(kind, []);
    for await (const batch of this.store.loadDocuments(scope, kinds)) {
      for (const stored of batch) {
        const observed = facts.observe(stored);
        if (observed !== undefined) documents.get(stored.kind)!.push(observed);
      }
    }
    const gaps = facts.gaps(shared).filter(({ kind }) => shared.includes(kind));
    const loaded = { stamp, documents, gaps };
    this.keep(scope, loaded);
    return loaded;
  }

  private keep(scope: ScopeKey, facts: SharedFacts): void {
    this.kept.delete(scope);
    this.kept.set(scope, facts);
    const [oldest] = this.kept.keys();
    if (this.kept.size > keptScopes) this.kept.delete(oldest!);
  }

  private async loadOwn(
    scope: ScopeKey,
    facts: StandingFacts,
    common: Documents,
    ids: readonly string[],
  ): Promise<Documents> {
    const own: Documents = new Map();
    const load = async (kind: DocumentKind, of: readonly string[]) => {
      if (facts.gapOfKind(kind) !== undefined) return [];
      const stored = await this.store.findDocuments(scope, kind, of);
      const observed = stored.flatMap((document) => facts.observe(document) ?? []);
      own.set(kind, observed);
      return observed;
    };
    for (const kind of byNodeId.slice(1)) await load(kind, ids);
    const instances = (await load("instance", ids)) as Observed<"instance">[];
    const theirs = instances.flatMap(({ document }) => document.networkInterfaces.map(({ id }) => id));
    await load("network-interface", [...theirs, ...namedInterfaces(common)]);
    if (facts.gapOfKind("profile-association") === undefined) {
      const stored = await Promise.all(
        ids.map((id) => this.store.findDocumentsNaming(scope, "profile-association", id)),
      );
      own.set(
        "profile-association",
        stored.flat().flatMap((document) => facts.observe(document) ?? []),
      );
    }
    return own;
  }
}

function isGround(kind: DocumentKind): boolean {
  return (groundKinds as readonly DocumentKind[]).includes(kind);
}

/** Those that the nodes stand in: no way of theirs begins in another one. */
function vpcsOf(snapshot: Snapshot, ids: readonly string[]): ReadonlySet<string> {
  const instances = ids.flatMap((id) =>
    snapshot.gapOf("instance", id) ? [] : (snapshot.get("instance", id) ?? []),
  );
  const of = instances.flatMap(({ vpcId, networkInterfaces }) => [
    vpcId,
    ...networkInterfaces.map((each) => each.vpcId),
  ]);
  return new Set(of.filter((vpcId) => vpcId !== null));
}

function kindOf(id: string): "instance" | "managed-node" {
  return id.startsWith("mi-") ? "managed-node" : "instance";
}

/** Ids of what the nodes' ways lead over, and of what they sign with. */
function surroundings(snapshot: Snapshot, ids: readonly string[]): string[] {
  const around = new Set<string>();
  for (const id of ids) {
    const instance = snapshot.gapOf("instance", id) ? undefined : snapshot.get("instance", id);
    if (!instance) continue;
    for (const groupId of instance.securityGroupIds) around.add(groupId);
    for (const each of instance.networkInterfaces) around.add(each.id);
    if (instance.instanceProfileArn !== null) around.add(instance.instanceProfileArn);
    if (instance.vpcId === null) continue;
    for (const each of inside(snapshot, [instance.vpcId])) around.add(each);
  }
  return [...around];
}

/** Ids of some VPCs and of what stands in them. */
function inside(snapshot: Snapshot, vpcIds: Iterable<string>): Set<string> {
  const ids = new Set(vpcIds);
  for (const vpcId of vpcIds)
    for (const kind of inVpcs)
      if (!snapshot.gapOf(kind)) for (const each of snapshot.of("vpc", vpcId, kind)) ids.add(each.id);
  return ids;
}

/** Some VPCs, and those that are peered with one of them. */
function peeredWith(vpcIds: ReadonlySet<string>, snapshots: readonly Snapshot[]): Set<string> {
  const peered = new Set(vpcIds);
  const kind = "peering-connection";
  for (const snapshot of snapshots)
    for (const { requester, accepter } of snapshot.gapOf(kind) ? [] : snapshot.all(kind)) {
      const ends = [requester.vpcId, accepter.vpcId].filter((vpcId) => vpcId !== null);
      if (ends.some((vpcId) => vpcIds.has(vpcId))) for (const vpcId of ends) peered.add(vpcId);
    }
  return peered;
}

const inVpcs = [
  "subnet",
  "network-acl",
  "route-table",
  "security-group",
  "vpc-endpoint",
  "nat-gateway",
  "internet-gateway",
  "egress-only-gateway",
] as const satisfies readonly DocumentKind[];
