import type { Instance } from "../model/documents/instance.ts";
import type { Gap } from "../model/gap.ts";
import { type Family, parseBlock } from "./address.ts";
import type { Client } from "./flow.ts";
import { after, before, contains, type Interval, overlaps, type Point } from "./interval-set.ts";
import { type NodeInterface, primaryInterface } from "./node-interface.ts";
import type { Sender } from "./sender.ts";
import type { Terrain } from "./terrain.ts";

/** A node, as far as verdicts are made: numbers stand for what many nodes share. */
export type NodeRecord = {
  interfaceId: string;
  address: Point;
  /** Of `NodeIndex.senders`; -1 where it has no interface with an address. */
  sender: number;
  /** Of `NodeIndex.groupIds`. */
  groups: readonly number[];
  isRunning: boolean;
};

/**
 * Nodes by what their paths hang on. Two nodes of a subnet are one sender unless they differ in family, public address or
 * system, or some rule in the VPC tells their addresses apart.
 */
export class NodeIndex {
  readonly nodes = new Map<string, NodeRecord>();
  readonly senders: Sender[] = [];
  readonly groupIds: string[] = [];
  /** Why there are none. */
  readonly gap: Gap | null;
  readonly #terrain: Terrain;
  readonly #senderOf = new Map<string, number>();
  readonly #groupOf = new Map<string, number>();
  readonly #splits = new Map<string, Split>();

  constructor(terrain: Terrain) {
    this.#terrain = terrain;
    const instances = terrain.facts.all("instance");
    this.gap = instances.gap;
    for (const instance of instances.value ?? []) this.nodes.set(instance.id, this.#toRecord(instance));
  }

  #toRecord(instance: Instance): NodeRecord {
    const own = primaryInterface(instance);
    const isRunning = instance.state === "running";
    if (own === undefined) return { interfaceId: "", address: 0, sender: -1, groups: [], isRunning };
    return {
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

  #toSender(own: NodeInterface): number {
    const { subnetId, family } = own;
    const splitKey = `${subnetId} ${family}`;
    let split = this.#splits.get(splitKey);
    if (split === undefined) {
      split = splitOf(this.#terrain, own.vpcId, subnetId, family);
      this.#splits.set(splitKey, split);
    }
    const [from, to] = rangeOf(split, own.address);
    // Windows and macOS call from the same ports.
    const client: Client = own.client === "linux" ? "linux" : "windows";
    const key = `${splitKey} ${from} ${client} ${own.hasPublicAddress}`;
    const known = this.#senderOf.get(key);
    if (known !== undefined) return known;
    const { vpcId, hasPublicAddress } = own;
    const sender =
      this.senders.push({ key, vpcId, subnetId, family, addresses: [[from, to]], hasPublicAddress, client }) -
      1;
    this.#senderOf.set(key, sender);
    return sender;
  }
}

/** Where rules tell the addresses of a subnet apart; null where its block is not known, and each address stands alone. */
type Split = { block: Interval; starts: readonly Point[] } | null;

function splitOf(terrain: Terrain, vpcId: string, subnetId: string, family: Family): Split {
  const [block] = terrain.blocksOfSubnet(subnetId, family);
  if (block === undefined) return null;
  const starts = startsOf(terrain, vpcId, family).filter((start) => start > block[0] && start <= block[1]);
  return { block, starts };
}

/** The first addresses on either side of every border that an ACL or a route of the VPC draws. */
function startsOf(terrain: Terrain, vpcId: string, family: Family): readonly Point[] {
  return terrain.once(`borders ${vpcId} ${family}`, () => {
    const acls = terrain.facts.of("vpc", vpcId, "network-acl").value ?? [];
    const tables = terrain.facts.of("vpc", vpcId, "route-table").value ?? [];
    const cidrs = new Set<string | null>();
    for (const { ingress, egress } of acls)
      for (const entry of [...ingress, ...egress])
        cidrs.add(family === 4 ? entry.cidrBlock : entry.ipv6CidrBlock);
    const inside = terrain.blocksOfVpc(vpcId, family);
    const starts = new Set<Point>();
    const addBorders = (interval: Interval) => {
      if (inside.length > 0 && !overlaps([interval], inside)) return;
      starts.add(interval[0]);
      starts.add(after(interval[1]));
    };
    for (const cidr of cidrs) {
      const block = cidr === null ? undefined : parseBlock(cidr);
      if (block?.family === family) addBorders(block.interval);
    }
    for (const table of tables)
      for (const { addresses } of terrain.compiledTable(table, family).routes)
        for (const interval of addresses) addBorders(interval);
    return [...starts].sort((left, right) => (left < right ? -1 : 1));
  });
}

function rangeOf(split: Split, address: Point): Interval {
  if (split === null || !contains([split.block], address)) return [address, address];
  let [from, to] = split.block;
  for (const start of split.starts) {
    if (start <= address) from = start;
    else {
      to = before(start);
      break;
    }
  }
  return [from, to];
}
