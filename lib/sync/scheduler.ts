import type { AwsConnection } from "../aws/connection.ts";
import { identityScopeFor } from "../changes/trail-region.ts";
import type { Config } from "../config.ts";
import { FleetError } from "../model/fleet-error.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { FailureReading, ScopeStatus } from "../model/sync-progress.ts";
import type { StoredScope } from "../store/scopes.ts";
import type { Store } from "../store/store.ts";
import { askForNodes } from "./ask-for-nodes.ts";
import { ClockWatch } from "./clock-watch.ts";
import { connectByConfig } from "./connect-by-config.ts";
import { FailureRun } from "./failure-run.ts";
import { findScopes, homeRegionOf, type NamedScope } from "./find-scopes.ts";
import { type EndedReading, findFollowers } from "./followers.ts";
import { judgingBy } from "./judging-by.ts";
import { nextSyncAt } from "./schedule.ts";
import { ScopeRun } from "./scope-run.ts";
import { judgeAgain } from "./sync-scope.ts";
import { VerificationReads } from "./verification-reads.ts";

export type Trouble = { code: string; message: string };

export type SchedulerOptions = {
  config: Config;
  store: Store;
  /** A scope moved: it began, got further, or ended. */
  onScope(scope: ScopeStatus): void;
  /** Rows were saved, of how many nodes. */
  onNodes(nodes: number): void;
  /** What failed in a scope is being read. */
  onFailures(reading: FailureReading): void;
  onTrouble(trouble: Trouble | null): void;
  env?: NodeJS.ProcessEnv;
  now?(): number;
};

export type Scheduler = {
  /** Takes the requests that wait in the store, and begins with them at once. */
  takeRequests(): Promise<void>;
  /** Stops what runs and waits for it. What was saved stays. */
  stop(): Promise<void>;
};

/** How many scopes are read at the same time: their quotas are their own, the processor is not. */
const scopesTogether = 4;
const failuresTogether = 4;
const searchEveryMs = 60 * 60_000;
const searchAgainMs = 30_000;
const retentionEveryMs = 60 * 60_000;

/** Reads every scope on its interval, and what people ask for at once; one scheduler a process. */
export async function startScheduler(options: SchedulerOptions): Promise<Scheduler> {
  const scheduler = new RunningScheduler(options);
  await scheduler.start();
  return scheduler;
}

class RunningScheduler implements Scheduler {
  private readonly options: SchedulerOptions;
  private readonly connection: AwsConnection;
  private readonly runs = new Map<ScopeKey, ScopeRun>();
  private readonly failureRuns = new Map<ScopeKey, FailureRun>();
  private readonly verifications: VerificationReads;
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | null = null;
  private searchAt = 0;
  private cleanAt = 0;
  private turn: Promise<void> = Promise.resolve();
  private readonly clock = new ClockWatch((words) => process.stderr.write(`${words}\n`));

  constructor(options: SchedulerOptions) {
    this.options = options;
    this.connection = connectByConfig(options.config);
    this.verifications = new VerificationReads({
      store: options.store,
      connection: this.connection,
      runOf: (scope) => this.runs.get(scope),
    });
  }

  private get now(): number {
    return this.options.now?.() ?? Date.now();
  }

  async start(): Promise<void> {
    await this.options.store.markInterruptedSyncs(this.now);
    this.wake();
  }

  async takeRequests(): Promise<void> {
    // At the start the scopes are being found; a request taken before would find nobody to do it, and be lost.
    await this.turn;
    const requests = await this.options.store.takeSyncRequests();
    // Whoever asks may just have changed what other scopes were told of, as a role: no older answer is good enough.
    if (requests.length > 0) this.connection.forgetSharedAnswers();
    for (const { target } of requests) {
      if (target.kind === "nodes") await askForNodes(this.options.store, this.runs, target);
      else if (target.kind === "scope") {
        this.runs.get(target.scope)?.askForAll();
        this.failureRuns.get(target.scope)?.ask();
      } else {
        // Whoever asks for everything may just have mended the credentials.
        this.beginAnew();
      }
    }
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopping.abort(new FleetError("unreachable", "Muster is stopping."));
    if (this.timer) clearTimeout(this.timer);
    await this.turn.catch(() => undefined);
    await Promise.all([...this.runs.values(), ...this.failureRuns.values()].map((run) => run.settled()));
    this.connection.close();
  }

  /** One turn after the other; whatever throws in one is told, and the next one comes all the same. */
  private wake(): void {
    this.turn = this.turn
      .then(() => this.takeTurn())
      .catch((error: unknown) => this.tell(error))
      .finally(() => this.sleep());
  }

  private async takeTurn(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    if (this.clock.isSetBack(this.now)) this.beginAnew();
    if (this.searchAt <= this.now) await this.search();
    if (this.clock.isRight(this.now, this.connection.serverNow())) await this.cleanUp();
    await this.verifications.askForDue(this.now);
    const running = [...this.runs.values()].filter(({ isRunning }) => isRunning).length;
    const due = [...this.runs.values()]
      .filter((run) => !run.isRunning && run.dueAt <= this.now)
      .sort((a, b) => Number(b.isAsked) - Number(a.isAsked) || a.dueAt - b.dueAt);
    for (const run of due.slice(0, Math.max(0, scopesTogether - running))) {
      this.begin(run);
    }
    this.beginFailures();
  }

  private async cleanUp(): Promise<void> {
    const { store, config } = this.options;
    if (this.clock.mayHaveFuture) {
      this.clock.mayHaveFuture = false;
      if ((await store.takeBackFuture(this.now)).hadFuture) this.beginAnew();
    }
    if (this.cleanAt > this.now) return;
    this.cleanAt = this.now + retentionEveryMs;
    await store.applyRetention(this.now, config.retentionDays);
  }

  /** All is due now: after the clock was set back nothing else would be before the old time has come again. */
  private beginAnew(): void {
    [this.searchAt, this.cleanAt] = [0, 0];
    for (const run of this.runs.values()) run.askForAll();
    for (const run of this.failureRuns.values()) run.ask();
  }

  /** Explaining what failed takes the nodes of all scopes: an id that is not in one may be in another. */
  private beginFailures(): void {
    if ([...this.runs.values()].some((run) => !run.hasTried)) return;
    const runs = [...this.failureRuns.values()];
    const running = runs.filter(({ isRunning }) => isRunning).length;
    const due = runs
      .filter((run) => !run.isRunning && run.dueAt <= this.now)
      .sort((a, b) => a.dueAt - b.dueAt);
    for (const run of due.slice(0, Math.max(0, failuresTogether - running))) this.begin(run);
  }

  private begin(run: ScopeRun | FailureRun): void {
    void run
      .begin()
      .catch((error: unknown) => this.tell(error))
      .finally(() => this.wake());
  }

  private sleep(): void {
    if (this.timer) clearTimeout(this.timer);
    if (this.stopping.signal.aborted) return;
    const idle = [...this.runs.values(), ...this.failureRuns.values()]
      .filter(({ isRunning }) => !isRunning)
      .map(({ dueAt }) => dueAt);
    // A scope that is due and waits for a place is woken by the one that ends.
    const later = idle.filter((dueAt) => dueAt > this.now);
    const wakeAt = Math.min(this.searchAt, this.verifications.nextAt, ...later);
    this.timer = setTimeout(() => this.wake(), Math.max(100, Math.min(wakeAt - this.now, 60_000)));
  }

  private async search(): Promise<void> {
    const { config, env = process.env } = this.options;
    try {
      const homeRegion = await homeRegionOf(config, env);
      const { scopes, trouble } = await findScopes({
        config,
        homeRegion,
        reader: (scope) => this.connection.reader(scope),
      });
      await this.adopt(scopes, { isComplete: trouble === null });
      if (trouble) this.tell(trouble);
      else this.options.onTrouble(null);
      this.searchAt = this.now + (trouble ? searchAgainMs : searchEveryMs);
    } catch (error) {
      this.searchAt = this.now + searchAgainMs;
      // What was found the last time goes on being read: it may well be readable.
      await this.adoptKnown();
      this.tell(error);
    }
  }

  private async adopt(scopes: readonly NamedScope[], { isComplete }: { isComplete: boolean }): Promise<void> {
    const { store } = this.options;
    await store.saveScopes(scopes);
    const known = await store.loadScopes();
    const wanted = new Set<string>(scopes.map(({ account, region }) => `${account}:${region}`));
    for (const stored of known) {
      if (wanted.has(stored.key) || (!isComplete && this.isConfigured(stored.account))) {
        this.keepRunning(stored);
      } else {
        this.runs.delete(stored.key);
        this.failureRuns.delete(stored.key);
        await store.deleteScope(stored.key, this.now);
        this.options.onNodes(0);
      }
    }
  }

  private async adoptKnown(): Promise<void> {
    for (const stored of await this.options.store.loadScopes()) {
      if (this.isConfigured(stored.account)) this.keepRunning(stored);
    }
  }

  private keepRunning(stored: StoredScope): void {
    if (this.runs.has(stored.key)) return;
    this.runs.set(stored.key, this.createRun(stored));
    this.failureRuns.set(stored.key, this.createFailureRun(stored));
  }

  private isConfigured(account: string): boolean {
    const { accounts } = this.options.config;
    return accounts.length === 0 || accounts.some(({ id }) => id === account);
  }

  private createFailureRun({ key, ...scope }: StoredScope): FailureRun {
    const { config, store, onFailures, onNodes } = this.options;
    const reader = this.connection.reader(scope);
    const now = () => this.now;
    return new FailureRun({
      store,
      scope: key,
      reader,
      identityReader: () => {
        const place = identityScopeFor(scope, [...this.runs.keys()]);
        return place && this.connection.reader(place);
      },
      signal: this.stopping.signal,
      intervalMs: config.intervals.failures * 1000,
      retentionDays: config.retentionDays.failures,
      now,
      onFailures,
      onNodes,
      judge: () => judgeAgain({ store, reader, now, onNodes, ...judgingBy(config, key) }),
    });
  }

  private createRun(stored: StoredScope): ScopeRun {
    const { config, store, onScope, onNodes } = this.options;
    const intervalMs = config.intervals.facts * 1000;
    return new ScopeRun({
      scope: stored,
      store,
      reader: this.connection.reader(stored),
      signal: this.stopping.signal,
      ...judgingBy(config, stored.key),
      withOptional: config.hostedZones,
      now: () => this.now,
      nextAt: (last) => nextSyncAt({ scope: stored.key, intervalMs, now: this.now, ...last }),
      onScope,
      onNodes,
      onRead: (reading) => this.judgeFollowers(reading),
    });
  }

  /** They are judged in turns of their own, after what they may be reading at this moment. */
  private async judgeFollowers(reading: EndedReading): Promise<void> {
    for (const key of await findFollowers(this.options.store, reading)) this.runs.get(key)?.askToJudge();
  }

  private tell(error: unknown): void {
    if (error instanceof FleetError) this.options.onTrouble({ code: error.code, message: error.message });
    else {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`${new Date(this.now).toISOString()} scheduler: ${words}\n`);
      this.options.onTrouble({
        code: "bug",
        message: "A turn of the scheduler failed; the log has the trace. It goes on.",
      });
    }
  }
}
