import type { DocumentKind } from "./document-kind.ts";
import type { DocumentOf } from "./documents/document.ts";
import type { Gap } from "./gap.ts";
import type { Scope } from "./scope.ts";

/** Thrown by whoever asks a snapshot for what could not be read. The check runner alone catches it. */
export class GapError extends Error {
  readonly gap: Gap;

  constructor(gap: Gap) {
    super(`${gap.action}: ${gap.message}`);
    this.name = "GapError";
    this.gap = gap;
  }
}

/** A document with the moment at which AWS said so. */
export type Observed<Kind extends DocumentKind> = { document: DocumentOf<Kind>; observedAt: number };

export type SnapshotParts = {
  scope: Scope;
  /** The moment from which all ages count. */
  at: number;
  documents: { [Kind in DocumentKind]?: readonly Observed<Kind>[] };
  gaps: readonly Gap[];
};

/** What documents belong to, where they say so. */
export type Owner = "vpc" | "subnet" | "security-group" | "instance";

/**
 * The world of one scope at one time. Reading a kind that could not be read throws its gap, so nobody mistakes "not read"
 * for "there is none". Indexes are made when they are first asked for, and hold for as long as the snapshot.
 */
export class Snapshot {
  readonly scope: Scope;
  readonly at: number;
  readonly gaps: readonly Gap[];
  readonly #documents: SnapshotParts["documents"];
  readonly #tables: Partial<Tables> = {};
  readonly #gapOfKind = new Map<DocumentKind, Gap>();
  readonly #gapOfResource = new Map<string, Gap>();

  constructor({ scope, at, documents, gaps }: SnapshotParts) {
    this.scope = scope;
    this.at = at;
    this.gaps = gaps;
    this.#documents = documents;
    for (const gap of gaps) {
      if (gap.resource === null) this.#gapOfKind.set(gap.kind, gap);
      else this.#gapOfResource.set(`${gap.kind} ${gap.resource}`, gap);
    }
  }

  /** The document, or undefined where AWS has none. Throws where AWS was not heard. */
  get<Kind extends DocumentKind>(kind: Kind, id: string): DocumentOf<Kind> | undefined {
    this.#assertRead(kind);
    const observed = this.#table(kind).byId.get(id);
    if (observed === undefined) this.#assertResourceRead(kind, id);
    return observed?.document;
  }

  /** All documents of a kind. Throws where the kind was not read through. */
  all<Kind extends DocumentKind>(kind: Kind): readonly DocumentOf<Kind>[] {
    this.#assertRead(kind);
    return this.#table(kind).list;
  }

  /** The documents of `kind` that belong to one owner, as the endpoints of a VPC or the interfaces with a group. */
  of<Kind extends DocumentKind>(owner: Owner, id: string, kind: Kind): readonly DocumentOf<Kind>[] {
    this.#assertRead(kind);
    const table = this.#table(kind);
    let groups = table.byOwner[owner];
    if (groups === undefined) {
      groups = groupBy(table.list, ownersOf[owner]);
      table.byOwner[owner] = groups;
    }
    return groups.get(id) ?? [];
  }

  /**
   * A part of a document that AWS tells in a call of its own, as a VPC's DNS attributes. Throws its gap where that was not
   * read.
   */
  part<Kind extends DocumentKind, Field extends keyof DocumentOf<Kind>>(
    kind: Kind,
    document: DocumentOf<Kind>,
    field: Field,
  ): NonNullable<DocumentOf<Kind>[Field]> | Extract<DocumentOf<Kind>[Field], null> {
    const value = document[field];
    if (value !== undefined) return value as NonNullable<typeof value>;
    this.#assertResourceRead(kind, document.id);
    throw new Error(`${kind} ${document.id} lacks ${String(field)}, and no gap says why`);
  }

  /** When AWS last said what the document says; undefined where there is none. */
  observedAt(kind: DocumentKind, id: string): number | undefined {
    return this.#table(kind).byId.get(id)?.observedAt;
  }

  /** Why the kind, or the one resource of it, could not be read; undefined where it was. */
  gapOf(kind: DocumentKind, id?: string): Gap | undefined {
    const ofResource = id === undefined ? undefined : this.#gapOfResource.get(`${kind} ${id}`);
    return ofResource ?? this.#gapOfKind.get(kind);
  }

  #table<Kind extends DocumentKind>(kind: Kind): Table<Kind> {
    const known: Table<Kind> | undefined = this.#tables[kind];
    if (known !== undefined) return known;
    const table = createTable<Kind>(this.#documents[kind] ?? []);
    Object.assign(this.#tables, { [kind]: table });
    return table;
  }

  #assertRead(kind: DocumentKind): void {
    const gap = this.#gapOfKind.get(kind);
    if (gap !== undefined) throw new GapError(gap);
  }

  #assertResourceRead(kind: DocumentKind, id: string): void {
    const gap = this.#gapOfResource.get(`${kind} ${id}`);
    if (gap !== undefined) throw new GapError(gap);
  }
}

type Table<Kind extends DocumentKind> = {
  list: readonly DocumentOf<Kind>[];
  byId: ReadonlyMap<string, Observed<Kind>>;
  byOwner: { [Each in Owner]?: ReadonlyMap<string, readonly DocumentOf<Kind>[]> };
};

type Tables = { [Kind in DocumentKind]: Table<Kind> };

function createTable<Kind extends DocumentKind>(observed: readonly Observed<Kind>[]): Table<Kind> {
  return {
    list: observed.map(({ document }) => document),
    byId: new Map(observed.map((each) => [each.document.id, each])),
    byOwner: {},
  };
}

type AnyDocument = DocumentOf<DocumentKind>;

const ownersOf: { [Each in Owner]: (document: AnyDocument) => readonly string[] } = {
  vpc: (document) => {
    if ("attachments" in document) return document.attachments.map(({ vpcId }) => vpcId);
    return "vpcId" in document && document.vpcId !== null ? [document.vpcId] : [];
  },
  subnet: (document) => {
    if ("subnetIds" in document) return document.subnetIds;
    return "subnetId" in document && document.subnetId !== null ? [document.subnetId] : [];
  },
  "security-group": (document) => ("securityGroupIds" in document ? document.securityGroupIds : []),
  instance: (document) => {
    if ("attachment" in document)
      return document.attachment?.instanceId ? [document.attachment.instanceId] : [];
    return "instanceId" in document && document.instanceId !== null ? [document.instanceId] : [];
  },
};

function groupBy<Document extends AnyDocument>(
  documents: readonly Document[],
  ownersOfOne: (document: AnyDocument) => readonly string[],
): ReadonlyMap<string, readonly Document[]> {
  const groups = new Map<string, Document[]>();
  for (const document of documents) {
    for (const owner of ownersOfOne(document)) {
      const group = groups.get(owner);
      if (group === undefined) groups.set(owner, [document]);
      else group.push(document);
    }
  }
  return groups;
}
