import type { CauseCode, Subject } from "./cause.ts";
import type { Gap } from "./gap.ts";
import type { NodePath } from "./path.ts";
import type { Certainty, Status } from "./status.ts";

/** A fact as AWS told it: which API, which field, what value, of which document, read when. */
export type Evidence = {
  /** One plain sentence. */
  sentence: string;
  /** The IAM action that read it. */
  api: string;
  field: string;
  value: string;
  /** With its scope where that is not the node's. */
  document: Subject;
  observedAt: number;
};

/** The root cause of a status. Two nodes share it when code and subject are equal. */
export type Cause = {
  code: CauseCode;
  sentence: string;
  subject: Subject;
  evidence: Evidence[];
};

/**
 * `unknown` is a gap and names the permission. `undecided` cannot be proved from configuration, and names who could tell.
 * `warn` works today, or is only partly proved.
 */
export const outcomes = ["pass", "fail", "warn", "not-applicable", "unknown", "undecided"] as const;
export type Outcome = (typeof outcomes)[number];

export const checkGroups = ["target", "instance", "identity", "network", "agent", "session"] as const;
export type CheckGroup = (typeof checkGroups)[number];

/** What one check of the catalogue says of one node. */
export type CheckResult = {
  id: string;
  group: CheckGroup;
  outcome: Outcome;
  /** One plain sentence. */
  sentence: string;
  evidence: Evidence[];
  /** Of a failed check: what is wrong, the first one first. */
  causes: Cause[];
  /** Of an unknown one: the reads that are missing. */
  gaps: Gap[];
  /** Of an undecided one: who or what could tell. */
  whoCanTell: string | null;
};

/** Something that is no cause and never will be, and that a person should know: needless exposure, a superfluous endpoint. */
export type Advice = { id: string; sentence: string; subject: Subject; evidence: Evidence[] };

/** A place on the host to look at, where all of AWS passes; the likeliest first. */
export type Suspect = { id: string; title: string; reason: string };

/** What is concluded of one node from a snapshot. */
export type Verdict = {
  status: Status;
  sure: Certainty;
  /** One plain sentence: what is known of why. Null where nothing needs explaining. */
  why: string | null;
  cause: Cause | null;
  /** What is wrong besides, and would stand in the way next. */
  alsoBroken: Cause[];
  /** The moment until which waiting is right. */
  expected: number | null;
  /** Since when the cause holds, where history tells. */
  since: number | null;
  /** Who brought it about, as `role/terraform-ci`, where CloudTrail tells. */
  changedBy: string | null;
  evidence: Evidence[];
};

/** A verdict with everything that it stands on: for one node's page, and for a bundle. */
export type FullVerdict = Verdict & {
  checks: CheckResult[];
  path: NodePath | null;
  advice: Advice[];
  suspects: Suspect[];
};
