import type { CauseCode } from "../model/cause.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { FailureSource } from "../model/failure.ts";
import type { ReadTrouble } from "../model/gap.ts";
import type { ScopeKey } from "../model/scope.ts";

/**
 * One occurrence. What it has in common with others stands once, in its series; `body_json` has what is only ever read
 * together with it: its targets, its records and its explanation.
 */
export type FailureRow = {
  number: number;
  id: string;
  series: number;
  at: number;
  caller: string | null;
  error_code: string;
  message: string | null;
  request_id: string | null;
  body_json: string;
};

/** What failures are grouped, filtered and counted by: those that have all of it in common. */
export type FailureSeriesRow = {
  number: number;
  /** Of all that makes the series. */
  hash: string;
  scope: ScopeKey;
  kind: string;
  source: FailureSource;
  operation: string;
  document_name: string | null;
  /** Without the session of an assumed role. */
  caller: string | null;
  cause: CauseCode;
  /** To blame, where it is another one than the target itself. */
  subject_kind: string | null;
  subject_id: string | null;
  /** Where it stands in another scope than the failure. */
  subject_scope: ScopeKey | null;
  is_silent: number;
  /** How the newest of them was explained. */
  sentence: string;
  is_inferred: number;
  sentence_at: number;
  seq: number;
};

/** How many of a series were on a day of UTC (its number since the epoch), and the first and the last of them. */
export type FailureDayRow = { series: number; day: number; count: number; first_at: number; last_at: number };

export type FailureTargetRow = {
  failure: number;
  node: string;
  scope: ScopeKey;
  at: number;
  series: number;
  cause: CauseCode;
  subject_id: string | null;
};

export type FailureLinkRow = {
  inner_id: string;
  hash: string;
  scope: ScopeKey;
  records_json: string;
  caller: string | null;
  request_id: string | null;
  at: number;
};

export type FailureReadRow = {
  scope: ScopeKey;
  source: FailureSource;
  checkpoint_json: string;
  /** When it was last read to its end, gaps or not. */
  read_at: number | null;
};

export type FailureGapRow = {
  scope: ScopeKey;
  source: FailureSource;
  action: string;
  reason: ReadTrouble;
  message: string;
  code: string | null;
  since: number;
  at: number;
};

/** What one event of CloudTrail changed in one field of one document. */
export type TrailChangeRow = {
  scope: ScopeKey;
  event_id: string;
  event: string;
  kind: DocumentKind;
  id: string;
  field: string;
  edit_json: string;
  at: number;
  caller: string | null;
};
