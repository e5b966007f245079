import type { NetworkAcl } from "../model/documents/network-acl.ts";
import type { RouteTable } from "../model/documents/route-table.ts";
import type { Subnet } from "../model/documents/subnet.ts";
import type { Vpc } from "../model/documents/vpc.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { type Family, intervalsOf } from "./address.ts";
import { Facts, type Reading, type Remembered } from "./facts.ts";
import type { Flow } from "./flow.ts";
import { emptySet, type IntervalSet, toSet } from "./interval-set.ts";
import { type AclRule, compileAcl } from "./network-acl-rules.ts";
import { type PrefixList, readPrefixList } from "./prefix-list.ts";
import { type CompiledTable, compileTable } from "./route-lookup.ts";
import { compileRules, type GroupRules } from "./security-group-rules.ts";

/** A subnet's route table; explicit where the subnet chose it, and else the main one of its VPC. */
export type TableOfSubnet = { table: RouteTable; isExplicit: boolean };

/** The ground that packets cross: every document is parsed once, when the first path leads over it. */
export class Terrain {
  readonly facts: Facts;
  readonly #groups = new Map<string, Remembered<Reading<GroupRules | undefined>>>();
  readonly #lists = new Map<string, Remembered<PrefixList>>();
  readonly #acls = new Map<string, Remembered<AclRule[]>>();
  readonly #aclOfSubnet = new Map<string, Remembered<Reading<NetworkAcl | undefined>>>();
  readonly #tables = new Map<string, Remembered<CompiledTable>>();
  readonly #tableOfSubnet = new Map<string, Remembered<Reading<TableOfSubnet | undefined>>>();
  readonly #other = new Map<string, Remembered<unknown>>();

  constructor(snapshot: Snapshot) {
    this.facts = new Facts(snapshot);
  }

  /** The same ground in a snapshot where only these documents are others. */
  after(snapshot: Snapshot, isAffected: (remembered: Remembered<unknown>) => boolean): Terrain {
    const next = new Terrain(snapshot);
    const keep = <Value>(from: Map<string, Remembered<Value>>, to: Map<string, Remembered<Value>>) => {
      for (const [key, remembered] of from) if (!isAffected(remembered)) to.set(key, remembered);
    };
    keep(this.#groups, next.#groups);
    keep(this.#lists, next.#lists);
    keep(this.#acls, next.#acls);
    keep(this.#aclOfSubnet, next.#aclOfSubnet);
    keep(this.#tables, next.#tables);
    keep(this.#tableOfSubnet, next.#tableOfSubnet);
    keep(this.#other, next.#other);
    return next;
  }

  get account(): string {
    return this.facts.snapshot.scope.account;
  }

  subnet(id: string): Reading<Subnet | undefined> {
    return this.facts.get("subnet", id);
  }

  vpc(id: string): Reading<Vpc | undefined> {
    return this.facts.get("vpc", id);
  }

  /** Whether the account owns the VPC, and therefore sees all that stands in it. */
  ownsVpc(id: string): boolean {
    const vpc = this.vpc(id);
    return vpc.value !== undefined && (vpc.value.ownerId === null || vpc.value.ownerId === this.account);
  }

  /** All addresses of a VPC, as far as its document was read. */
  blocksOfVpc(id: string, family: Family): IntervalSet {
    return this.once(`blocks ${id} ${family}`, () => {
      const vpc = this.vpc(id).value;
      if (vpc === undefined) return emptySet;
      return toSet(intervalsOf(family === 4 ? vpc.cidrBlocks : vpc.ipv6CidrBlocks, family));
    });
  }

  blocksOfSubnet(id: string, family: Family): IntervalSet {
    return this.once(`blocks ${id} ${family}`, () => {
      const subnet = this.subnet(id).value;
      if (subnet === undefined) return emptySet;
      if (family === 6) return toSet(intervalsOf(subnet.ipv6CidrBlocks, 6));
      return subnet.cidrBlock === null ? emptySet : intervalsOf([subnet.cidrBlock], 4);
    });
  }

  prefixList(id: string): PrefixList {
    return this.facts.remember(this.#lists, id, () => readPrefixList(this.facts, id));
  }

  groupRules(id: string, direction: "ingress" | "egress", flow: Flow): Reading<GroupRules | undefined> {
    const key = `${id} ${direction} ${keyOf(flow)}`;
    return this.facts.remember(this.#groups, key, (): Reading<GroupRules | undefined> => {
      const group = this.facts.get("security-group", id);
      if (group.gap !== null) return group;
      if (group.value === undefined) return { gap: null, value: undefined };
      return {
        gap: null,
        value: compileRules(group.value, direction, flow, (list) => this.prefixList(list)),
      };
    });
  }

  aclOfSubnet(subnetId: string, vpcId: string): Reading<NetworkAcl | undefined> {
    return this.facts.remember(this.#aclOfSubnet, subnetId, (): Reading<NetworkAcl | undefined> => {
      const chosen = this.facts.of("subnet", subnetId, "network-acl");
      if (chosen.gap !== null) return chosen;
      if (chosen.value.length > 0) return { gap: null, value: firstById(chosen.value) };
      const all = this.facts.of("vpc", vpcId, "network-acl");
      if (all.gap !== null) return all;
      return { gap: null, value: firstById(all.value.filter(({ isDefault }) => isDefault)) };
    });
  }

  aclRules(acl: NetworkAcl, direction: "ingress" | "egress", flow: Flow): AclRule[] {
    return this.facts.remember(this.#acls, `${acl.id} ${direction} ${keyOf(flow)}`, () => {
      this.facts.get("network-acl", acl.id);
      return compileAcl(acl[direction], flow);
    });
  }

  tableOfSubnet(subnetId: string, vpcId: string): Reading<TableOfSubnet | undefined> {
    return this.facts.remember(this.#tableOfSubnet, subnetId, (): Reading<TableOfSubnet | undefined> => {
      const chosen = this.facts.of("subnet", subnetId, "route-table");
      if (chosen.gap !== null) return chosen;
      const explicit = firstById(chosen.value);
      if (explicit !== undefined) return { gap: null, value: { table: explicit, isExplicit: true } };
      const all = this.facts.of("vpc", vpcId, "route-table");
      if (all.gap !== null) return all;
      const main = firstById(all.value.filter(({ isMain }) => isMain));
      return { gap: null, value: main && { table: main, isExplicit: false } };
    });
  }

  compiledTable(table: RouteTable, family: Family): CompiledTable {
    return this.facts.remember(this.#tables, `${table.id} ${family}`, () => {
      this.facts.get("route-table", table.id);
      return compileTable(table, family, (id) => this.prefixList(id));
    });
  }

  /** Keeps whatever else is the same for many, under a key that says what it is. */
  once<Value>(key: string, compute: () => Value): Value {
    return this.facts.remember(this.#other as Map<string, Remembered<Value>>, key, compute);
  }
}

function keyOf({ family, protocol, port }: Flow): string {
  return `${protocol} ${port} ${family}`;
}

function firstById<Document extends { id: string }>(documents: readonly Document[]): Document | undefined {
  return documents.reduce<Document | undefined>(
    (first, each) => (first === undefined || each.id < first.id ? each : first),
    undefined,
  );
}
