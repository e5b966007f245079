import type { RunKind, RunOutcome } from "../model/run.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { RunRow } from "./fix-schema.ts";

/** What AWS said to a call. */
export type AwsAnswer = { code: string | null; message: string | null; requestId: string | null };

/** One thing that somebody did or tried on a walkthrough. Runs are added and ended, never changed else and never deleted. */
export type StoredRun = {
  id: string;
  walkthroughId: string;
  kind: RunKind;
  step: string | null;
  at: number;
  by: string;
  endedAt: number | null;
  outcome: RunOutcome;
  operation: string | null;
  resource: string | null;
  scope: ScopeKey | null;
  sentence: string;
  answer: AwsAnswer | null;
  /** The exact input, what AWS answered to it, and what takes it back. */
  detail: unknown;
  /** What it works on: of those that run, no two have the same. Null where it keeps nobody from anything. */
  hold: string | null;
};

export function toRunRow(run: StoredRun): RunRow {
  const { walkthroughId, by, endedAt, answer, detail, ...values } = run;
  return {
    ...values,
    walkthrough: walkthroughId,
    actor: by,
    ended_at: endedAt,
    answer_json: JSON.stringify(answer),
    detail_json: JSON.stringify(detail ?? null),
  };
}

export function toRun(row: RunRow): StoredRun {
  const { walkthrough, actor, ended_at, answer_json, detail_json, ...values } = row;
  return {
    ...values,
    walkthroughId: walkthrough,
    by: actor,
    endedAt: ended_at,
    answer: JSON.parse(answer_json) as AwsAnswer | null,
    detail: JSON.parse(detail_json) as unknown,
  };
}
