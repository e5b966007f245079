import { collectorOf } from "../collect/index.ts";
import type { Reading } from "../diagnosis/judge-node.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { DocumentOf } from "../model/documents/document.ts";
import type { Gap } from "../model/gap.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { StoredDocument } from "../store/document-history.ts";
import type { Store } from "../store/store.ts";

/** The kinds that a node's row is made of. */
export const rowKinds = [
  "instance",
  "managed-node",
  "connection-status",
  "auto-scaling-instance",
  "instance-profile",
] as const satisfies readonly DocumentKind[];
export type RowKind = (typeof rowKinds)[number];

type Fact<Kind extends DocumentKind> = { document: DocumentOf<Kind>; observedAt: number };

/** What the store holds of one scope's nodes: the documents, the gaps, and when each kind was last read through. */
export class ScopeFacts {
  private readonly facts = new Map<RowKind, Map<string, Fact<DocumentKind>>>();
  private readonly reads: ReadonlyMap<DocumentKind, { observedAt: number | null }>;
  private readonly gaps = new Map<string, Gap>();
  readonly pings: ReadonlyMap<string, number>;

  /** `reads` are the kinds that were tried: when each was last read through, null where that never was. */
  constructor(
    reads: readonly { kind: DocumentKind; observedAt: number | null }[],
    gaps: readonly Gap[],
    pings: ReadonlyMap<string, number>,
  ) {
    this.reads = new Map(reads.map((read) => [read.kind, read]));
    for (const gap of gaps) this.gaps.set(gapKey(gap.kind, gap.resource), gap);
    this.pings = pings;
    for (const kind of rowKinds) this.facts.set(kind, new Map());
  }

  /** `lost` are gaps that are not stored, as when a whole sync failed before any kind was read. */
  static async load(store: Store, scope: ScopeKey, lost: readonly Gap[] = []): Promise<ScopeFacts> {
    const facts = new ScopeFacts(
      await store.loadReads(scope),
      [...(await store.loadGaps([scope])), ...lost],
      await store.loadPings(scope),
    );
    for await (const batch of store.loadDocuments(scope, rowKinds)) {
      for (const stored of batch) facts.add(stored.kind as RowKind, stored);
    }
    return facts;
  }

  /** The facts of one node alone: all that a judgement of it needs. */
  static async loadNode(store: Store, scope: ScopeKey, id: string): Promise<ScopeFacts> {
    const facts = new ScopeFacts(
      await store.loadReads(scope),
      await store.loadGaps([scope]),
      await store.loadPings(scope, [id]),
    );
    for (const kind of ["instance", "managed-node", "connection-status"] as const) {
      const stored = await store.findDocument(scope, kind, id);
      if (stored) facts.add(kind, stored);
    }
    return facts;
  }

  add(kind: RowKind, { id, body, observedAt }: Pick<StoredDocument, "id" | "body" | "observedAt">): void {
    this.facts.get(kind)!.set(id, { document: slim(collectorOf(kind).parse(body)), observedAt });
  }

  ids(kind: RowKind): Iterable<string> {
    return this.facts.get(kind)!.keys();
  }

  find<Kind extends RowKind>(kind: Kind, id: string): Fact<Kind> | undefined {
    return this.facts.get(kind)!.get(id) as Fact<Kind> | undefined;
  }

  /** When the kind was last read through; null where that never was. */
  readAt(kind: DocumentKind): number | null {
    return this.reads.get(kind)?.observedAt ?? null;
  }

  /** False until the kind was read, or its read failed: before that nothing can be said of it. */
  wasTried(kind: RowKind): boolean {
    return this.reads.has(kind) || this.gapOf(kind, null) !== undefined;
  }

  /** A resource as far as it was read: null means that AWS has none. Undefined where the kind was not tried yet. */
  reading<Kind extends RowKind>(kind: Kind, id: string): Reading<DocumentOf<Kind>> | undefined {
    if (!this.wasTried(kind)) return undefined;
    const fact = this.find(kind, id);
    const value = fact?.document ?? null;
    const observedAt = fact?.observedAt ?? this.readAt(kind);
    const gap = this.gapOf(kind, id) ?? this.gapOf(kind, null);
    if (gap) return { gap, last: observedAt === null ? null : { value, observedAt } };
    return observedAt === null ? undefined : { gap: null, value, observedAt };
  }

  private gapOf(kind: RowKind, resource: string | null): Gap | undefined {
    return this.gaps.get(gapKey(kind, resource));
  }
}

/** A row needs no interfaces and no metadata options, and these are most of an instance: 40,000 of them weigh. */
function slim(document: DocumentOf<DocumentKind>): DocumentOf<DocumentKind> {
  return "networkInterfaces" in document
    ? { ...document, networkInterfaces: [], metadataOptions: null }
    : document;
}

function gapKey(kind: DocumentKind, resource: string | null): string {
  return resource === null ? kind : `${kind} ${resource}`;
}
