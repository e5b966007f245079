import type { DocumentKind } from "./document-kind.ts";
import type { FailureGap } from "./failure.ts";
import type { Gap } from "./gap.ts";
import type { ScopeKey } from "./scope.ts";

export const syncOutcomes = ["running", "complete", "partial", "failed", "interrupted"] as const;
/** `partial`: some kinds are gaps. `failed`: nothing could be read. `interrupted`: the process ended in its midst. */
export type SyncOutcome = (typeof syncOutcomes)[number];

/** How far one API call of a sync is. Counts only grow while it runs. */
export type CallProgress = {
  action: string;
  kind: DocumentKind;
  state: "waiting" | "reading" | "done" | "gap";
  pages: number;
  items: number;
  retries: number;
  throttles: number;
};

/** One sync of one scope. Times are milliseconds since the epoch. */
export type SyncProgress = {
  id: string;
  scope: ScopeKey;
  reason: "schedule" | "request" | "first";
  startedAt: number;
  finishedAt: number | null;
  outcome: SyncOutcome;
  /** What stopped it, where it failed. */
  message: string | null;
  nodes: number;
  changedDocuments: number;
  calls: CallProgress[];
  gaps: Gap[];
};

/** One operation by which failures are read. How many there are to read is known only at the end. */
export type FailureCallProgress = Omit<CallProgress, "kind" | "state">;

/** One reading of what failed in a scope, which goes on beside its syncs and never keeps them waiting. */
export type FailureReading = {
  scope: ScopeKey;
  startedAt: number;
  finishedAt: number | null;
  outcome: SyncOutcome;
  message: string | null;
  /** Saved so far, new or changed. */
  failures: number;
  calls: FailureCallProgress[];
  gaps: FailureGap[];
};

/** What the top bar and the sync panel say of a scope. */
export type ScopeStatus = {
  key: ScopeKey;
  partition: string;
  account: string;
  accountName: string | null;
  region: string;
  nodes: number;
  /** When it was last read through, gaps or not; null before the first time. */
  readAt: number | null;
  /** When the scheduler will read it next by itself. */
  nextAt: number | null;
  isStale: boolean;
  consecutiveFailures: number;
  gaps: Gap[];
  sync: SyncProgress | null;
};
