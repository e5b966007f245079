import type { Generated } from "kysely";
import type { CauseCode } from "../model/cause.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { GapReason } from "../model/gap.ts";
import type { Node } from "../model/node.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Certainty, Status } from "../model/status.ts";
import type { SubjectKey } from "../model/subject-key.ts";
import type { SyncOutcome, SyncProgress } from "../model/sync-progress.ts";
import type {
  FailureDayRow,
  FailureGapRow,
  FailureLinkRow,
  FailureReadRow,
  FailureRow,
  FailureSeriesRow,
  FailureTargetRow,
  TrailChangeRow,
} from "./failure-schema.ts";
import type { PlanStepRow, ProofRow, RunRow, VerificationRow, WalkthroughRow } from "./fix-schema.ts";

/** Every time is milliseconds since the epoch; every `_json` column is JSON text on both engines. */
export type Database = {
  meta: { name: string; value: string };
  counters: { name: string; value: number };
  scopes: ScopeRow;
  reads: ReadRow;
  documents: DocumentRow;
  sightings: { scope: ScopeKey; kind: DocumentKind; id: string; observed_at: number };
  pings: { scope: ScopeKey; id: string; last_ping_at: number };
  gaps: GapRow;
  nodes: NodeRow;
  node_pulses: NodePulseRow;
  node_removals: { scope: ScopeKey; id: string; removed_at: number; seq: number };
  status_history: StatusHistoryRow;
  syncs: SyncRow;
  sync_requests: SyncRequestRow;
  audit: AuditRow;
  saved_views: SavedViewRow;
  causes: CauseRow;
  exclusions: ExclusionRow;
  acknowledgements: AcknowledgementRow;
  failures: FailureRow;
  failure_series: FailureSeriesRow;
  failure_days: FailureDayRow;
  failure_targets: FailureTargetRow;
  failure_records: { failure: number; record: string };
  failure_links: FailureLinkRow;
  failure_reads: FailureReadRow;
  failure_gaps: FailureGapRow;
  trail_changes: TrailChangeRow;
  change_reads: { scope: ScopeKey; checkpoint_json: string };
  reference_reads: { scope: ScopeKey; read_at: number; holders_json: string; gaps_json: string };
  walkthroughs: WalkthroughRow;
  walkthrough_steps: { walkthrough: string; step: string; at: number; actor: string };
  runs: RunRow;
  verifications: VerificationRow;
  proofs: ProofRow;
  plan_steps: PlanStepRow;
};

export type ScopeRow = {
  key: ScopeKey;
  partition: string;
  account: string;
  account_name: string | null;
  region: string;
  /** When it was last read through, gaps or not. */
  read_at: number | null;
  next_at: number | null;
  consecutive_failures: number;
};

/** The last attempt to read a kind through (`started_at` to `items`), and the last one that succeeded. */
export type ReadRow = {
  scope: ScopeKey;
  kind: DocumentKind;
  started_at: number;
  finished_at: number;
  outcome: "complete" | "gap";
  items: number;
  observed_at: number | null;
  first_observed_at: number | null;
  /** The number of the scope's reading that came to it last. */
  round: number;
};

/** One version of one document: true from `valid_from` until, not including, `valid_to`; null is today's. */
export type DocumentRow = {
  key: Generated<number>;
  scope: ScopeKey;
  kind: DocumentKind;
  id: string;
  hash: string;
  body_json: string;
  valid_from: number;
  valid_to: number | null;
};

export type GapRow = {
  scope: ScopeKey;
  kind: DocumentKind;
  action: string;
  /** Empty where the gap is the whole kind: a key has no nulls. */
  resource: string;
  reason: GapReason;
  message: string;
  code: string | null;
  since: number;
  at: number;
};

export type NodeRow = {
  scope: ScopeKey;
  id: string;
  name: string | null;
  status: Status;
  certainty: Certainty;
  why: string | null;
  cause_code: CauseCode | null;
  cause_subject_kind: string | null;
  cause_subject_id: string | null;
  /** Where it stands in another scope than the node. */
  cause_subject_scope: ScopeKey | null;
  awaits_cause: number;
  expected_until: number | null;
  status_since: number;
  state: Node["state"];
  ping: Node["ping"];
  channel: Node["channel"];
  platform: Node["platform"];
  platform_name: string | null;
  agent_version: string | null;
  instance_type: string | null;
  image_id: string | null;
  launched_at: number | null;
  vpc: string | null;
  subnet: string | null;
  zone: string | null;
  security_groups_json: string;
  role: string | null;
  instance_profile_arn: string | null;
  auto_scaling_group: string | null;
  private_address: string | null;
  public_address: string | null;
  ipv6_address: string | null;
  computer_name: string | null;
  tags_json: string;
  failures: number | null;
  /** What its history tells of it, where that is not what this row says: see `Told`. */
  told_json: string | null;
  seq: number;
};

/** What moves at every sync of a node that is well: beside its row, so that the row itself is left alone. */
export type NodePulseRow = {
  scope: ScopeKey;
  id: string;
  last_ping_at: number | null;
  read_at: number;
  seq: number;
};

export type StatusHistoryRow = {
  scope: ScopeKey;
  id: string;
  status: Status;
  why: string | null;
  cause_code: string | null;
  valid_from: number;
  valid_to: number | null;
};

export type SyncRow = {
  id: string;
  scope: ScopeKey;
  reason: SyncProgress["reason"];
  started_at: number;
  finished_at: number | null;
  outcome: SyncOutcome;
  message: string | null;
  nodes: number;
  changed_documents: number;
  calls_json: string;
  gaps_json: string;
};

export type SyncRequestRow = {
  id: string;
  target: "all" | "scope" | "nodes";
  scope: ScopeKey | null;
  node_ids_json: string;
  requested_at: number;
  requested_by: string;
};

export type AuditRow = {
  id: string;
  at: number;
  actor: string;
  action: string;
  target: string;
  detail_json: string;
  outcome: string;
};

export type SavedViewRow = {
  id: string;
  name: string;
  page: string;
  query: string;
  actor: string;
  at: number;
};

/** One period in which nodes of a scope shared a cause; `closed_at` null is today's. */
export type CauseRow = {
  scope: ScopeKey;
  code: CauseCode;
  subject_kind: string;
  subject_id: string;
  /** Where it stands in another scope than the nodes. */
  subject_scope: ScopeKey | null;
  /** Since when it holds, where history tells: then it is before `first_seen`. */
  since: number;
  sentence: string;
  evidence_json: string;
  first_seen: number;
  closed_at: number | null;
};

export type ExclusionRow = {
  id: string;
  filter: string;
  reason: string;
  owner: string;
  until: number;
  created_at: number;
  created_by: string;
};

export type AcknowledgementRow = {
  code: CauseCode;
  subject_key: SubjectKey;
  until: number;
  reason: string;
  at: number;
  actor: string;
};

export type TableName = keyof Database;
