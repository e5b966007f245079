import type { AwsReader } from "../aws/reader.ts";
import type { Wanted } from "../collect/read-documents.ts";
import type { ScopeStatus, SyncProgress } from "../model/sync-progress.ts";
import type { StoredScope } from "../store/scopes.ts";
import type { Store } from "../store/store.ts";
import type { EndedReading } from "./followers.ts";
import type { JudgingBy } from "./judging-by.ts";
import { readVpcs, surroundedAtMost } from "./read-around.ts";
import { type SyncNodesRequest, syncNodes } from "./sync-nodes.ts";
import { judgeAgain, syncScope } from "./sync-scope.ts";

export type ScopeRunOptions = {
  scope: StoredScope;
  store: Store;
  reader: AwsReader;
  signal: AbortSignal;
  ageOf: JudgingBy["ageOf"];
  managedNodeQuota: number;
  withOptional: boolean;
  now(): number;
  nextAt(last: { startedAt: number | null; consecutiveFailures: number }): number;
  onScope(scope: ScopeStatus): void;
  onNodes(nodes: number): void;
  /** All of it was read, or some of what its nodes share. */
  onRead(reading: EndedReading): Promise<void>;
};

/** How often an open page hears of a running sync, and the store keeps how far it is. */
const tellEveryMs = 500;
const saveEveryMs = 2_000;

/** The reading of one scope through time: never twice at once, on its interval, and at once when somebody asks. */
export class ScopeRun {
  isRunning = false;
  private readonly options: ScopeRunOptions;
  private readDueAt: number;
  private isToJudge = false;
  private isAskedForAll = false;
  private readonly askedNodes = new Set<string>();
  private readonly askedAround = new Set<string>();
  private readonly askedVpcs = new Set<string>();
  private askedDocuments: Wanted[] = [];
  private readAt: number | null;
  private consecutiveFailures: number;
  private current: Promise<void> = Promise.resolve();
  private last: SyncProgress | null = null;
  /** Of the last reading that came to an end: how many they are tells how long one takes. */
  private lastCalls: SyncProgress["calls"] = [];
  private toldAt = 0;
  private savedAt = 0;

  constructor(options: ScopeRunOptions) {
    this.options = options;
    this.readAt = options.scope.readAt;
    this.consecutiveFailures = options.scope.consecutiveFailures;
    this.readDueAt = options.nextAt({
      startedAt: this.readAt,
      consecutiveFailures: this.consecutiveFailures,
    });
  }

  /** Whether it was read, or cannot be: nobody needs to wait for its first facts. */
  get hasTried(): boolean {
    return this.readAt !== null || this.consecutiveFailures > 0;
  }

  /** Whether somebody waits for it: then it goes before those that are merely due. */
  get isAsked(): boolean {
    return this.isAskedForAll || this.isAskedForSome;
  }

  private get isAskedForSome(): boolean {
    return this.askedNodes.size + this.askedVpcs.size > 0;
  }

  /** When it is to be read, or at once where there is only to judge again. */
  get dueAt(): number {
    return this.isToJudge ? Math.min(this.readDueAt, this.options.now()) : this.readDueAt;
  }

  /**
   * Something that its nodes hang on is another. A reading that is under way may have judged already, so this comes after it;
   * what could not be read the last time is judged when it is.
   */
  askToJudge(): void {
    this.isToJudge = this.readAt !== null && this.consecutiveFailures === 0;
  }

  askForAll(): void {
    this.isAskedForAll = true;
    this.readDueAt = this.options.now();
  }

  /** For somebody who may just have changed what the nodes hang on: that is read again with them. */
  askForNodesAgain(ids: readonly string[]): void {
    if (ids.length > surroundedAtMost) {
      this.askForAll();
      return;
    }
    for (const id of ids) this.askedAround.add(id);
    this.askForNodes(ids);
  }

  /** For nodes of another scope, whose ways lead over them. */
  askForVpcs(ids: Iterable<string>): void {
    for (const id of ids) this.askedVpcs.add(id);
    this.readDueAt = this.options.now();
  }

  /** A sync that runs reads them anyway, but may have passed them already: so they are read after it. */
  askForNodes(ids: readonly string[], documents: readonly Wanted[] = []): void {
    for (const id of ids) this.askedNodes.add(id);
    this.askedDocuments.push(...documents);
    this.readDueAt = this.options.now();
  }

  begin(): Promise<void> {
    this.isRunning = true;
    this.current = this.run()
      .catch((error: unknown) => {
        // No trouble with AWS, which is an outcome, but the store's or a bug: it must not come again at once and for ever.
        this.consecutiveFailures++;
        const startedAt = this.options.now();
        this.readDueAt = this.options.nextAt({ startedAt, consecutiveFailures: this.consecutiveFailures });
        throw error;
      })
      .finally(() => {
        this.isRunning = false;
      });
    return this.current;
  }

  settled(): Promise<void> {
    return this.current.catch(() => undefined);
  }

  private async run(): Promise<void> {
    if (this.isAskedForSome && !this.isAskedForAll && this.readAt !== null) return this.readSome();
    if (this.isToJudge && !this.isAsked && this.readDueAt > this.options.now()) return this.judge();
    const reason = this.readAt === null ? "first" : this.isAsked ? "request" : "schedule";
    // All of it is read from here on, and judged, and so is every node that was asked for until now.
    this.isAskedForAll = false;
    this.isToJudge = false;
    this.takeAsked();
    const { store, scope, signal, now, onRead } = this.options;
    const startedAt = now();
    if (this.lastCalls.length === 0) {
      const [lastCalls = []] = (await store.loadReadingCalls([scope.key])).get(scope.key) ?? [];
      this.lastCalls = lastCalls;
    }
    const locked = await store.withScopeLock(scope.key, (lost) =>
      syncScope({
        ...this.options,
        reason,
        signal: AbortSignal.any([signal, lost]),
        onProgress: (sync) => this.tell(sync),
      }),
    );
    // Another process reads it at this moment; it tells its own outcome.
    await this.finish(startedAt, locked?.result ?? null);
    if (locked) await onRead({ scope, startedAt, endedAt: now(), isFirst: reason === "first" });
  }

  /** By what is known, without a call. Where another process reads it, that one judges it at its end. */
  private async judge(): Promise<void> {
    this.isToJudge = false;
    const { store, scope } = this.options;
    await store.withScopeLock(scope.key, () => judgeAgain(this.options));
  }

  private async readSome(): Promise<void> {
    const { scope, now, onRead } = this.options;
    const asked = this.takeAsked();
    const startedAt = now();
    try {
      const moved = asked.vpcIds.length > 0 ? await readVpcs(this.options, asked.vpcIds) : [];
      if (asked.ids.length > 0) moved.push(...(await syncNodes(this.options, asked)));
      // Its other nodes may hang on the same, and so may those of other scopes.
      if (moved.length > 0) {
        this.askToJudge();
        await onRead({ scope, startedAt, endedAt: now(), isFirst: false });
      }
    } finally {
      if (!this.isAsked) {
        const { readAt: startedAt, consecutiveFailures } = this;
        this.readDueAt = this.options.nextAt({ startedAt, consecutiveFailures });
      }
      if (asked.ids.length > 0) this.options.onNodes(asked.ids.length);
      if (this.last) this.tell(this.last, { isNow: true });
    }
  }

  private takeAsked(): Required<SyncNodesRequest> & { vpcIds: readonly string[] } {
    const [ids, documents, around] = [[...this.askedNodes], this.askedDocuments, [...this.askedAround]];
    const vpcIds = [...this.askedVpcs];
    for (const asked of [this.askedNodes, this.askedAround, this.askedVpcs]) asked.clear();
    this.askedDocuments = [];
    return { ids, documents, around, vpcIds };
  }

  private async finish(startedAt: number, sync: SyncProgress | null): Promise<void> {
    const { store, scope, now, nextAt } = this.options;
    const hasFailed = sync?.outcome === "failed";
    this.consecutiveFailures = hasFailed ? this.consecutiveFailures + 1 : 0;
    if (sync?.outcome === "complete" || sync?.outcome === "partial") {
      this.readAt = sync.finishedAt ?? now();
      this.lastCalls = sync.calls;
    }
    // Where AWS let nobody in, that took a call or two: it is tried on its interval, as somebody may sign in again.
    const costNothing = hasFailed && sync.gaps.length === 0;
    const consecutiveFailures = costNothing ? 0 : this.consecutiveFailures;
    // A request that came while it ran stands.
    if (!this.isAsked) this.readDueAt = nextAt({ startedAt, consecutiveFailures });
    await store.saveScopeReading(scope.key, {
      readAt: this.readAt ?? undefined,
      nextAt: this.readDueAt,
      consecutiveFailures: this.consecutiveFailures,
    });
    if (sync) this.tell(sync, { isNow: true });
  }

  private tell(sync: SyncProgress, { isNow = false } = {}): void {
    const { store, scope, now, ageOf, onScope } = this.options;
    this.last = sync;
    const at = now();
    if (sync.finishedAt === null && at - this.savedAt >= saveEveryMs) {
      this.savedAt = at;
      void store.saveSync(sync).catch(() => undefined);
    }
    if (!isNow && sync.finishedAt === null && at - this.toldAt < tellEveryMs) return;
    this.toldAt = at;
    onScope({
      key: scope.key,
      partition: scope.partition,
      account: scope.account,
      accountName: scope.accountName,
      region: scope.region,
      nodes: sync.nodes,
      readAt: this.readAt,
      nextAt: this.readDueAt,
      isStale: this.readAt !== null && at - this.readAt > ageOf([this.lastCalls, sync.calls]).staleAfterMs,
      consecutiveFailures: this.consecutiveFailures,
      gaps: sync.gaps,
      sync: structuredClone(sync),
    });
  }
}
