import { type DocumentKind, documentKinds } from "./document-kind.ts";
import { DocumentTable, type Observed, type Overlay, type Owner } from "./document-table.ts";
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

  /** The same error for the same gap: while much is unread it is thrown for every node, and its trace, which nobody reads, is dear. */
  static of(gap: Gap): GapError {
    const known = errors.get(gap) ?? new GapError(gap);
    errors.set(gap, known);
    return known;
  }
}

const errors = new WeakMap<Gap, GapError>();

export type { Observed, Owner } from "./document-table.ts";

export type SnapshotParts = {
  scope: Scope;
  /** The moment from which all ages count. */
  at: number;
  documents: { [Kind in DocumentKind]?: readonly Observed<Kind>[] };
  gaps: readonly Gap[];
  /** The kinds that it was made of, where it is not all of them: of the others it tells nothing. */
  kinds?: ReadonlySet<DocumentKind> | undefined;
};

/** Documents to be put in place of others, or beside them, and ids of those to be taken away. */
export type SnapshotPatch = {
  [Kind in DocumentKind]?: { put?: readonly DocumentOf<Kind>[]; remove?: readonly string[] };
};

/**
 * The world of one scope at one time. Reading a kind that could not be read throws its gap, so nobody mistakes "not read"
 * for "there is none". Indexes are made when they are first asked for, and hold for as long as the snapshot.
 */
export class Snapshot {
  readonly scope: Scope;
  readonly at: number;
  readonly gaps: readonly Gap[];
  readonly #documents: SnapshotParts["documents"];
  readonly #kinds: SnapshotParts["kinds"];
  readonly #tables: Partial<Tables> = {};
  readonly #gapOfKind = new Map<DocumentKind, Gap>();
  readonly #gapOfResource = new Map<DocumentKind, Map<string, Gap>>();

  constructor({ scope, at, documents, gaps, kinds }: SnapshotParts) {
    this.scope = scope;
    this.at = at;
    this.gaps = gaps;
    this.#documents = documents;
    this.#kinds = kinds;
    for (const gap of gaps) {
      if (gap.resource === null) this.#gapOfKind.set(gap.kind, gap);
      else {
        const ofKind = this.#gapOfResource.get(gap.kind) ?? new Map<string, Gap>();
        this.#gapOfResource.set(gap.kind, ofKind.set(gap.resource, gap));
      }
    }
  }

  /**
   * The document, or undefined where AWS has none. Throws where AWS was not heard: a document that was read is one, though
   * its kind was not read through.
   */
  get<Kind extends DocumentKind>(kind: Kind, id: string): DocumentOf<Kind> | undefined {
    const observed = this.#table(kind).get(id);
    if (observed !== undefined) return observed.document;
    this.#assertRead(kind);
    this.#assertResourceRead(kind, id);
    return undefined;
  }

  /** All documents of a kind. Throws where the kind was not read through. */
  all<Kind extends DocumentKind>(kind: Kind): readonly DocumentOf<Kind>[] {
    this.#assertRead(kind);
    return this.#table(kind).list;
  }

  /** The documents of `kind` that belong to one owner, as the endpoints of a VPC or the interfaces with a group. */
  of<Kind extends DocumentKind>(owner: Owner, id: string, kind: Kind): readonly DocumentOf<Kind>[] {
    this.#assertRead(kind);
    return this.#table(kind).of(owner, id);
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

  /** Whether it was made of this kind at all. Where it was not, nobody may take it for one that AWS has none of. */
  holds(kind: DocumentKind): boolean {
    return this.#kinds?.has(kind) ?? true;
  }

  /** When AWS last said what the document says; undefined where there is none. */
  observedAt(kind: DocumentKind, id: string): number | undefined {
    return this.#table(kind).get(id)?.observedAt;
  }

  /** Why the kind, or the one resource of it, could not be read; undefined where it was. */
  gapOf(kind: DocumentKind, id?: string): Gap | undefined {
    const ofResource = id === undefined ? undefined : this.#gapOfResource.get(kind)?.get(id);
    return ofResource ?? this.#gapOfKind.get(kind);
  }

  /**
   * The world with some documents changed. It shares every index with this one, so it costs no more than what is changed.
   * What could not be read stays unread.
   */
  patched(patch: SnapshotPatch, at = this.at): Snapshot {
    const { scope, gaps } = this;
    const changed = new Snapshot({ scope, at, gaps, documents: this.#documents, kinds: this.#kinds });
    for (const kind of documentKinds) changed.#share(kind, this.#table(kind), patch);
    return changed;
  }

  /** The world as if these kinds had not been read. */
  withheld(gaps: readonly Gap[]): Snapshot {
    const kinds = new Set(gaps.map(({ kind }) => kind));
    const documents = Object.fromEntries(
      Object.entries(this.#documents).filter(([kind]) => !kinds.has(kind as DocumentKind)),
    ) as SnapshotParts["documents"];
    const others = this.gaps.filter(({ kind }) => !kinds.has(kind));
    const { scope, at } = this;
    return new Snapshot({ scope, at, gaps: [...others, ...gaps], documents, kinds: this.#kinds });
  }

  #share<Kind extends DocumentKind>(kind: Kind, under: DocumentTable<Kind>, patch: SnapshotPatch): void {
    const { put = [], remove = [] } = patch[kind] ?? {};
    const overlay: Overlay<Kind> = new Map<string, Observed<Kind> | null>([
      ...remove.map((id) => [id, null] as const),
      ...put.map((document) => [document.id, { document, observedAt: this.at }] as const),
    ]);
    Object.assign(this.#tables, { [kind]: overlay.size === 0 ? under : under.over(overlay) });
  }

  #table<Kind extends DocumentKind>(kind: Kind): DocumentTable<Kind> {
    const known: DocumentTable<Kind> | undefined = this.#tables[kind];
    if (known !== undefined) return known;
    const table = new DocumentTable<Kind>(this.#documents[kind] ?? []);
    Object.assign(this.#tables, { [kind]: table });
    return table;
  }

  #assertRead(kind: DocumentKind): void {
    const gap = this.#gapOfKind.get(kind);
    if (gap !== undefined) throw GapError.of(gap);
  }

  #assertResourceRead(kind: DocumentKind, id: string): void {
    const gap = this.#gapOfResource.get(kind)?.get(id);
    if (gap !== undefined) throw GapError.of(gap);
  }
}

type Tables = { [Kind in DocumentKind]: DocumentTable<Kind> };
