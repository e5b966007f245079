import type { OperationName } from "../aws/operations.ts";
import { collectorOf } from "../collect/index.ts";
import { type DocumentKind, documentKinds } from "../model/document-kind.ts";
import type { DocumentOf } from "../model/documents/document.ts";
import type { Gap } from "../model/gap.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Observed } from "../model/snapshot.ts";
import type { StoredDocument } from "../store/document-history.ts";
import type { StoredGap } from "../store/gaps.ts";
import type { Store } from "../store/store.ts";
import { awaitedGap } from "./awaited.ts";
import type { LoadOptions } from "./load-snapshot.ts";

const stampMs = 5 * 60_000;

type Body = Record<string, unknown>;

/** Which of a scope's stored facts still stand at one moment, and which of its gaps are therefore none. */
export class StandingFacts {
  private readonly scope: ScopeKey;
  private readonly at: number;
  private readonly maxAgeMs: number;
  private readonly readAt: ReadonlyMap<DocumentKind, number | null>;
  private readonly pings: ReadonlyMap<string, number>;
  private readonly ofKind = new Map<DocumentKind, Gap>();
  private readonly ofResource = new Map<string, Set<Gap | StoredGap>>();

  constructor(
    scope: ScopeKey,
    { at, maxAgeMs }: Pick<LoadOptions, "at" | "maxAgeMs">,
    stored: {
      /** When each kind was last read through, null where that never was. */
      readAt: ReadonlyMap<DocumentKind, number | null>;
      gaps: readonly (Gap | StoredGap)[];
      pings: ReadonlyMap<string, number>;
    },
  ) {
    this.scope = scope;
    this.at = at;
    this.maxAgeMs = maxAgeMs;
    this.readAt = stored.readAt;
    this.pings = stored.pings;
    for (const gap of stored.gaps) {
      if (gap.resource === null) {
        if (!this.isYoung(stored.readAt.get(gap.kind) ?? null)) this.ofKind.set(gap.kind, gap);
      } else {
        const key = `${gap.kind} ${gap.resource}`;
        const known = this.ofResource.get(key) ?? new Set();
        this.ofResource.set(key, known.add(gap));
      }
    }
  }

  /** `ids` are the only nodes whose pings are wanted. */
  static async load(
    store: Store,
    scope: ScopeKey,
    options: LoadOptions & { ids?: readonly string[] },
  ): Promise<StandingFacts> {
    const reads = await store.loadReads(scope);
    return new StandingFacts(scope, options, {
      readAt: new Map(reads.map(({ kind, observedAt }) => [kind, observedAt])),
      gaps: [...(await store.loadGaps([scope])), ...(options.lost ?? [])],
      pings: await store.loadPings(scope, options.ids),
    });
  }

  /** When the kind was last read through; null where that never was. */
  listedAt(kind: DocumentKind): number | null {
    return this.readAt.get(kind) ?? null;
  }

  /** Moves whenever facts are read or missed anew, and as they grow older. */
  get stamp(): string {
    const gaps = [...this.ofKind.values(), ...[...this.ofResource.values()].flatMap((each) => [...each])];
    const missed = gaps.map(({ kind, action, resource }) => `${kind} ${action} ${resource}`);
    return JSON.stringify([[...this.readAt], missed, Math.floor(this.at / stampMs)]);
  }

  /** Why nothing of the kind stands; undefined where it does. */
  gapOfKind(kind: DocumentKind): Gap | undefined {
    const gap = this.ofKind.get(kind);
    if (gap !== undefined) return gap;
    const isHere = collectorOf(kind).isOptional
      ? this.isYoung(this.listedAt(kind))
      : this.listedAt(kind) !== null;
    return isHere ? undefined : notRead(this.scope, kind);
  }

  /**
   * The document as it still counts: without the parts that are too old, and undefined where the whole of it is. A gap of it
   * whose older facts stand is settled with that.
   */
  observe({ kind, id, body, observedAt }: StoredDocument): Observed<DocumentKind> | undefined {
    const collector = collectorOf(kind);
    const gaps = this.ofResource.get(`${kind} ${id}`) ?? new Set();
    let left = body as Body;
    let lastObservedAt = observedAt;
    for (const gap of gaps) {
      // The kind was read through without it, so its own last read is as old as its gap.
      const since = Math.min("since" in gap ? gap.since : observedAt, observedAt);
      const parts = collector.parts[gap.action as OperationName];
      if (!this.isYoung(since)) {
        if (parts === undefined) return undefined;
        left = without(left, parts);
      } else {
        lastObservedAt = Math.min(lastObservedAt, since);
        if (parts?.every((field) => left[field] !== undefined) ?? true) gaps.delete(gap);
      }
    }
    return { document: this.withPing(collector.parse(left)), observedAt: lastObservedAt };
  }

  /** What is missing of these kinds; asked after their documents were observed. All other kinds are missing as a whole. */
  gaps(kinds: readonly DocumentKind[]): Gap[] {
    const ofKinds = documentKinds.flatMap((kind) =>
      kinds.includes(kind) ? (this.gapOfKind(kind) ?? []) : [notRead(this.scope, kind)],
    );
    const ofResources = [...this.ofResource.values()].flatMap((gaps) => [...gaps]);
    return [...ofKinds, ...ofResources.filter(({ kind }) => kinds.includes(kind))];
  }

  private isYoung(observedAt: number | null): boolean {
    return observedAt !== null && this.at - observedAt <= this.maxAgeMs;
  }

  /** The last ping is kept beside the document, as it moves with every heartbeat. */
  private withPing(document: DocumentOf<DocumentKind>): DocumentOf<DocumentKind> {
    if (!("pingStatus" in document)) return document;
    return { ...document, lastPingAt: this.pings.get(document.id) ?? null };
  }
}

function without(body: Body, fields: readonly string[]): Body {
  return Object.fromEntries(Object.entries(body).filter(([field]) => !fields.includes(field)));
}

/** What is read only where it is asked for was not looked at; all else is on its way. */
function notRead(scope: ScopeKey, kind: DocumentKind): Gap {
  const awaited = awaitedGap(scope, kind);
  if (!collectorOf(kind).isOptional) return awaited;
  return { ...awaited, reason: "unsupported", message: "It is not read here." };
}
