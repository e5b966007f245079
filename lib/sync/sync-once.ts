import type { AwsReader } from "../aws/reader.ts";
import { identityScopeFor } from "../changes/trail-region.ts";
import type { Config } from "../config.ts";
import type { FleetError } from "../model/fleet-error.ts";
import { type Scope, type ScopeKey, scopeKey } from "../model/scope.ts";
import type { FailureReading, SyncProgress } from "../model/sync-progress.ts";
import type { Store } from "../store/store.ts";
import { ClockWatch } from "./clock-watch.ts";
import { connectByConfig } from "./connect-by-config.ts";
import { findScopes, homeRegionOf } from "./find-scopes.ts";
import { findFollowers } from "./followers.ts";
import { judgingBy } from "./judging-by.ts";
import { nextSyncAt } from "./schedule.ts";
import { syncPast } from "./sync-past.ts";
import { judgeAgain, syncScope } from "./sync-scope.ts";

export type SyncOnceOptions = {
  config: Config;
  store: Store;
  /** All that are configured, unless some are named. */
  only?: readonly ScopeKey[];
  onScope(sync: SyncProgress): void;
  onFailures?(reading: FailureReading): void;
  /** An account could not be asked which Regions it has; the others are read all the same. */
  onTrouble?(trouble: FleetError): void;
  env?: NodeJS.ProcessEnv;
};

const scopesTogether = 4;

/** Reads every scope once, for the command line; answers how each ended. Trouble that concerns all is thrown. */
export async function syncOnce(options: SyncOnceOptions): Promise<SyncProgress[]> {
  const { config, store, only, env = process.env } = options;
  const connection = connectByConfig(config);
  try {
    await store.markInterruptedSyncs(Date.now());
    const { scopes, trouble } = await findScopes({
      config,
      homeRegion: await homeRegionOf(config, env),
      reader: (scope) => connection.reader(scope),
    });
    if (scopes.length === 0 && trouble) throw trouble;
    if (trouble && !only) options.onTrouble?.(trouble);
    const clock = new ClockWatch((words) => process.stderr.write(`${words}\n`));
    if (clock.isRight(Date.now(), connection.serverNow())) await store.takeBackFuture(Date.now());
    await store.saveScopes(scopes);
    const chosen = scopes.filter((scope) => !only || only.includes(scopeKey(scope)));
    const known = new Set(
      (await store.loadScopes()).flatMap(({ key, readAt }) => (readAt === null ? [] : [key])),
    );
    const ended: SyncProgress[] = [];
    await forEach(chosen, async (scope) => {
      const reader = connection.reader(scope);
      const sync = await readOne({ ...options, reader, key: scopeKey(scope) });
      if (sync) ended.push(sync);
    });
    const outrun = await findOutrun(store, chosen, ended, known);
    await forEach(outrun, (scope) =>
      judgeAgain({
        ...{ store, reader: connection.reader(scope), now: Date.now, onNodes: () => undefined },
        ...judgingBy(config, scopeKey(scope)),
      }),
    );
    // An id that failed in one scope may be in another, so all of their facts come first.
    const read = chosen.map(scopeKey);
    await forEach(chosen, (scope) => {
      const place = identityScopeFor(scope, read);
      const identityReader = place && connection.reader(place);
      return readFailuresOf({ ...options, reader: connection.reader(scope), identityReader });
    });
    return ended;
  } finally {
    connection.close();
  }
}

/** The scopes that were judged before something that they hang on was read in another one. */
async function findOutrun<Read extends Scope>(
  store: Store,
  chosen: readonly Read[],
  ended: readonly SyncProgress[],
  known: ReadonlySet<ScopeKey>,
): Promise<Read[]> {
  const endOf = new Map(ended.map((sync) => [sync.scope, sync]));
  const outrun = new Set<ScopeKey>();
  for (const scope of chosen) {
    const sync = endOf.get(scopeKey(scope));
    if (sync?.finishedAt == null) continue;
    const { startedAt, finishedAt: endedAt } = sync;
    const reading = { scope, startedAt, endedAt, isFirst: !known.has(scopeKey(scope)) };
    for (const key of await findFollowers(store, reading)) {
      const own = endOf.get(key);
      const isRead = own?.outcome === "complete" || own?.outcome === "partial";
      if (isRead && (own.finishedAt ?? 0) <= endedAt) outrun.add(key);
    }
  }
  return chosen.filter((scope) => outrun.has(scopeKey(scope)));
}

async function forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: scopesTogether }, worker));
}

async function readFailuresOf({
  config,
  store,
  reader,
  identityReader,
  onFailures = () => undefined,
}: SyncOnceOptions & { reader: AwsReader; identityReader: AwsReader | null }): Promise<void> {
  const key = scopeKey(reader.scope);
  const [now, onNodes] = [Date.now, () => undefined];
  const retentionDays = config.retentionDays.failures;
  await store.withFailuresLock(key, (signal) =>
    syncPast({
      ...{ store, reader, identityReader, signal, now, retentionDays, onNodes, onProgress: onFailures },
      onChanges: () => judgeAgain({ store, reader, now, onNodes, ...judgingBy(config, key) }),
    }),
  );
}

async function readOne(
  options: SyncOnceOptions & { reader: Parameters<typeof syncScope>[0]["reader"]; key: ScopeKey },
): Promise<SyncProgress | undefined> {
  const { config, store, reader, key, onScope } = options;
  const locked = await store.withScopeLock(key, (signal) =>
    syncScope({
      store,
      reader,
      reason: "request",
      signal,
      ...judgingBy(config, key),
      withOptional: config.hostedZones,
      now: Date.now,
      onProgress: onScope,
      onNodes: () => undefined,
    }),
  );
  const sync = locked?.result;
  if (!sync) return undefined;
  const consecutiveFailures = sync.outcome === "failed" ? 1 : 0;
  const intervalMs = config.intervals.facts * 1000;
  const now = Date.now();
  await store.saveScopeReading(key, {
    readAt: sync.outcome === "failed" ? undefined : now,
    nextAt: nextSyncAt({ scope: key, startedAt: sync.startedAt, intervalMs, consecutiveFailures, now }),
    consecutiveFailures,
  });
  return sync;
}
