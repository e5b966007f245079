import { hash } from "node:crypto";
import type { Node } from "../../model/node.ts";
import type { ScopeKey } from "../../model/scope.ts";
import type { FailureDayRow } from "../../store/failure-schema.ts";
import type { FailureSeries } from "../../store/failure-series.ts";
import type { Store } from "../../store/store.ts";
import type { NodeIndex } from "../node-index/node-index.ts";

export type IndexedSeries = FailureSeries & {
  /** Of the kind, operation, document, caller and cause that it shares with the other series of its group. */
  group: string;
  /** In order of time. */
  days: readonly FailureDayRow[];
};

/** The nodes of a series, as numbers that stand for the same node in every series, and when each was met the last time. */
export type SeriesNodes = { numbers: Uint32Array; lastAts: Float64Array };

const warmedAtOnce = 8;

/**
 * What failures have in common and how many there were on each day, in memory beside the store: groups, counts and facets
 * over a million failures are answered from a few thousand rows. It catches up with the store before each question.
 */
export class FailureIndex {
  readonly series = new Map<number, IndexedSeries>();
  /** The store's change number of failures up to which the index is true. */
  seq = 0;
  private catchingUp: Promise<void> | null = null;
  private readonly nodesOf = new Map<number, SeriesNodes>();
  private readonly keys: { scope: ScopeKey; id: string }[] = [];
  private readonly numberOf = new Map<string, number>();
  private now: { seq: number; byNumber: (Node | null)[] } = { seq: -1, byNumber: [] };

  catchUp(store: Store): Promise<void> {
    this.catchingUp ??= this.read(store).finally(() => {
      this.catchingUp = null;
    });
    return this.catchingUp;
  }

  private async read(store: Store): Promise<void> {
    const { series, days, seq } = await store.loadFailureSeriesSince(this.seq);
    const daysOf = Map.groupBy(days, (day) => day.series);
    for (const each of series) {
      const own = (daysOf.get(each.number) ?? []).sort((a, b) => a.day - b.day);
      this.series.set(each.number, { ...each, group: groupOf(each), days: own });
      this.nodesOf.delete(each.number);
    }
    this.seq = seq;
  }

  /**
   * Reads everything that a first question would wait for, a little at a time, so that nobody else's waits. A series that
   * changes later is read again when it is asked for.
   */
  async warmUp(store: Store): Promise<void> {
    await this.catchUp(store);
    const numbers = [...this.series.keys()];
    for (let start = 0; start < numbers.length; start += warmedAtOnce) {
      await this.nodes(store, numbers.slice(start, start + warmedAtOnce));
      await new Promise(setImmediate);
    }
  }

  /** The nodes of these series; read once between changes. */
  async nodes(store: Store, series: readonly number[]): Promise<ReadonlyMap<number, SeriesNodes>> {
    const missing = series.filter((number) => !this.nodesOf.has(number));
    const found = Map.groupBy(await store.loadFailureNodes(missing), (row) => row.series);
    for (const number of missing) {
      const rows = found.get(number) ?? [];
      this.nodesOf.set(number, {
        numbers: Uint32Array.from(rows, ({ scope, node }) => this.intern(scope, node)),
        lastAts: Float64Array.from(rows, ({ lastAt }) => lastAt),
      });
    }
    return this.nodesOf;
  }

  /** Of which kinds the failures since were, by the ids of the nodes that they were aimed at, from wherever. */
  async kindsOfNodes(store: Store, since: number): Promise<Map<string, string[]>> {
    const recent = [...this.series.values()].filter(({ days }) => (days.at(-1)?.last_at ?? 0) >= since);
    const nodesOf = await this.nodes(
      store,
      recent.map(({ number }) => number),
    );
    const kinds = new Map<string, string[]>();
    for (const { number, kind } of recent) {
      const { numbers, lastAts } = nodesOf.get(number)!;
      for (let place = 0; place < numbers.length; place++) {
        if (lastAts[place]! < since) continue;
        const { id } = this.keys[numbers[place]!]!;
        const own = kinds.get(id);
        if (own === undefined) kinds.set(id, [kind]);
        else if (!own.includes(kind)) own.push(kind);
      }
    }
    return kinds;
  }

  intern(scope: ScopeKey, id: string): number {
    const word = `${scope}/${id}`;
    const known = this.numberOf.get(word);
    if (known !== undefined) return known;
    const number = this.keys.length;
    this.keys.push({ scope, id });
    this.numberOf.set(word, number);
    return number;
  }

  get nodeCount(): number {
    return this.keys.length;
  }

  /** The node as it is now; null where its scope has it no more. Looked up once between changes of nodes. */
  nodeNow(number: number, index: NodeIndex): Node | null {
    if (this.now.seq !== index.seq) this.now = { seq: index.seq, byNumber: [] };
    const known = this.now.byNumber[number];
    if (known !== undefined) return known;
    const node = index.get(this.keys[number]!) ?? null;
    this.now.byNumber[number] = node;
    return node;
  }
}

/** The key of the group that a series belongs to. Scopes and sources that see the same thing are one group. */
function groupOf({ kind, operation, documentName, caller, cause, subject }: FailureSeries): string {
  const shared = [kind, operation, documentName, caller, cause, subject?.id ?? null];
  return hash("sha256", JSON.stringify(shared)).slice(0, 16);
}
