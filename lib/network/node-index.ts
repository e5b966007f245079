import type { Instance } from "../model/documents/instance.ts";
import type { Family } from "./address.ts";
import type { Client } from "./flow.ts";
import type { Interval, Point } from "./interval-set.ts";
import { type Fork, Memories } from "./memory.ts";
import { type NodeInterface, primaryInterface } from "./node-interface.ts";
import type { Sender } from "./sender.ts";
import { intervalOf, rangeOf, type Split, splitOf } from "./subnet-split.ts";
import type { Terrain } from "./terrain.ts";

/** A node, as far as verdicts are made: numbers stand for what many nodes share. */
export type NodeRecord = {
  id: string;
  interfaceId: string;
  address: Point;
  /** Of `NodeIndex.senders`; -1 where it has no interface with an address. */
  sender: number;
  /** Of `NodeIndex.groupIds`. */
  groups: readonly number[];
  isRunning: boolean;
};

/** Who is which sender and carries which group, of the nodes as they were first read. */
type Members = { bySender: string[][]; byGroup: string[][] };

/**
 * Nodes by what their paths hang on. Two nodes of a subnet are one sender unless they differ in family, public address or
 * system, or some rule in the VPC tells their addresses apart.
 */
export class NodeIndex {
  readonly senders: Sender[];
  readonly groupIds: string[];
  readonly #terrain: Terrain;
  /** Where instances were not read through, those that were are looked up one by one. */
  readonly #isWhole: boolean;
  /** In the order of the snapshot. */
  readonly #nodes: readonly NodeRecord[];
  readonly #placeOf: ReadonlyMap<string, number>;
  /** Of the node that was asked about last. */
  #place = 0;
  /** Nodes that changed since `#nodes` was made; null where one is gone. */
  readonly #changed: Map<string, NodeRecord | null>;
  readonly #senderOf: Map<string, number>;
  readonly #groupOf: Map<string, number>;
  /** Of each family, by subnet. */
  readonly #splits: Memories<Family, string, Split>;
  #members: Members | undefined;

  constructor(terrain: Terrain, under: { index: NodeIndex; fork: Fork } | null = null) {
    this.#terrain = terrain;
    if (under !== null) {
      const { index, fork } = under;
      // Numbers keep their meaning, and more are only ever added.
      this.senders = index.senders;
      this.groupIds = index.groupIds;
      this.#senderOf = index.#senderOf;
      this.#groupOf = index.#groupOf;
      this.#changed = new Map(index.#changed);
      this.#splits = index.#splits.over(fork);
      this.#isWhole = index.#isWhole;
      this.#nodes = index.#nodes;
      this.#placeOf = index.#placeOf;
      this.#members = index.#membersOf();
      return;
    }
    this.senders = [];
    this.groupIds = [];
    this.#senderOf = new Map();
    this.#groupOf = new Map();
    this.#changed = new Map();
    this.#splits = new Memories();
    const instances = terrain.facts.all("instance");
    this.#isWhole = instances.gap === null;
    this.#nodes = (instances.value ?? []).map((instance) => this.#toRecord(instance));
    const placeOf = new Map<string, number>();
    for (let place = 0; place < this.#nodes.length; place += 1) placeOf.set(this.#nodes[place]!.id, place);
    this.#placeOf = placeOf;
  }

  get(id: string): NodeRecord | undefined {
    if (this.#changed.size > 0) {
      const changed = this.#changed.get(id);
      if (changed !== undefined) return changed ?? undefined;
    }
    return this.#find(id) ?? (this.#isWhole ? undefined : this.#lookUp(id));
  }

  /** Whoever asks about all of them asks in order, and to find one among so many costs more than most verdicts take. */
  #find(id: string): NodeRecord | undefined {
    const last = this.#nodes[this.#place];
    if (last?.id === id) return last;
    const next = this.#nodes[this.#place + 1];
    const place = next?.id === id ? this.#place + 1 : this.#placeOf.get(id);
    if (place === undefined) return undefined;
    this.#place = place;
    return this.#nodes[place];
  }

  *ids(): Generator<string> {
    for (const id of this.#placeOf.keys()) if (this.#changed.get(id) !== null) yield id;
    for (const [id, node] of this.#changed) if (node !== null && !this.#placeOf.has(id)) yield id;
  }

  /** The nodes that are such senders, or carry such groups. */
  idsOf(senders: Iterable<number>, groups: Iterable<number>): Set<string> {
    const { bySender, byGroup } = this.#membersOf();
    const ids = new Set<string>();
    for (const sender of senders) for (const id of bySender[sender] ?? []) ids.add(id);
    for (const group of groups) for (const id of byGroup[group] ?? []) ids.add(id);
    const [ofSender, ofGroup] = [new Set(senders), new Set(groups)];
    for (const [id, node] of this.#changed) {
      if (node === null) ids.delete(id);
      else if (ofSender.has(node.sender) || node.groups.some((group) => ofGroup.has(group))) ids.add(id);
    }
    return ids;
  }

  /** The index where only these instances, and what stands on what has fallen, are others. */
  after(
    terrain: Terrain,
    instanceIds: readonly string[],
    fork: Fork,
  ): { index: NodeIndex; moved: Set<string> } {
    const index = new NodeIndex(terrain, { index: this, fork });
    const moved = new Set(instanceIds);
    for (const id of this.idsOf(this.#redrawn(index, fork), [])) moved.add(id);
    for (const id of moved) {
      const instance = terrain.facts.get("instance", id).value;
      index.#changed.set(id, instance === undefined ? null : index.#toRecord(instance));
    }
    return { index, moved };
  }

  /** The senders whose subnets the rules split otherwise behind the fork. */
  #redrawn(index: NodeIndex, fork: Fork): Set<number> {
    const fallen = new Set([...fork.fallen].flatMap(({ tag }) => (tag?.kind === "split" ? keyOf(tag) : [])));
    const redrawn = new Set<number>();
    if (fallen.size === 0) return redrawn;
    for (const [number, sender] of this.senders.entries()) {
      if (!fallen.has(keyOf(sender))) continue;
      const { vpcId, subnetId, family } = sender;
      const before = this.#splits.of(family).find(subnetId);
      if (before === undefined || fork.holds(before)) continue;
      const after = index.#split(vpcId, subnetId, family);
      if (after.starts?.join() !== before.value.starts?.join()) redrawn.add(number);
    }
    return redrawn;
  }

  #membersOf(): Members {
    if (this.#members !== undefined) return this.#members;
    const members: Members = { bySender: [], byGroup: [] };
    const add = (rows: string[][], row: number, id: string) => {
      const known = rows[row];
      if (known === undefined) rows[row] = [id];
      else known.push(id);
    };
    for (const { id, sender, groups } of this.#nodes) {
      if (sender !== -1) add(members.bySender, sender, id);
      for (const group of groups) add(members.byGroup, group, id);
    }
    this.#members = members;
    return members;
  }

  #lookUp(id: string): NodeRecord | undefined {
    const instance = this.#terrain.facts.get("instance", id).value;
    if (instance === undefined) return undefined;
    const node = this.#toRecord(instance);
    this.#changed.set(id, node);
    return node;
  }

  #toRecord(instance: Instance): NodeRecord {
    const own = primaryInterface(instance);
    const isRunning = instance.state === "running";
    const { id } = instance;
    if (own === undefined) return { id, interfaceId: "", address: 0, sender: -1, groups: [], isRunning };
    return {
      id,
      interfaceId: own.id,
      address: own.address,
      sender: this.#toSender(own),
      groups: own.securityGroupIds.map((id) => this.#toGroup(id)),
      isRunning,
    };
  }

  #toGroup(id: string): number {
    const known = this.#groupOf.get(id);
    if (known !== undefined) return known;
    const group = this.groupIds.push(id) - 1;
    this.#groupOf.set(id, group);
    return group;
  }

  #split(vpcId: string, subnetId: string, family: Family): Split {
    const make = () => splitOf(this.#terrain.of({ vpcId, subnetId }), vpcId, subnetId, family);
    const tag = { kind: "split", subnetId, family } as const;
    return this.#terrain.facts.remember(this.#splits.of(family), subnetId, make, tag);
  }

  /** The same for one node of many. Nothing else is computed while nodes are indexed, so nothing stands on the answer. */
  #splitFor({ vpcId, subnetId, family }: NodeInterface): Split {
    return this.#splits.of(family).find(subnetId)?.value ?? this.#split(vpcId, subnetId, family);
  }

  #toSender(own: NodeInterface): number {
    const { hasPublicAddress, address } = own;
    const split = this.#splitFor(own);
    // Windows and macOS call from the same ports.
    const client: Client = own.client === "linux" ? "linux" : "windows";
    const range = rangeOf(split, address);
    if (range === -1) return this.#senderAt(own, client, [address, address]);
    // Numbered by where it is in its subnet: most nodes are a sender that is known, and a key of text costs more than that.
    const slot = range * 4 + (client === "linux" ? 2 : 0) + (hasPublicAddress ? 1 : 0);
    let sender = split.senders[slot];
    if (sender === undefined) {
      sender = this.#senderAt(own, client, intervalOf(split, range));
      split.senders[slot] = sender;
    }
    return sender;
  }

  #senderAt(own: NodeInterface, client: Client, [from, to]: Interval): number {
    const { vpcId, subnetId, family, hasPublicAddress } = own;
    const key = `${subnetId} ${family} ${from} ${to} ${client} ${hasPublicAddress}`;
    const known = this.#senderOf.get(key);
    if (known !== undefined) return known;
    const sender: Sender = {
      key,
      vpcId,
      subnetId,
      family,
      addresses: [[from, to]],
      hasPublicAddress,
      client,
    };
    const number = this.senders.push(sender) - 1;
    this.#senderOf.set(key, number);
    return number;
  }
}

function keyOf({ subnetId, family }: { subnetId: string; family: Family }): string {
  return `${subnetId} ${family}`;
}
