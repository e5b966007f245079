import type { CauseCode } from "../model/cause.ts";
import type { RunKind, RunOutcome, VerificationState } from "../model/run.ts";
import type { ScopeKey } from "../model/scope.ts";

/** A fix on a subject that somebody touched. Its marked steps, runs and verification stand in tables of their own. */
export type WalkthroughRow = {
  id: string;
  note: string | null;
  note_at: number | null;
  note_actor: string | null;
  version: number;
  touched_at: number;
  touched_by: string;
  /** What it says, recorded when somebody began with it. */
  plan_json: string | null;
};

export type RunRow = {
  id: string;
  walkthrough: string;
  kind: RunKind;
  step: string | null;
  at: number;
  actor: string;
  ended_at: number | null;
  outcome: RunOutcome;
  operation: string | null;
  resource: string | null;
  scope: ScopeKey | null;
  sentence: string;
  answer_json: string;
  detail_json: string;
  /** What it works on: of those that run, no two have the same. */
  hold: string | null;
};

/** The last verification of a walkthrough: it is replaced when another one begins. */
export type VerificationRow = {
  walkthrough: string;
  started_at: number;
  actor: string;
  state: Exclude<VerificationState, "not-asked">;
  wait_until: number;
  skips_wait: string | null;
  nodes_json: string;
  read_at: number | null;
  next_read_at: number | null;
  ended_at: number | null;
  documents_json: string;
  fixed_at: number | null;
};

/** A fix that fits a cause, and what the last sync of the scope has proved of it. */
export type ProofRow = {
  scope: ScopeKey;
  code: CauseCode;
  subject_kind: string;
  subject_id: string;
  fix: string;
  at: number;
  proof_json: string;
};

/** A step of the scope's plan as the last sync made it. */
export type PlanStepRow = {
  scope: ScopeKey;
  place: number;
  fix: string;
  code: CauseCode;
  subject_kind: string;
  subject_id: string;
  at: number;
  step_json: string;
};
