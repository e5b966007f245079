import { randomUUID } from "node:crypto";
import type { AwsReader } from "../aws/reader.ts";
import { collectScope } from "../collect/collect-scope.ts";
import { createDiagnosis } from "../diagnosis/diagnose.ts";
import { type DocumentKind, documentKinds } from "../model/document-kind.ts";
import { FleetError } from "../model/fleet-error.ts";
import type { Gap } from "../model/gap.ts";
import { type ScopeKey, scopeKey } from "../model/scope.ts";
import type { SyncProgress } from "../model/sync-progress.ts";
import type { World } from "../model/world.ts";
import type { Store } from "../store/store.ts";
import { countRecentFailures } from "./count-recent-failures.ts";
import { type DerivedNodes, deriveNodes } from "./derive-nodes.ts";
import type { JudgingBy } from "./judging-by.ts";
import { loadOutdated } from "./load-outdated.ts";
import { loadWorld } from "./load-world.ts";
import { lostGaps, nothingRead } from "./lost-gaps.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { proveScope, type ScopeProofs } from "./prove-scope.ts";
import { createStoreSink } from "./store-sink.ts";
import { findUnderway } from "./underway.ts";

export type SyncScopeOptions = {
  store: Store;
  reader: AwsReader;
  reason: SyncProgress["reason"];
  /** How old facts may be that are held against anybody, by how long the scope takes to read. */
  ageOf: JudgingBy["ageOf"];
  /** How many managed nodes the account may have in the Region. */
  managedNodeQuota: number;
  /** Whether kinds are read too that need a permission most would rather not give. */
  withOptional: boolean;
  signal?: AbortSignal;
  now(): number;
  /** As it goes; the object is the same each time. */
  onProgress(sync: SyncProgress): void;
  /** Rows were saved, of how many nodes. */
  onNodes(nodes: number): void;
};

/** As soon as these are read there is something to show; the rest is laid over it when it comes. */
const earlyKinds: ReadonlySet<DocumentKind> = new Set(["instance", "managed-node"]);

/**
 * One sync of a scope: reads everything into the store, and derives the rows of its nodes, first as soon as instances and
 * SSM's records are known, and once more at the end. What is said before all is read is shown, and told nowhere else. Never
 * throws for trouble with AWS: the outcome says it.
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
    round: 1 + Math.max(0, ...(await store.loadReads(scope)).map(({ round }) => round)),
    now,
    onGaps: (kind, gaps) => {
      sync.gaps = [...sync.gaps.filter((gap) => gap.kind !== kind), ...gaps];
    },
    onKind: async (kind) => {
      if (pending.delete(kind) && pending.size === 0)
        sync.nodes = await saveNodes(options, scope, { calls: sync.calls });
    },
  });
  try {
    await collectScope(reader, sink, {
      kinds: options.withOptional ? documentKinds : undefined,
      signal: options.signal,
      now,
      onProgress: (call) => {
        const at = sync.calls.findIndex(({ action, kind }) => action === call.action && kind === call.kind);
        if (at < 0) sync.calls.push(call);
        else sync.calls[at] = call;
        onProgress(sync);
      },
    });
    const trouble = nothingRead(sync);
    if (trouble !== null) throw trouble;
    sync.nodes = await saveNodes(options, scope, { calls: sync.calls, withProofs: true });
    sync.outcome = sync.gaps.length > 0 ? "partial" : "complete";
  } catch (error) {
    if (!(error instanceof FleetError) && !options.signal?.aborted) throw error;
    sync.outcome = options.signal?.aborted ? "interrupted" : "failed";
    // Nothing was read, so what is known grows older: past its age it counts no more.
    if (sync.outcome === "failed") {
      sync.nodes = await saveNodes(options, scope, { lost: lostGaps(scope, error as FleetError) });
    }
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

/** Derives the rows of a scope's nodes once more from what is known, as when CloudTrail told why they are silent. */
export async function judgeAgain(
  options: Pick<SyncScopeOptions, "store" | "reader" | "ageOf" | "managedNodeQuota" | "now" | "onNodes">,
): Promise<void> {
  await saveNodes(options, scopeKey(options.reader.scope));
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

/** A scope of forty thousand nodes takes hundreds of megabytes while it is judged. */
const judging = oneAtATime();

type JudgingOptions = Parameters<typeof judgeAgain>[0];

type Saving = {
  lost?: readonly Gap[];
  calls?: SyncProgress["calls"];
  /** Whether it is worth proving what would mend it. */
  withProofs?: boolean;
};

/** Answers how many nodes there are. */
function saveNodes(
  options: JudgingOptions,
  scope: ScopeKey,
  { lost = [], calls = [], withProofs = false }: Saving = {},
): Promise<number> {
  const { store, now, onNodes } = options;
  return judging(async () => {
    const at = now();
    const judged = await judgeNodes(options, { at, lost, calls, withProofs });
    const { nodes, causes, isWhole, faults, proofs } = judged;
    tellFaults(scope, faults);
    await store.saveNodes(scope, nodes, at, { isTold: isWhole });
    // What could not be read again is not over: it goes on where it was once it can be.
    const others = lost.length > 0 ? "kept" : "closed";
    if (isWhole) await store.saveCauses(scope, causes, at, { others });
    if (proofs !== null) await store.saveProofs(scope, proofs, at);
    onNodes(nodes.length);
    return nodes.length;
  });
}

/** By itself, so that the world is let go before its rows are saved. */
async function judgeNodes(
  { store, reader, ageOf, managedNodeQuota }: JudgingOptions,
  { at, lost, calls, withProofs }: Required<Saving> & { at: number },
): Promise<Omit<DerivedNodes, "judgements"> & { isWhole: boolean; proofs: ScopeProofs | null }> {
  const scope = scopeKey(reader.scope);
  const { maxAgeMs } = ageOf([...((await store.loadReadingCalls([scope])).get(scope) ?? []), calls]);
  const world = await loadWorld(store, reader.scope, { at, maxAgeMs, lost });
  const toDiagnosis = (of: World) => createDiagnosis(of, { managedNodeQuotaOf: () => managedNodeQuota });
  const diagnosis = toDiagnosis(world);
  const snapshot = world.snapshots.get(scope)!;
  const underway = await findUnderway(store, world, scope, toDiagnosis);
  const failures = await countRecentFailures(store, scope, at);
  const facts = { snapshot, outdated: await loadOutdated(store, snapshot), failures };
  const { judgements, ...derived } = deriveNodes(diagnosis, facts, { underway });
  const isWhole = underway === null;
  const proofs = isWhole && withProofs ? proveScope(scope, { diagnosis, world, judgements }) : null;
  return { ...derived, isWhole, proofs };
}

/** The first one has the trace; the others are mostly of its kind. */
function tellFaults(scope: ScopeKey, faults: DerivedNodes["faults"]): void {
  const [first] = faults;
  if (first === undefined) return;
  const { id, error } = first;
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${scope}: ${faults.length} nodes could not be judged, first ${id}: ${trace}\n`);
}
