import type { AwsReader } from "../aws/reader.ts";
import type { FailureReading } from "../model/sync-progress.ts";
import { explainInferredAgain } from "./explain-failures.ts";
import { NodeWorlds } from "./load-node-world.ts";
import { syncChanges } from "./sync-changes.ts";
import { type SyncFailuresOptions, syncFailures } from "./sync-failures.ts";
import { syncReferences } from "./sync-references.ts";

export type SyncPastOptions = Omit<SyncFailuresOptions, "worlds"> & {
  /** For what was done to IAM, where this scope is to look it up for its account. */
  identityReader: AwsReader | null;
  /** Changes came that may make another verdict. */
  onChanges(): Promise<void>;
};

/** What is older was not known yet when the failures that it explains were read beside it. */
const newsMs = 60 * 60_000;

/**
 * Reads what failed in a scope and what was changed in it since the last time, and what names nodes. The first two take their
 * turns at the same quota of CloudTrail; what failed is explained by what was changed, in whatever order they come.
 */
export async function syncPast(options: SyncPastOptions): Promise<FailureReading> {
  const { store, reader, signal, now, onProgress } = options;
  const worlds = new NodeWorlds(store);
  const startedAt = now();
  const [reading, oldestChange] = await Promise.all([
    syncFailures({ ...options, worlds }),
    syncChanges(options),
    syncReferences(options),
  ]);
  if (oldestChange === null || oldestChange > startedAt - newsMs || signal?.aborted) return reading;
  await explainInferredAgain({ store, worlds, scope: reader.scope, now: now() });
  onProgress(reading);
  return reading;
}
