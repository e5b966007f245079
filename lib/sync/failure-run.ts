import type { AwsReader } from "../aws/reader.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { FailureReading } from "../model/sync-progress.ts";
import type { Store } from "../store/store.ts";
import { nextSyncAt } from "./schedule.ts";
import { syncPast } from "./sync-past.ts";

export type FailureRunOptions = {
  store: Store;
  scope: ScopeKey;
  reader: AwsReader;
  /** For what was done to IAM, where this scope is to look it up for its account. */
  identityReader(): AwsReader | null;
  signal: AbortSignal;
  intervalMs: number;
  retentionDays: number;
  now(): number;
  onFailures(reading: FailureReading): void;
  onNodes(nodes: number): void;
  /** Judges the scope again on what is known of it now. */
  judge(): Promise<void>;
};

/** How often an open page hears of a running one. */
const tellEveryMs = 1_000;

/** The reading of a scope's failures through time, on an interval of its own: what is slow about it delays no facts. */
export class FailureRun {
  isRunning = false;
  dueAt: number;
  private readonly options: FailureRunOptions;
  private consecutiveFailures = 0;
  private current: Promise<void> = Promise.resolve();
  private toldAt = 0;
  private isAskedAgain = false;

  constructor(options: FailureRunOptions) {
    this.options = options;
    this.dueAt = options.now();
  }

  /** Reads again as soon as there is room; what is being read at this moment began too early to count. */
  ask(): void {
    this.dueAt = this.options.now();
    this.isAskedAgain = this.isRunning;
  }

  begin(): Promise<void> {
    this.isRunning = true;
    const startedAt = this.options.now();
    this.current = this.run()
      .catch((error: unknown) => {
        this.consecutiveFailures++;
        throw error;
      })
      .finally(() => {
        const { scope, intervalMs, now } = this.options;
        const { consecutiveFailures } = this;
        const next = nextSyncAt({ scope, startedAt, intervalMs, consecutiveFailures, now: now() });
        this.dueAt = this.isAskedAgain ? now() : next;
        this.isAskedAgain = false;
        this.isRunning = false;
      });
    return this.current;
  }

  settled(): Promise<void> {
    return this.current.catch(() => undefined);
  }

  private async run(): Promise<void> {
    const { store, scope, signal } = this.options;
    const locked = await store.withFailuresLock(scope, (lost) =>
      syncPast({
        ...this.options,
        signal: AbortSignal.any([signal, lost]),
        identityReader: this.options.identityReader(),
        onProgress: (progress) => this.tell(progress),
        onChanges: () => this.options.judge(),
      }),
    );
    // Another process reads them at this moment.
    if (!locked) return;
    const hasFailed = locked.result.outcome === "failed";
    this.consecutiveFailures = hasFailed ? this.consecutiveFailures + 1 : 0;
  }

  private tell(reading: FailureReading): void {
    const at = this.options.now();
    if (reading.finishedAt === null && at - this.toldAt < tellEveryMs) return;
    this.toldAt = at;
    this.options.onFailures(structuredClone(reading));
  }
}
