import type { Node } from "../../model/node.ts";
import type { Filter } from "../../routes/filter.ts";
import { Columns } from "./columns.ts";
import { ExclusionMarks, type IndexedExclusion } from "./exclusion-marks.ts";
import { failingTerms, type NodeSource } from "./match.ts";
import { naturalKey, sortSlots } from "./sort.ts";
import { StartingMarks } from "./starting-marks.ts";

export type NodeKey = { scope: string; id: string };

/** Of which kinds the failures of late were, by the nodes that they were aimed at: `scope/id`. */
/** By the ids of nodes. */
export type FailureKinds = ReadonlyMap<string, string[]>;

/**
 * All nodes in memory, beside the store: what people filter, sort, count and page is answered from here in milliseconds, the
 * same on both engines. It is fed from the store, which stays the truth.
 */
export class NodeIndex implements NodeSource {
  columns = new Columns();
  nodes: (Node | undefined)[] = [];
  searchTexts: string[] = [];
  /** The store's change number up to which the index is true. */
  seq = 0;
  private nameKeys: string[] = [];
  private readonly slotByKey = new Map<string, number>();
  private readonly freeSlots: number[] = [];
  private readonly words = new Map<string, string>();
  private orders = new Map<string, Uint32Array>();
  private tagKeyCounts: { key: string; count: number }[] | null = null;
  private lastMatch: { filter: string; failing: Uint32Array } | null = null;
  private readonly exclusionMarks = new ExclusionMarks();
  private readonly startingMarks = new StartingMarks();
  private failureKinds: FailureKinds = new Map();
  private readonly now: () => number;

  constructor({ now = Date.now }: { now?: () => number } = {}) {
    this.now = now;
  }

  get size(): number {
    return this.slotByKey.size;
  }

  get(key: NodeKey): Node | undefined {
    const slot = this.slotByKey.get(slotKey(key));
    return slot === undefined ? undefined : this.nodes[slot];
  }

  slotOf(key: NodeKey): number | undefined {
    return this.slotByKey.get(slotKey(key));
  }

  /** Takes changed rows in and removed ones out. A row that is already there is replaced. */
  apply(changed: readonly Node[], removed: readonly NodeKey[] = []): void {
    if (changed.length === 0 && removed.length === 0) return;
    for (const key of removed) this.remove(key);
    for (const node of changed) this.put(node);
    this.orders = new Map();
    this.lastMatch = null;
    this.tagKeyCounts = null;
  }

  /** Lays newer pings over rows that did not change otherwise: no column and no search text depends on them. */
  pulse(pulses: readonly Pick<Node, "scope" | "id" | "lastPingAt" | "readAt">[]): void {
    for (const { scope, id, lastPingAt, readAt } of pulses) {
      const node = this.get({ scope, id });
      if (node) Object.assign(node, { lastPingAt, readAt });
    }
    if (pulses.length > 0) for (const sort of ["lastPingAt", "-lastPingAt"]) this.orders.delete(sort);
  }

  /** From now on these nodes are not meant to answer. Each exclusion ends by itself, by the index's clock. */
  exclude(exclusions: readonly IndexedExclusion[]): void {
    this.exclusionMarks.replace(exclusions);
  }

  /** From now on these nodes have failed, and no others. */
  markFailures(kinds: FailureKinds): void {
    this.failureKinds = kinds;
    for (const slot of this.slotByKey.values())
      this.columns.byKey.failure.set(slot, kinds.get(this.nodes[slot]!.id) ?? null);
    this.lastMatch = null;
  }

  /** The ids of the exclusions that hold for a node now; empty where it is meant to answer. */
  exclusionsOf(key: NodeKey): string[] {
    this.settle();
    const slot = this.slotByKey.get(slotKey(key));
    return slot === undefined ? [] : this.columns.byKey.excluded.wordsAt(slot).slice(1);
  }

  /** Slot → failing terms (match.ts). The last one is kept: a page, its facets and the next page ask the same. */
  match(filter: Filter): Uint32Array {
    this.settle();
    const key = JSON.stringify(filter);
    if (this.lastMatch?.filter !== key) this.lastMatch = { filter: key, failing: failingTerms(filter, this) };
    return this.lastMatch.failing;
  }

  /** All slots in the order of `sort`; computed once between changes. */
  order(sort: string): Uint32Array {
    let order = this.orders.get(sort);
    if (order === undefined) {
      order = sortSlots(sort, this.nodes, this.nameKeys);
      this.orders.set(sort, order);
    }
    return order;
  }

  /** The tag keys that occur and on how many nodes, the most common first; counted once between changes. */
  tagKeys(): { key: string; count: number }[] {
    this.tagKeyCounts ??= [...this.columns.byTag]
      .map(([key, column]) => ({ key, count: column.countPresent(this.nodes.length) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
    return this.tagKeyCounts;
  }

  private settle(): void {
    const { excluded, starting } = this.columns.byKey;
    const now = this.now();
    if (this.startingMarks.settle(this, starting, now)) this.lastMatch = null;
    if (this.exclusionMarks.settle(this, excluded, now)) this.lastMatch = null;
  }

  private put(node: Node): void {
    const key = slotKey(node);
    const slot = this.slotByKey.get(key) ?? this.freeSlots.pop() ?? this.nodes.length;
    this.slotByKey.set(key, slot);
    const kept = this.withSharedWords(node);
    this.nodes[slot] = kept;
    this.searchTexts[slot] = toSearchText(kept);
    this.nameKeys[slot] = naturalKey(kept.name ?? kept.id);
    this.columns.set(slot, kept);
    this.columns.byKey.failure.set(slot, this.failureKinds.get(kept.id) ?? null);
    this.exclusionMarks.touch(slot);
    if (kept.expectedUntil !== null || this.columns.byKey.starting.codes[slot])
      this.startingMarks.touch(slot);
  }

  private remove(key: NodeKey): void {
    const slot = this.slotByKey.get(slotKey(key));
    if (slot === undefined) return;
    this.slotByKey.delete(slotKey(key));
    this.nodes[slot] = undefined;
    this.searchTexts[slot] = "";
    this.columns.clear(slot);
    this.freeSlots.push(slot);
  }

  /** Most strings of a fleet repeat (VPCs, roles, tags); one copy each saves most of the memory of 100,000 nodes. */
  private withSharedWords(node: Node): Node {
    const shared = { ...node } as Record<string, unknown>;
    for (const field in shared) {
      const value = shared[field];
      if (typeof value === "string" && field !== "id" && field !== "privateAddress")
        shared[field] = this.share(value);
    }
    const tags: Record<string, string> = {};
    for (const tagKey in node.tags) tags[this.share(tagKey)] = this.share(node.tags[tagKey]!);
    return {
      ...(shared as Node),
      tags,
      securityGroups: node.securityGroups.map((group) => this.share(group)),
    };
  }

  private share(word: string): string {
    const known = this.words.get(word);
    if (known !== undefined) return known;
    this.words.set(word, word);
    return word;
  }
}

function slotKey({ scope, id }: NodeKey): string {
  return `${scope}/${id}`;
}

function toSearchText(node: Node): string {
  const parts = [
    node.name,
    node.id,
    node.privateAddress,
    node.publicAddress,
    node.ipv6Address,
    node.computerName,
    node.autoScalingGroup,
    node.role,
    node.platformName,
    node.instanceType,
    node.vpc,
    node.subnet,
    ...node.securityGroups,
    ...Object.values(node.tags),
  ];
  return parts
    .filter((part) => part !== null)
    .join("\n")
    .toLowerCase();
}
