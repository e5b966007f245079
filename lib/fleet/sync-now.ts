import { setTimeout as wait } from "node:timers/promises";
import type { ScopeStatusAnswer, SyncOverview } from "../api/sync.ts";
import type { Config } from "../config.ts";
import { FleetError } from "../model/fleet-error.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { SyncProgress } from "../model/sync-progress.ts";
import { acquireFolderLock, type FolderOwner } from "../store/folder-lock.ts";
import { openStore } from "../store/store.ts";
import { syncOnce } from "../sync/sync-once.ts";
import { findOwner } from "./find-owner.ts";

export type EndedSync = Pick<
  SyncProgress,
  "scope" | "outcome" | "nodes" | "message" | "gaps" | "startedAt" | "finishedAt"
>;

type Options = { config: Config; only?: readonly ScopeKey[]; onEnd(sync: EndedSync): void };

/** Reads now and waits for it: by the process that owns the store, where one runs, else in this one. */
export async function syncNow(options: Options): Promise<EndedSync[]> {
  const owner = findOwner(options.config);
  return owner ? askOwner(owner, options) : readHere(options);
}

async function readHere({ config, only, onEnd }: Options): Promise<EndedSync[]> {
  const lock = "folder" in config.store ? acquireFolderLock(config.store.folder) : null;
  const store = await openStore(config.store);
  try {
    return await syncOnce({
      config,
      store,
      only,
      onScope: (sync) => sync.finishedAt !== null && onEnd(sync),
    });
  } finally {
    await store.close();
    lock?.release();
  }
}

async function askOwner(
  { address, token, pid }: FolderOwner,
  { only, onEnd }: Options,
): Promise<EndedSync[]> {
  if (!address || !token) {
    throw new FleetError(
      "store-locked",
      `Process ${pid} is using the store and cannot be asked to read. Wait for it to end.`,
    );
  }
  const askedAt = Date.now();
  await ask(`${address}/api/v1/syncs`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(only ? { scopes: only } : {}),
  });
  const ended = new Map<string, EndedSync>();
  for (;;) {
    const { scopes } = (await ask(`${address}/api/v1/syncs`)) as SyncOverview;
    const wanted = scopes.filter(({ key }) => !only || only.includes(key as ScopeKey));
    for (const scope of wanted) {
      const sync = endedSince(scope, askedAt);
      if (sync && !ended.has(scope.key)) {
        ended.set(scope.key, sync);
        onEnd(sync);
      }
    }
    if (ended.size >= wanted.length) return [...ended.values()];
    await wait(500);
  }
}

function endedSince({ sync }: ScopeStatusAnswer, since: number): EndedSync | undefined {
  return sync?.finishedAt && sync.startedAt >= since ? (sync as EndedSync) : undefined;
}

async function ask(url: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(url, init).catch((error: unknown) => {
    throw new FleetError(
      "unreachable",
      `The dashboard that was to read does not answer at ${url}. See its own output; it may have ended.`,
      { cause: error },
    );
  });
  const body: unknown = await response.json();
  if (response.ok) return body;
  throw new FleetError(
    "conflict",
    (body as { detail?: string }).detail ?? `Muster answered ${response.status} at ${url}.`,
  );
}
