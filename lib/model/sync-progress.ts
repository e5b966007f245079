import type { DocumentKind } from "./document-kind.ts";
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
