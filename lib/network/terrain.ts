import type { NetworkAcl } from "../model/documents/network-acl.ts";
import type { NetworkInterface } from "../model/documents/network-interface.ts";
import type { PeeredVpc } from "../model/documents/peering-connection.ts";
import type { RouteTable } from "../model/documents/route-table.ts";
import type { Subnet } from "../model/documents/subnet.ts";
import type { Vpc } from "../model/documents/vpc.ts";
import type { Gap } from "../model/gap.ts";
import { type Family, intervalsOf } from "./address.ts";
import type { Facts, Reading } from "./facts.ts";
import { type Flow, numberOf } from "./flow.ts";
import { emptySet, type IntervalSet, toSet } from "./interval-set.ts";
import { type Fork, Memories, Memory } from "./memory.ts";
import { type AclRule, compileAcl } from "./network-acl-rules.ts";
import { located, type Part } from "./part.ts";
import { type PrefixList, readPrefixList } from "./prefix-list.ts";
import { type CompiledTable, compileTable } from "./route-lookup.ts";
import { compileRules, type GroupRules } from "./security-group-rules.ts";

/** A subnet's route table; explicit where the subnet chose it, and else the main one of its VPC. */
export type TableOfSubnet = { table: RouteTable; isExplicit: boolean };

/** The scopes of the world beside the one that is judged, each a ground of its own. */
export type Grounds = {
  /** The network of an account in a Region, where it was read as well. */
  of(account: string, region: string): Terrain | undefined;
  /** What an account sees of a VPC that another one shares with it, and what that one sees of it. */
  shared(account: Terrain, owner: Terrain): Terrain;
};

type TerrainSpec = {
  grounds: Grounds;
  owner: Terrain | null;
  under: { terrain: Terrain; fork: Fork } | null;
};

/** The ground that packets cross: every document is parsed once, when the first path leads over it. */
export class Terrain {
  readonly facts: Facts;
  /** By direction and flow, then by group. */
  readonly #groups: Memories<number, string, Reading<GroupRules | undefined>>;
  readonly #lists: Memory<string, PrefixList>;
  /** By direction and flow, then by ACL. */
  readonly #acls: Memories<number, string, AclRule[]>;
  readonly #aclOfSubnet: Memory<string, Reading<NetworkAcl | undefined>>;
  readonly #tables: Memories<Family, string, CompiledTable>;
  readonly #tableOfSubnet: Memory<string, Reading<TableOfSubnet | undefined>>;
  /** Of VPCs and subnets. */
  readonly #blocks: Memories<Family, string, IntervalSet>;
  readonly #other: Memory<string, unknown>;

  /** The ground of the account that shares the VPC in which this one is asked. */
  readonly owner: Terrain | null;
  readonly #grounds: Grounds;

  constructor(facts: Facts, { grounds, owner, under }: TerrainSpec) {
    this.facts = facts;
    this.owner = owner;
    this.#grounds = grounds;
    const over = <Value>(of: (terrain: Terrain) => Memory<string, Value>) =>
      under === null ? new Memory<string, Value>() : of(under.terrain).over(under.fork);
    const allOver = <Row, Value>(of: (terrain: Terrain) => Memories<Row, string, Value>) =>
      under === null ? new Memories<Row, string, Value>() : of(under.terrain).over(under.fork);
    this.#groups = allOver((terrain) => terrain.#groups);
    this.#lists = over((terrain) => terrain.#lists);
    this.#acls = allOver((terrain) => terrain.#acls);
    this.#aclOfSubnet = over((terrain) => terrain.#aclOfSubnet);
    this.#tables = allOver((terrain) => terrain.#tables);
    this.#tableOfSubnet = over((terrain) => terrain.#tableOfSubnet);
    this.#blocks = allOver((terrain) => terrain.#blocks);
    this.#other = over((terrain) => terrain.#other);
  }

  get account(): string {
    return this.facts.snapshot.scope.account;
  }

  /** The ground of whoever stands in the VPC: where another account shares it, with what its owner sees there. */
  of({ vpcId, subnetId }: { vpcId: string; subnetId: string | null }): Terrain {
    if (this.owner !== null) return this;
    const subnet = subnetId === null ? undefined : this.subnet(subnetId).value;
    const ownerId = subnet?.ownerId ?? this.vpc(vpcId).value?.ownerId ?? this.account;
    const owner = this.accountWith(vpcId, ownerId);
    return owner === undefined ? this : this.#grounds.shared(this, owner);
  }

  /** The ground of the VPC at the other end of a peering connection, where it was read as well. */
  peer({ vpcId, ownerId, region }: PeeredVpc): Terrain | undefined {
    const { scope } = this.facts.snapshot;
    if (vpcId === null) return undefined;
    const isHere = (ownerId ?? scope.account) === scope.account && (region ?? scope.region) === scope.region;
    if (isHere || this.vpc(vpcId).value !== undefined)
      return (this.#grounds.of(scope.account, scope.region) ?? this).of({ vpcId, subnetId: null });
    return this.accountWith(vpcId, ownerId ?? scope.account, region ?? scope.region);
  }

  /** The ground of another account, or of this one in another Region, unless it has no such VPC of its own. */
  accountWith(
    vpcId: string,
    account: string,
    region = this.facts.snapshot.scope.region,
  ): Terrain | undefined {
    if (account === this.account && region === this.facts.snapshot.scope.region) return undefined;
    const ground = this.#grounds.of(account, region);
    const vpc = ground?.vpc(vpcId);
    return vpc?.gap || ground?.ownsVpc(vpcId) ? ground : undefined;
  }

  /** The ground of whoever an interface of the VPC belongs to, in whose account its groups are described. */
  ofInterface({ vpcId, ownerId }: Pick<NetworkInterface, "vpcId" | "ownerId">): Terrain {
    if (vpcId === null || ownerId === null || ownerId === this.account) return this;
    const { region } = this.facts.snapshot.scope;
    return this.#grounds.of(ownerId, region)?.of({ vpcId, subnetId: null }) ?? this;
  }

  /** The hop with the scope of everything in it that stands elsewhere. An arrow, as it is handed on. */
  readonly locate = (part: Part): Part =>
    this.owner === null && this.facts.elsewhere === null
      ? part
      : located(part, (subject) => this.facts.locate(subject));

  subnet(id: string): Reading<Subnet | undefined> {
    return this.facts.get("subnet", id);
  }

  vpc(id: string): Reading<Vpc | undefined> {
    return this.facts.get("vpc", id);
  }

  /** Whether all that stands in the VPC is seen here, as its owner sees it. */
  seesAll(id: string): boolean {
    return this.owner !== null || this.ownsVpc(id);
  }

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
    return this.facts.remember(this.#blocks.of(family), id, () => {
      const vpc = this.vpc(id).value;
      if (vpc === undefined) return emptySet;
      return toSet(intervalsOf(family === 4 ? vpc.cidrBlocks : vpc.ipv6CidrBlocks, family));
    });
  }

  blocksOfSubnet(id: string, family: Family): IntervalSet {
    return this.facts.remember(this.#blocks.of(family), id, () => {
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
    return this.facts.remember(
      this.#groups.of(rowOf(direction, flow)),
      id,
      (): Reading<GroupRules | undefined> => {
        const group = this.facts.get("security-group", id);
        if (group.gap !== null) return group;
        if (group.value === undefined) return { gap: null, value: undefined };
        return {
          gap: null,
          value: compileRules(group.value, direction, flow, (list) => this.prefixList(list)),
        };
      },
    );
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
    return this.facts.remember(this.#acls.of(rowOf(direction, flow, isAnswer)), acl.id, () => {
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
    return this.facts.refused(kind);
  }

  compiledTable(table: RouteTable, family: Family): CompiledTable {
    return this.facts.remember(this.#tables.of(family), table.id, () => {
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

function rowOf(direction: "ingress" | "egress", flow: Flow, isAnswer = false): number {
  return numberOf(flow) * 4 + (direction === "ingress" ? 0 : 2) + (isAnswer ? 1 : 0);
}

function firstById<Document extends { id: string }>(documents: readonly Document[]): Document | undefined {
  return documents.reduce<Document | undefined>(
    (first, each) => (first === undefined || each.id < first.id ? each : first),
    undefined,
  );
}
