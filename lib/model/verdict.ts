import type { Certainty, Status } from "./status.ts";

/** A fact as AWS told it: which API, which field, what value, of which document, read when. */
export type Evidence = {
  /** One plain sentence. */
  sentence: string;
  /** The IAM action that read it. */
  api: string;
  field: string;
  value: string;
  document: { kind: string; id: string };
  observedAt: number;
};

/** The root cause of a status. Two nodes share it when code and subject are equal. */
export type Cause = {
  code: string;
  sentence: string;
  subject: { kind: string; id: string };
  evidence: Evidence[];
};

/** What is concluded of one node from a snapshot. */
export type Verdict = {
  status: Status;
  sure: Certainty;
  /** One plain sentence: what is known of why. Null where nothing needs explaining. */
  why: string | null;
  cause: Cause | null;
  /** The moment until which waiting is right. */
  expected: number | null;
  evidence: Evidence[];
};
