import { setTimeout as wait } from "node:timers/promises";
import type { ScopeStatusAnswer, SyncOverview } from "../api/sync.ts";
import type { Config } from "../config.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { FailureReading, SyncProgress } from "../model/sync-progress.ts";
import { acquireFolderLock, type FolderOwner } from "../store/folder-lock.ts";
import { openStore } from "../store/store.ts";
import { syncOnce } from "../sync/sync-once.ts";
import { askOwner } from "./ask-owner.ts";
import { findOwner } from "./find-owner.ts";

export type EndedSync = Pick<
  SyncProgress,
  "scope" | "outcome" | "nodes" | "message" | "gaps" | "startedAt" | "finishedAt"
>;

type Options = {
  config: Config;
  only?: readonly ScopeKey[];
  onEnd(sync: EndedSync): void;
  /** Told of what is under way, at its every step. */
  onStep?(reading: SyncProgress | FailureReading): void;
  /** What keeps a whole account from being read. */
  onTrouble?(message: string): void;
};

/** Reads now and waits for it: by the process that owns the store, where one runs, else in this one. */
export async function syncNow(options: Options): Promise<EndedSync[]> {
  const owner = findOwner(options.config);
  return owner ? readByOwner(owner, options) : readHere(options);
}

async function readHere({ config, only, onEnd, onStep, onTrouble }: Options): Promise<EndedSync[]> {
  const lock = "folder" in config.store ? acquireFolderLock(config.store.folder) : null;
  const store = await openStore(config.store);
  try {
    return await syncOnce({
      config,
      store,
      only,
      onScope: (sync) => (sync.finishedAt === null ? onStep?.(sync) : onEnd(sync)),
      onFailures: onStep,
      onTrouble: ({ message }) => onTrouble?.(message),
    });
  } finally {
    await store.close();
    lock?.release();
  }
}

async function readByOwner(owner: FolderOwner, options: Options): Promise<EndedSync[]> {
  const { only, onEnd, onStep, onTrouble } = options;
  const wanted = "read";
  const askedAt = Date.now();
  await askOwner(owner, "/api/v1/syncs", { body: only ? { scopes: only } : {}, wanted });
  const ended = new Map<string, EndedSync>();
  for (;;) {
    const { scopes, trouble } = (await askOwner(owner, "/api/v1/syncs", { wanted })) as SyncOverview;
    const concerned = scopes.filter(({ key }) => !only || only.includes(key as ScopeKey));
    for (const scope of concerned) {
      if (scope.sync?.finishedAt === null) onStep?.(scope.sync as SyncProgress);
      const sync = endedSince(scope, askedAt);
      if (sync && !ended.has(scope.key)) {
        ended.set(scope.key, sync);
        onEnd(sync);
      }
    }
    if (ended.size >= concerned.length) {
      if (trouble && !only) onTrouble?.(trouble.message);
      return [...ended.values()];
    }
    await wait(500);
  }
}

function endedSince({ sync }: ScopeStatusAnswer, since: number): EndedSync | undefined {
  return sync?.finishedAt && sync.startedAt >= since ? (sync as EndedSync) : undefined;
}
