import type { Subject } from "../model/cause.ts";
import { type DocumentKind, isDocumentKind } from "../model/document-kind.ts";
import type { DocumentOf } from "../model/documents/document.ts";
import type { RouteTable } from "../model/documents/route-table.ts";
import type { Gap } from "../model/gap.ts";
import { type ScopeKey, scopeKey } from "../model/scope.ts";
import { GapError, type Owner, type Snapshot } from "../model/snapshot.ts";
import type { Evidence } from "../model/verdict.ts";
import { type Ledger, type Memory, noteUser, type Read, type Remembered, type Tag } from "./memory.ts";

/** What was read, or why it was not. In here a gap is a value: it makes one hop uncertain and the others no less sure. */
export type Reading<Value> = { gap: null; value: Value } | { gap: Gap; value?: undefined };

/**
 * A snapshot that notes what is read of it, so that what was computed can be dropped when that changes. Of a VPC that another
 * account shares, what this one does not have is looked up at its owner's.
 */
export class Facts {
  readonly snapshot: Snapshot;
  readonly ledger: Ledger;
  readonly owner: Facts | null;
  /** Null for the scope whose nodes are judged. */
  readonly elsewhere: ScopeKey | null;

  constructor(
    snapshot: Snapshot,
    ledger: Ledger,
    { owner = null, isElsewhere = false }: { owner?: Facts | null; isElsewhere?: boolean } = {},
  ) {
    this.snapshot = snapshot;
    this.ledger = ledger;
    this.owner = owner;
    this.elsewhere = isElsewhere ? scopeKey(snapshot.scope) : null;
  }

  get<Kind extends DocumentKind>(kind: Kind, id: string): Reading<DocumentOf<Kind> | undefined> {
    this.#note("id", kind, id);
    const own = this.#caught(kind, undefined, () => this.snapshot.get(kind, id));
    if (this.owner === null || own.value !== undefined) return own;
    const theirs = this.owner.get(kind, id);
    return theirs.value === undefined && own.gap !== null ? own : theirs;
  }

  /** What belongs to a VPC is seen whole by its owner alone; what one subnet has, by whoever has it. */
  of<Kind extends DocumentKind>(owner: Owner, id: string, kind: Kind): Reading<readonly DocumentOf<Kind>[]> {
    this.#note("owner", kind, id);
    const own = this.#caught(kind, [], () => this.snapshot.of(owner, id, kind));
    if (this.owner === null || (owner === "subnet" && own.value !== undefined && own.value.length > 0))
      return own;
    const theirs = this.owner.of(owner, id, kind);
    if (theirs.value !== undefined) return { gap: null, value: joined(own.value ?? [], theirs.value) };
    return own.value !== undefined && own.value.length === 0 ? theirs : own;
  }

  /** The table that steers what comes in by a gateway; undefined where it has none. Other tables of the VPC do not matter. */
  edgeTable(gatewayId: string, vpcId: string): Reading<RouteTable | undefined> {
    this.#note("owner", "route-table", gatewayId);
    const own = this.#caught("route-table", undefined, () =>
      this.snapshot.of("vpc", vpcId, "route-table").find(({ gatewayIds }) => gatewayIds.includes(gatewayId)),
    );
    return this.owner === null || own.value !== undefined ? own : this.owner.edgeTable(gatewayId, vpcId);
  }

  all<Kind extends DocumentKind>(kind: Kind): Reading<readonly DocumentOf<Kind>[]> {
    this.#note("kind", kind, "");
    const own = this.#caught(kind, [], () => this.snapshot.all(kind));
    const theirs = this.owner?.all(kind).value;
    return theirs === undefined ? own : { gap: null, value: joined(own.value ?? [], theirs) };
  }

  part<Kind extends DocumentKind, Field extends keyof DocumentOf<Kind>>(
    kind: Kind,
    document: DocumentOf<Kind>,
    field: Field,
  ): Reading<NonNullable<DocumentOf<Kind>[Field]> | Extract<DocumentOf<Kind>[Field], null>> {
    const theirs = this.owner?.get(kind, document.id).value;
    if (this.owner !== null && theirs === document) return this.owner.part(kind, document, field);
    const missing = document[field] === undefined ? this.snapshot.gapOf(kind, document.id) : undefined;
    const own =
      missing === undefined
        ? caught(() => this.snapshot.part(kind, document, field))
        : { gap: this.#marked(missing) };
    if (this.owner === null || own.gap === null || theirs === undefined) return own;
    const part = this.owner.part(kind, theirs, field);
    return part.gap === null ? part : own;
  }

  /** One of a kind that could not be read or understood. */
  refused(kind: DocumentKind): Gap | undefined {
    const own = this.snapshot.gaps.find((gap) => gap.kind === kind && gap.resource !== null);
    return own === undefined ? this.owner?.refused(kind) : this.#marked(own);
  }

  /** The subject with the scope that it stands in, where that is not the judged one. */
  locate(subject: Subject): Subject {
    if (subject.scope !== undefined || !isDocumentKind(subject.kind) || subject.id === "") return subject;
    const scope = this.#scopeOf(subject.kind, subject.id);
    return scope === null ? subject : { ...subject, scope };
  }

  #scopeOf(kind: DocumentKind, id: string): ScopeKey | null {
    if (this.owner === null) return this.elsewhere;
    const theirs = this.owner.get(kind, id).value;
    if (theirs === undefined) return this.elsewhere;
    const own = this.snapshot.observedAt(kind, id) !== undefined;
    const ownerId = "ownerId" in theirs ? theirs.ownerId : null;
    const isTheirs =
      ownerId === null ? !own || !ofMachines.has(kind) : ownerId === this.owner.snapshot.scope.account;
    return isTheirs ? this.owner.elsewhere : this.elsewhere;
  }

  /** Computes once a key, and notes what the answer stands on. */
  remember<Key, Value>(
    memory: Memory<Key, Value>,
    key: Key,
    compute: () => Value,
    tag: Tag | null = null,
  ): Value {
    const remembered = memory.find(key) ?? this.#compute(memory, key, compute, tag);
    const outer = this.ledger.recorders.at(-1);
    if (outer !== undefined) noteUser(remembered, outer);
    return remembered.value;
  }

  #compute<Key, Value>(
    memory: Memory<Key, Value>,
    key: Key,
    compute: () => Value,
    tag: Tag | null,
  ): Remembered<Value> {
    const { ledger } = this;
    ledger.count += 1;
    const recorder = { value: undefined as unknown, number: ledger.count, users: null, tag };
    ledger.recorders.push(recorder);
    try {
      recorder.value = compute();
    } finally {
      ledger.recorders.pop();
    }
    const remembered = recorder as Remembered<Value>;
    memory.keep(key, remembered);
    return remembered;
  }

  evidence(
    document: { kind: DocumentKind; id: string },
    field: string,
    value: unknown,
    sentence: string,
  ): Evidence {
    const { kind, id } = document;
    const observedAt = this.snapshot.observedAt(kind, id);
    if (observedAt === undefined && this.owner?.snapshot.observedAt(kind, id) !== undefined)
      return this.owner.evidence(document, field, value, sentence);
    return {
      sentence,
      api: actionOf(kind, field),
      field,
      value: typeof value === "string" ? value : JSON.stringify(value ?? null),
      document: this.elsewhere === null ? { kind, id } : { kind, id, scope: this.elsewhere },
      observedAt: observedAt ?? this.snapshot.at,
    };
  }

  #caught<Value>(kind: DocumentKind, none: Value, read: () => Value): Reading<Value> {
    // Of a neighbour's scope only its network may be at hand.
    if (this.elsewhere !== null && !this.snapshot.holds(kind)) return { gap: null, value: none };
    const reading = caught(read);
    return reading.gap === null ? reading : { gap: this.#marked(reading.gap) };
  }

  #marked(gap: Gap): Gap {
    return this.elsewhere === null ? gap : this.ledger.markElsewhere(gap);
  }

  #note(of: Read["of"], kind: DocumentKind, id: string): void {
    const reader = this.ledger.recorders.at(-1);
    if (reader === undefined) return;
    const read = this.elsewhere === null ? id : readIn(this.elsewhere, { of, kind, id }).id;
    this.ledger.noteRead(of, kind, read, reader);
  }
}

/** Each account has these for itself, also in a VPC that is shared with it. */
const ofMachines: ReadonlySet<DocumentKind> = new Set(["instance", "network-interface", "security-group"]);

/** The own reading of a document counts, as the other one is of another moment. */
function joined<Document extends { id: string }>(
  own: readonly Document[],
  theirs: readonly Document[],
): readonly Document[] {
  if (own.length === 0) return theirs;
  const ids = new Set(own.map(({ id }) => id));
  return [...own, ...theirs.filter(({ id }) => !ids.has(id))];
}

/** A VPC's DNS attributes are read by a call of their own. */
function actionOf(kind: DocumentKind, field: string): string {
  const isAttribute = kind === "vpc" && field.startsWith("EnableDns");
  return isAttribute ? "ec2:DescribeVpcAttribute" : (actions[kind] ?? `ec2:Describe ${kind}`);
}

/** The same read in another scope than the judged one: ids are no one's own there. */
export function readIn(scope: ScopeKey, read: Read): Read {
  return { ...read, id: `${scope} ${read.id}` };
}

/** The reads that give a document: by its id, and in the lists of those that it belongs to. */
export function readsOf(kind: DocumentKind, id: string, document: object | undefined): Read[] {
  const reads: Read[] = [{ of: "id", kind, id }];
  if (document === undefined) return reads;
  // Of prefix lists all are asked for those that AWS keeps: a customer's own one is none of them.
  const isListOfCustomer =
    kind === "managed-prefix-list" && !("ownerId" in document && document.ownerId === "AWS");
  if (!isListOfCustomer) reads.push({ of: "kind", kind, id: "" });
  const owners = new Set<string>();
  const { vpcId, subnetId, subnetIds, gatewayIds, attachments } = document as {
    vpcId?: string | null;
    subnetId?: string | null;
    subnetIds?: string[];
    gatewayIds?: string[];
    attachments?: { vpcId: string }[];
  };
  for (const owner of [
    vpcId,
    subnetId,
    ...(subnetIds ?? []),
    ...(gatewayIds ?? []),
    ...(attachments ?? []).map((each) => each.vpcId),
  ])
    if (owner) owners.add(owner);
  for (const owner of owners) reads.push({ of: "owner", kind, id: owner });
  return reads;
}

function caught<Value>(read: () => Value): Reading<Value> {
  try {
    return { gap: null, value: read() };
  } catch (error) {
    if (error instanceof GapError) return { gap: error.gap };
    throw error;
  }
}

const actions: { [Kind in DocumentKind]?: string } = {
  instance: "ec2:DescribeInstances",
  vpc: "ec2:DescribeVpcs",
  subnet: "ec2:DescribeSubnets",
  "security-group": "ec2:DescribeSecurityGroups",
  "network-acl": "ec2:DescribeNetworkAcls",
  "route-table": "ec2:DescribeRouteTables",
  "dhcp-options": "ec2:DescribeDhcpOptions",
  "vpc-endpoint": "ec2:DescribeVpcEndpoints",
  "nat-gateway": "ec2:DescribeNatGateways",
  "internet-gateway": "ec2:DescribeInternetGateways",
  "egress-only-gateway": "ec2:DescribeEgressOnlyInternetGateways",
  "network-interface": "ec2:DescribeNetworkInterfaces",
  "managed-prefix-list": "ec2:GetManagedPrefixListEntries",
  "block-public-access": "ec2:DescribeVpcBlockPublicAccessOptions",
  "peering-connection": "ec2:DescribeVpcPeeringConnections",
  "transit-gateway-attachment": "ec2:DescribeTransitGatewayVpcAttachments",
  "hosted-zone": "route53:ListHostedZonesByVPC",
};
