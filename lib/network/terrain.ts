import type { NetworkAcl } from "../model/documents/network-acl.ts";
import type { RouteTable } from "../model/documents/route-table.ts";
import type { Subnet } from "../model/documents/subnet.ts";
import type { Vpc } from "../model/documents/vpc.ts";
import type { Gap } from "../model/gap.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { type Family, intervalsOf } from "./address.ts";
import { Facts, type Reading } from "./facts.ts";
import type { Flow } from "./flow.ts";
import { emptySet, type IntervalSet, toSet } from "./interval-set.ts";
import { type Fork, Ledger, Memory } from "./memory.ts";
import { type AclRule, compileAcl } from "./network-acl-rules.ts";
import { type PrefixList, readPrefixList } from "./prefix-list.ts";
import { type CompiledTable, compileTable } from "./route-lookup.ts";
import { compileRules, type GroupRules } from "./security-group-rules.ts";

/** A subnet's route table; explicit where the subnet chose it, and else the main one of its VPC. */
export type TableOfSubnet = { table: RouteTable; isExplicit: boolean };

/** The ground that packets cross: every document is parsed once, when the first path leads over it. */
export class Terrain {
  readonly facts: Facts;
  readonly #groups: Memory<string, Reading<GroupRules | undefined>>;
  readonly #lists: Memory<string, PrefixList>;
  readonly #acls: Memory<string, AclRule[]>;
  readonly #aclOfSubnet: Memory<string, Reading<NetworkAcl | undefined>>;
  readonly #tables: Memory<string, CompiledTable>;
  readonly #tableOfSubnet: Memory<string, Reading<TableOfSubnet | undefined>>;
  readonly #other: Memory<string, unknown>;

  constructor(snapshot: Snapshot, under: { terrain: Terrain; fork: Fork } | null = null) {
    this.facts = new Facts(snapshot, under?.terrain.facts.ledger ?? new Ledger());
    const over = <Value>(of: (terrain: Terrain) => Memory<string, Value>) =>
      under === null ? new Memory<string, Value>() : of(under.terrain).over(under.fork);
    this.#groups = over((terrain) => terrain.#groups);
    this.#lists = over((terrain) => terrain.#lists);
    this.#acls = over((terrain) => terrain.#acls);
    this.#aclOfSubnet = over((terrain) => terrain.#aclOfSubnet);
    this.#tables = over((terrain) => terrain.#tables);
    this.#tableOfSubnet = over((terrain) => terrain.#tableOfSubnet);
    this.#other = over((terrain) => terrain.#other);
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

  /** Whether it is known that another account owns the VPC, which then has settings and resources that are not seen from here. */
  isForeign(id: string): boolean {
    const ownerId = this.vpc(id).value?.ownerId ?? null;
    return ownerId !== null && ownerId !== this.account;
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
      const refused = this.refused("network-acl");
      if (refused !== undefined) return { gap: refused };
      return { gap: null, value: firstById(all.value.filter(({ isDefault }) => isDefault)) };
    });
  }

  /** `isBack` asks for the answers to the flow: it matters to pings alone. */
  aclRules(acl: NetworkAcl, direction: "ingress" | "egress", flow: Flow, isBack: boolean): AclRule[] {
    const isAnswer = isBack && flow.protocol === "icmp";
    const key = `${acl.id} ${direction} ${keyOf(flow)}${isAnswer ? " back" : ""}`;
    return this.facts.remember(this.#acls, key, () => {
      this.facts.get("network-acl", acl.id);
      return compileAcl(acl[direction], flow, isAnswer);
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
      const refused = this.refused("route-table");
      if (refused !== undefined) return { gap: refused };
      const main = firstById(all.value.filter(({ isMain }) => isMain));
      return { gap: null, value: main && { table: main, isExplicit: false } };
    });
  }

  /** One of a kind that could not be read or understood: it may be the very one that decides, where no other one does. */
  refused(kind: "network-acl" | "route-table" | "vpc-endpoint"): Gap | undefined {
    return this.facts.snapshot.gaps.find((gap) => gap.kind === kind && gap.resource !== null);
  }

  compiledTable(table: RouteTable, family: Family): CompiledTable {
    return this.facts.remember(this.#tables, `${table.id} ${family}`, () => {
      this.facts.get("route-table", table.id);
      const inside = this.blocksOfVpc(table.vpcId ?? "", family);
      return compileTable(table, family, (id) => this.prefixList(id), inside);
    });
  }

  /** Keeps whatever else is the same for many, under a key that says what it is. */
  once<Value>(key: string, compute: () => Value): Value {
    return this.facts.remember(this.#other as Memory<string, Value>, key, compute);
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
