import { type AwsReader, withOptions } from "../aws/reader.ts";
import { explainStop } from "../collect/stop.ts";
import { chainFailures, type HeldFailures } from "../failures/chain.ts";
import { type FailurePage, type FailureSourceReader, readFailures } from "../failures/sources/index.ts";
import type { FailureGap, FailureSource } from "../model/failure.ts";
import { type ScopeKey, scopeKey } from "../model/scope.ts";
import type { FailureCallProgress, FailureReading } from "../model/sync-progress.ts";
import type { Store } from "../store/store.ts";
import { countRecentFailures } from "./count-recent-failures.ts";
import { type ExplainOptions, explainAgain, explainFailures, withoutSeries } from "./explain-failures.ts";
import { isTroubleWithAws } from "./is-trouble-with-aws.ts";
import type { NodeWorlds } from "./load-node-world.ts";
import { oneAtATime } from "./one-at-a-time.ts";

export type SyncFailuresOptions = {
  store: Store;
  reader: AwsReader;
  /** Of the nodes that failures were aimed at. */
  worlds: NodeWorlds;
  signal?: AbortSignal;
  now(): number;
  /** Nothing older is kept. */
  retentionDays: number;
  /** All sources where left out. */
  sources?: readonly FailureSourceReader[];
  /** As it goes; the object is the same each time. */
  onProgress(reading: FailureReading): void;
  /** Counts were saved, of how many nodes. */
  onNodes(nodes: number): void;
};

const dayMs = 86_400_000;

/** What Muster notices in a sync held before it; so what failed shortly before is explained once more after the next one. */
const settlingMs = 2 * 60 * 60_000;

/**
 * Reads what failed in a scope since the last time, page by page, and explains it by what the store knows of its targets.
 * Killed at any moment, the next one goes on after the last saved page. Never throws for trouble with AWS: it is told.
 */
export async function syncFailures(options: SyncFailuresOptions): Promise<FailureReading> {
  const { store, now, onProgress } = options;
  const scope = scopeKey(options.reader.scope);
  const startedAt = now();
  const reading: FailureReading = {
    ...{ scope, startedAt, finishedAt: null, outcome: "running", message: null, failures: 0 },
    ...{ calls: [], gaps: [] },
  };
  onProgress(reading);
  try {
    await readAll(options, reading);
    await explainAgain(explainOptions(options, startedAt), { since: startedAt - settlingMs, series: null });
    await store.finishFailureRead(scope, { startedAt, at: now() });
    reading.outcome = reading.gaps.length > 0 ? "partial" : "complete";
    const counts = (await countRecentFailures(store, scope, now())) ?? new Map<string, number>();
    await store.saveNodeFailures(scope, counts);
    options.onNodes(counts.size);
  } catch (error) {
    const isStopped = options.signal?.aborted === true;
    const trouble = explainStop(error, options.reader.scope);
    if (!isTroubleWithAws(trouble) && !isStopped) throw error;
    reading.outcome = isStopped ? "interrupted" : "failed";
    reading.message = isStopped
      ? "Muster was stopped while this was being read; it goes on there the next time."
      : (trouble as Error).message;
  } finally {
    reading.finishedAt = now();
    if (reading.outcome === "running") reading.outcome = "failed";
    onProgress(reading);
  }
  return reading;
}

async function readAll(options: SyncFailuresOptions, reading: FailureReading): Promise<void> {
  const { store, signal, now, sources, onProgress } = options;
  const { scope, startedAt } = reading;
  const held = createHeld(store, scope);
  const explaining = explainOptions(options, startedAt);
  // What two sources see of one occurrence is joined, so no two pages may look at what is held at the same time.
  const inTurn = oneAtATime();
  await readFailures(withOptions(options.reader, { signal, ...observer(reading, onProgress) }), {
    now: startedAt,
    since: startedAt - options.retentionDays * dayMs,
    sources,
    checkpointOf: (source) => store.loadFailureCheckpoint(scope, source),
    save: (source, page) =>
      inTurn(async () => {
        signal?.throwIfAborted();
        const failures = await explainFailures(explaining, await chainFailures(page, held));
        await store.saveFailurePage({ ...partsOf(page), scope, source, failures, at: now() });
        reading.failures += failures.length;
        reading.gaps = joinGaps(reading.gaps, page.gaps);
        onProgress(reading);
      }),
  });
}

function explainOptions({ store, reader, worlds }: SyncFailuresOptions, now: number): ExplainOptions {
  return { store, scope: reader.scope, worlds, now };
}

function partsOf({ links, gaps, checkpoint }: FailurePage) {
  return { links, gaps, checkpoint };
}

function createHeld(store: Store, scope: ScopeKey): HeldFailures {
  return {
    byId: async (ids) => (await store.findFailures(ids)).map(withoutSeries),
    byRecord: async (ids) => (await store.findFailuresByRecord(scope, ids)).map(withoutSeries),
    linksTo: (ids) => store.findFailureLinks(scope, ids),
  };
}

function joinGaps(known: readonly FailureGap[], fresh: readonly FailureGap[]): FailureGap[] {
  const key = ({ source, action }: { source: FailureSource; action: string }) => `${source} ${action}`;
  return [...new Map([...known, ...fresh].map((gap) => [key(gap), gap])).values()];
}

function observer(reading: FailureReading, onProgress: SyncFailuresOptions["onProgress"]) {
  const callOf = (action: string): FailureCallProgress => {
    const known = reading.calls.find((call) => call.action === action);
    if (known) return known;
    const fresh = { action, pages: 0, items: 0, retries: 0, throttles: 0 };
    reading.calls.push(fresh);
    return fresh;
  };
  return {
    onPage: (operation: string, items: number) => {
      const call = callOf(operation);
      call.pages++;
      call.items += items;
      onProgress(reading);
    },
    onRetry: (operation: string) => void callOf(operation).retries++,
    onThrottle: (operation: string) => void callOf(operation).throttles++,
  };
}
