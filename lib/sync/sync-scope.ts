import { randomUUID } from "node:crypto";
import type { AwsReader } from "../aws/reader.ts";
import { collectScope } from "../collect/collect-scope.ts";
import { collectorOf } from "../collect/index.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import { FleetError } from "../model/fleet-error.ts";
import type { Gap } from "../model/gap.ts";
import { type ScopeKey, scopeKey } from "../model/scope.ts";
import type { SyncProgress } from "../model/sync-progress.ts";
import type { Store } from "../store/store.ts";
import { deriveNodes } from "./derive-nodes.ts";
import { rowKinds, ScopeFacts } from "./scope-facts.ts";
import { createStoreSink } from "./store-sink.ts";

export type SyncScopeOptions = {
  store: Store;
  reader: AwsReader;
  reason: SyncProgress["reason"];
  /** Facts older than this are held against nobody any more. */
  maxAgeMs: number;
  signal?: AbortSignal;
  now(): number;
  /** As it goes; the object is the same each time. */
  onProgress(sync: SyncProgress): void;
  onNodes(): void;
};

/** As soon as these are read there is something to show; the rest is laid over it when it comes. */
const earlyKinds: ReadonlySet<DocumentKind> = new Set(["instance", "managed-node"]);

/**
 * One sync of a scope: reads everything into the store, and derives the rows of its nodes, first as soon as instances and
 * SSM's records are known, and once more at the end. Never throws for trouble with AWS: the outcome says it.
 */
export async function syncScope(options: SyncScopeOptions): Promise<SyncProgress> {
  const { store, reader, now, onProgress } = options;
  const scope = scopeKey(reader.scope);
  const sync = startOf(scope, options);
  await store.saveSync(sync);
  onProgress(sync);
  const pending = new Set(earlyKinds);
  const sink = createStoreSink({
    store,
    scope,
    now,
    onGaps: (kind, gaps) => {
      sync.gaps = [...sync.gaps.filter((gap) => gap.kind !== kind), ...gaps];
    },
    onKind: async (kind) => {
      if (pending.delete(kind) && pending.size === 0) await saveNodes(options, sync);
    },
  });
  try {
    await collectScope(reader, sink, {
      signal: options.signal,
      now,
      onProgress: (call) => {
        const at = sync.calls.findIndex(({ action, kind }) => action === call.action && kind === call.kind);
        if (at < 0) sync.calls.push(call);
        else sync.calls[at] = call;
        onProgress(sync);
      },
    });
    await saveNodes(options, sync);
    sync.outcome = sync.gaps.length > 0 ? "partial" : "complete";
  } catch (error) {
    if (!(error instanceof FleetError) && !options.signal?.aborted) throw error;
    sync.outcome = options.signal?.aborted ? "interrupted" : "failed";
    // Nothing was read, so what is known grows older: past its age it counts no more.
    if (sync.outcome === "failed") await saveNodes(options, sync, gapsOf(sync, error as FleetError));
    sync.message = options.signal?.aborted
      ? "Muster was stopped while this sync was running."
      : (error as Error).message;
  } finally {
    sync.changedDocuments = sink.changed();
    sync.finishedAt = now();
    if (sync.outcome === "running") sync.outcome = "failed";
    await store.saveSync(sync);
    onProgress(sync);
  }
  return sync;
}

function startOf(scope: ScopeKey, { reason, now }: SyncScopeOptions): SyncProgress {
  return {
    id: randomUUID(),
    scope,
    reason,
    startedAt: now(),
    finishedAt: null,
    outcome: "running",
    message: null,
    nodes: 0,
    changedDocuments: 0,
    calls: [],
    gaps: [],
  };
}

function gapsOf({ scope }: SyncProgress, { code, message }: FleetError): Gap[] {
  return rowKinds.map((kind) => ({
    scope,
    kind,
    action: collectorOf(kind).actions[0]!,
    reason: code === "denied" || code === "throttled" ? code : "failed",
    message,
    code,
    resource: null,
  }));
}

async function saveNodes(
  { store, now, maxAgeMs, onNodes }: SyncScopeOptions,
  sync: SyncProgress,
  lost: readonly Gap[] = [],
): Promise<void> {
  const facts = await ScopeFacts.load(store, sync.scope, lost);
  if (!facts.wasTried("instance") || !facts.wasTried("managed-node")) return;
  const nodes = deriveNodes(facts, { scope: sync.scope, at: now(), maxAgeMs });
  sync.nodes = nodes.length;
  await store.saveNodes(sync.scope, nodes, now());
  onNodes();
}
