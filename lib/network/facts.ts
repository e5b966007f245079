import type { DocumentKind } from "../model/document-kind.ts";
import type { DocumentOf } from "../model/documents/document.ts";
import type { RouteTable } from "../model/documents/route-table.ts";
import type { Gap } from "../model/gap.ts";
import { GapError, type Owner, type Snapshot } from "../model/snapshot.ts";
import type { Evidence } from "../model/verdict.ts";
import type { Ledger, Memory, Remembered, Tag } from "./memory.ts";

/** What was read, or why it was not. In here a gap is a value: it makes one hop uncertain and the others no less sure. */
export type Reading<Value> = { gap: null; value: Value } | { gap: Gap; value?: undefined };

/** A snapshot that notes what is read of it, so that what was computed can be dropped when that changes. */
export class Facts {
  readonly snapshot: Snapshot;
  readonly ledger: Ledger;
  readonly #recorders: Remembered<unknown>[] = [];

  constructor(snapshot: Snapshot, ledger: Ledger) {
    this.snapshot = snapshot;
    this.ledger = ledger;
  }

  get<Kind extends DocumentKind>(kind: Kind, id: string): Reading<DocumentOf<Kind> | undefined> {
    this.#note(`${kind} ${id}`);
    return caught(() => this.snapshot.get(kind, id));
  }

  of<Kind extends DocumentKind>(owner: Owner, id: string, kind: Kind): Reading<readonly DocumentOf<Kind>[]> {
    this.#note(`${kind} of ${id}`);
    return caught(() => this.snapshot.of(owner, id, kind));
  }

  /** The table that steers what comes in by a gateway; undefined where it has none. Other tables of the VPC do not matter. */
  edgeTable(gatewayId: string, vpcId: string): Reading<RouteTable | undefined> {
    this.#note(`route-table of ${gatewayId}`);
    return caught(() =>
      this.snapshot.of("vpc", vpcId, "route-table").find(({ gatewayIds }) => gatewayIds.includes(gatewayId)),
    );
  }

  all<Kind extends DocumentKind>(kind: Kind): Reading<readonly DocumentOf<Kind>[]> {
    this.#note(kind);
    return caught(() => this.snapshot.all(kind));
  }

  part<Kind extends DocumentKind, Field extends keyof DocumentOf<Kind>>(
    kind: Kind,
    document: DocumentOf<Kind>,
    field: Field,
  ): Reading<NonNullable<DocumentOf<Kind>[Field]> | Extract<DocumentOf<Kind>[Field], null>> {
    const gap = document[field] === undefined ? this.snapshot.gapOf(kind, document.id) : undefined;
    return gap === undefined ? caught(() => this.snapshot.part(kind, document, field)) : { gap };
  }

  /** Computes once a key, and notes what the answer stands on. */
  remember<Key, Value>(
    memory: Memory<Key, Value>,
    key: Key,
    compute: () => Value,
    tag: Tag | null = null,
  ): Value {
    const remembered = memory.find(key) ?? this.#compute(memory, key, compute, tag);
    const outer = this.#recorders.at(-1);
    if (outer !== undefined && remembered.users.at(-1) !== outer) remembered.users.push(outer);
    return remembered.value;
  }

  #compute<Key, Value>(
    memory: Memory<Key, Value>,
    key: Key,
    compute: () => Value,
    tag: Tag | null,
  ): Remembered<Value> {
    this.ledger.count += 1;
    const recorder = { value: undefined as unknown, number: this.ledger.count, users: [], tag };
    this.#recorders.push(recorder);
    try {
      recorder.value = compute();
    } finally {
      this.#recorders.pop();
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
    return {
      sentence,
      api: actions[document.kind] ?? `ec2:Describe ${document.kind}`,
      field,
      value: typeof value === "string" ? value : JSON.stringify(value ?? null),
      document: { kind: document.kind, id: document.id },
      observedAt: this.snapshot.observedAt(document.kind, document.id) ?? this.snapshot.at,
    };
  }

  #note(key: string): void {
    const reader = this.#recorders.at(-1);
    if (reader !== undefined) this.ledger.noteRead(key, reader);
  }
}

/** The keys under which `remember` notes a document: by its id, and in the lists of those that it belongs to. */
export function keysOf(kind: DocumentKind, id: string, document: object | undefined): string[] {
  const keys = [`${kind} ${id}`];
  if (document === undefined) return keys;
  // Of prefix lists all are asked for those that AWS keeps: a customer's own one is none of them.
  const isListOfCustomer =
    kind === "managed-prefix-list" && !("ownerId" in document && document.ownerId === "AWS");
  if (!isListOfCustomer) keys.push(kind);
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
  return [...keys, ...[...owners].map((owner) => `${kind} of ${owner}`)];
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
