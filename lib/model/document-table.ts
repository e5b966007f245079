import type { DocumentKind } from "./document-kind.ts";
import type { DocumentOf } from "./documents/document.ts";

/** A document with the moment at which AWS said so. */
export type Observed<Kind extends DocumentKind> = { document: DocumentOf<Kind>; observedAt: number };

/** What documents belong to, where they say so. */
export type Owner = "vpc" | "subnet" | "security-group" | "instance";

/** Documents that are put, and those that are taken away (null), by id. */
export type Overlay<Kind extends DocumentKind> = ReadonlyMap<string, Observed<Kind> | null>;

/**
 * The documents of one kind, indexed as far as anybody asked. A table laid over another shares its indexes: a change of one
 * document costs nothing for the thousands beside it.
 */
export class DocumentTable<Kind extends DocumentKind> {
  readonly #base: readonly Observed<Kind>[];
  readonly #under: DocumentTable<Kind> | null;
  readonly #overlay: Overlay<Kind>;
  #list: readonly DocumentOf<Kind>[] | undefined;
  #byId: ReadonlyMap<string, Observed<Kind>> | undefined;
  readonly #byOwner: { [Each in Owner]?: ReadonlyMap<string, readonly DocumentOf<Kind>[]> } = {};

  constructor(
    base: readonly Observed<Kind>[],
    under: DocumentTable<Kind> | null = null,
    overlay: Overlay<Kind> = new Map(),
  ) {
    this.#base = base;
    this.#under = under;
    this.#overlay = overlay;
  }

  /** The same table but for some documents. Layers never pile up: one over another makes one. */
  over(overlay: Overlay<Kind>): DocumentTable<Kind> {
    const under = this.#under ?? this;
    return new DocumentTable([], under, new Map([...this.#overlay, ...overlay]));
  }

  get(id: string): Observed<Kind> | undefined {
    if (this.#under === null) {
      this.#byId ??= byId(this.#base);
      return this.#byId.get(id);
    }
    const laid = this.#overlay.get(id);
    return laid === undefined ? this.#under.get(id) : (laid ?? undefined);
  }

  get list(): readonly DocumentOf<Kind>[] {
    this.#list ??=
      this.#under === null ? this.#base.map(({ document }) => document) : this.#laidOver(this.#under.list);
    return this.#list;
  }

  of(owner: Owner, id: string): readonly DocumentOf<Kind>[] {
    if (this.#under !== null) {
      return this.#laidOver(this.#under.of(owner, id), (document) => ownersOf[owner](document).includes(id));
    }
    let groups = this.#byOwner[owner];
    if (groups === undefined) {
      groups = groupBy(this.list, ownersOf[owner]);
      this.#byOwner[owner] = groups;
    }
    return groups.get(id) ?? [];
  }

  /** What stands below, without what was replaced, and then what was put. */
  #laidOver(
    below: readonly DocumentOf<Kind>[],
    belongs: (document: DocumentOf<Kind>) => boolean = () => true,
  ): readonly DocumentOf<Kind>[] {
    const put = [...this.#overlay.values()].flatMap((each) =>
      each !== null && belongs(each.document) ? [each.document] : [],
    );
    const isUntouched = put.length === 0 && !below.some(({ id }) => this.#overlay.has(id));
    return isUntouched ? below : [...below.filter(({ id }) => !this.#overlay.has(id)), ...put];
  }
}

function byId<Kind extends DocumentKind>(list: readonly Observed<Kind>[]): Map<string, Observed<Kind>> {
  const table = new Map<string, Observed<Kind>>();
  for (const each of list) table.set(each.document.id, each);
  return table;
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
