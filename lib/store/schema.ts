import type { Generated } from "kysely";
import type { DocumentKind } from "../model/document-kind.ts";
import type { GapReason } from "../model/gap.ts";
import type { Node } from "../model/node.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Certainty, Status } from "../model/status.ts";
import type { SyncOutcome, SyncProgress } from "../model/sync-progress.ts";

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
  cause_code: string | null;
  cause_subject_kind: string | null;
  cause_subject_id: string | null;
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
  failures: number;
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

export type TableName = keyof Database;
export type ColumnType = "text" | "bigint";

/** The columns that are written and exported, by table: what a bulk write must name. Generated keys are left out. */
export const columnTypes = {
  meta: { name: "text", value: "text" },
  counters: { name: "text", value: "bigint" },
  scopes: {
    key: "text",
    partition: "text",
    account: "text",
    account_name: "text",
    region: "text",
    read_at: "bigint",
    next_at: "bigint",
    consecutive_failures: "bigint",
  },
  reads: {
    scope: "text",
    kind: "text",
    started_at: "bigint",
    finished_at: "bigint",
    outcome: "text",
    items: "bigint",
    observed_at: "bigint",
    first_observed_at: "bigint",
  },
  documents: {
    scope: "text",
    kind: "text",
    id: "text",
    hash: "text",
    body_json: "text",
    valid_from: "bigint",
    valid_to: "bigint",
  },
  sightings: { scope: "text", kind: "text", id: "text", observed_at: "bigint" },
  pings: { scope: "text", id: "text", last_ping_at: "bigint" },
  gaps: {
    scope: "text",
    kind: "text",
    action: "text",
    resource: "text",
    reason: "text",
    message: "text",
    code: "text",
    since: "bigint",
    at: "bigint",
  },
  nodes: {
    scope: "text",
    id: "text",
    name: "text",
    status: "text",
    certainty: "text",
    why: "text",
    cause_code: "text",
    cause_subject_kind: "text",
    cause_subject_id: "text",
    expected_until: "bigint",
    status_since: "bigint",
    state: "text",
    ping: "text",
    channel: "text",
    platform: "text",
    platform_name: "text",
    agent_version: "text",
    instance_type: "text",
    image_id: "text",
    launched_at: "bigint",
    vpc: "text",
    subnet: "text",
    zone: "text",
    security_groups_json: "text",
    role: "text",
    instance_profile_arn: "text",
    auto_scaling_group: "text",
    private_address: "text",
    public_address: "text",
    ipv6_address: "text",
    computer_name: "text",
    tags_json: "text",
    failures: "bigint",
    seq: "bigint",
  },
  node_pulses: { scope: "text", id: "text", last_ping_at: "bigint", read_at: "bigint", seq: "bigint" },
  node_removals: { scope: "text", id: "text", removed_at: "bigint", seq: "bigint" },
  status_history: {
    scope: "text",
    id: "text",
    status: "text",
    why: "text",
    cause_code: "text",
    valid_from: "bigint",
    valid_to: "bigint",
  },
  syncs: {
    id: "text",
    scope: "text",
    reason: "text",
    started_at: "bigint",
    finished_at: "bigint",
    outcome: "text",
    message: "text",
    nodes: "bigint",
    changed_documents: "bigint",
    calls_json: "text",
    gaps_json: "text",
  },
  sync_requests: {
    id: "text",
    target: "text",
    scope: "text",
    node_ids_json: "text",
    requested_at: "bigint",
    requested_by: "text",
  },
  audit: {
    id: "text",
    at: "bigint",
    actor: "text",
    action: "text",
    target: "text",
    detail_json: "text",
    outcome: "text",
  },
  saved_views: {
    id: "text",
    name: "text",
    page: "text",
    query: "text",
    actor: "text",
    at: "bigint",
  },
} as const satisfies {
  [Table in TableName]: Record<Exclude<keyof Database[Table], "key"> | KeyOfScopes<Table>, ColumnType>;
};

/** `key` is generated in `documents` and a value of its own in `scopes`. */
type KeyOfScopes<Table> = Table extends "scopes" ? "key" : never;
