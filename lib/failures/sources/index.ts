import type { OperationName } from "../../aws/operations.ts";
import type { AwsReader } from "../../aws/reader.ts";
import type { FailureCheckpoint, FailureSource } from "../../model/failure.ts";
import { referenceActions } from "../references/read-references.ts";
import { automation } from "./automation.ts";
import { cloudtrail } from "./cloudtrail.ts";
import { maintenanceWindows } from "./maintenance-windows.ts";

import { runCommand } from "./run-command.ts";
import type { FailurePage, FailureSourceReader } from "./source.ts";
import { stateManager } from "./state-manager.ts";

export type { FailurePage, FailureSourceReader } from "./source.ts";

/** Every place where AWS records failures. */
export const failureSourceReaders: readonly FailureSourceReader[] = [
  cloudtrail,
  runCommand,
  automation,
  stateManager,
  maintenanceWindows,
];

/** The permissions that reading failures takes. */
export const failureActions: readonly OperationName[] = [
  ...new Set(failureSourceReaders.flatMap(({ actions }) => actions)),
];

/** All that is read beside the documents of a scope; the policy that people are given is made of it. */
export const actionsBesideDocuments: readonly OperationName[] = [
  ...new Set([...failureActions, ...referenceActions]),
];

export type ReadFailuresOptions = {
  now: number;
  /** Nothing older is read; each source's own limit where left out. */
  since?: number;
  /** What a source's last page gave back; null where it was never read. */
  checkpointOf(source: FailureSource): Promise<FailureCheckpoint | null>;
  /** Saves a page. The next one of its source comes when it is saved. */
  save(source: FailureSource, page: FailurePage): Promise<void>;
  /** All sources where left out. */
  sources?: readonly FailureSourceReader[];
};

/**
 * Reads all sources of one scope side by side, as each has a pace of its own. A source that cannot be read leaves a gap
 * and hides no other; only what ends every reading is thrown: credentials that are no good, or a caller who gave up.
 */
export async function readFailures(reader: AwsReader, options: ReadFailuresOptions): Promise<void> {
  const { now, since, sources = failureSourceReaders } = options;
  let isOver = false;
  await Promise.all(
    sources.map(async ({ source, read }) => {
      try {
        const checkpoint = await options.checkpointOf(source);
        for await (const page of read(reader, { now, since, checkpoint })) {
          if (isOver) return;
          await options.save(source, page);
        }
      } catch (error) {
        // The others must not go on saving for a caller who was told that it is over.
        isOver = true;
        throw error;
      }
    }),
  );
}
