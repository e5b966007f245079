import type { CauseCode, Subject } from "./cause.ts";
import type { ReadTrouble } from "./gap.ts";
import type { ScopeKey } from "./scope.ts";

/** Where AWS records that something failed. */
export const failureSources = [
  "cloudtrail",
  "run-command",
  "automation",
  "state-manager",
  "maintenance-window",
] as const;
export type FailureSource = (typeof failureSources)[number];

/** One record of AWS's that shows a failure: an event, a command, an execution. Their order is the chain, the outermost first. */
export type FailureRecord = {
  source: FailureSource;
  /** As AWS names the id: `EventId`, `CommandId`, `AutomationExecutionId`, `AssociationId`, `WindowExecutionId`, … */
  idName: string;
  id: string;
  /** Whether what it names ended green; null while it runs, and for what has no end of its own, as an association. */
  isGreen: boolean | null;
};

/**
 * What one source alone tells of a failure. Two sources that see the same occurrence give it the same id, as ids are made
 * of the innermost record that both know.
 */
export type FailureSighting = Omit<Failure, "explanation" | "isSilent">;

/**
 * That one record stands behind another: a window ran this command, this caller sent it. It shows no failure by itself,
 * and is kept for as long as one of the inner record may still be read.
 */
export type FailureLink = {
  scope: ScopeKey;
  /** The id of the inner record, as it stands in `FailureRecord.id`. */
  innerId: string;
  /** The records around it, the outermost first; none where it only tells who called. */
  records: FailureRecord[];
  caller: string | null;
  requestId: string | null;
  at: number;
};

/** A source that could not be read, or not to its end: what it alone would show is missing. */
export type FailureGap = {
  scope: ScopeKey;
  source: FailureSource;
  action: string;
  reason: ReadTrouble;
  /** What AWS answered, for people. */
  message: string;
  code: string | null;
};

/** How far a source has been read: plain JSON that only the source itself understands. */
export type FailureCheckpoint = Record<string, StreamProgress>;

/** How far one of the listings that make a source has been read. */
export type StreamProgress = {
  /** Spans of time that need not be read again, oldest first. */
  covered: [from: number, to: number][];
  /** What was being read when the last page came. */
  pass: { from: number; to: number; token: string; openSince: number | null } | null;
};

/**
 * One past call or invocation that failed because of its target. It holds no parameters and no output: these may be
 * secrets, and never leave the edge.
 */
export type Failure = {
  /** The same for the same occurrence, however often and through however many sources it is read. */
  id: string;
  scope: ScopeKey;
  /** AWS's own word without a trailing `Exception` or spaces: `InvalidInstanceId`, `Undeliverable`, `NoInstancesInTag`, … */
  kind: string;
  /** The source that showed it first in the chain, as people would look for it. */
  source: FailureSource;
  /** The API operation that was called or that ran: `SendCommand`, `StartAutomationExecution`, …; an association's run is an `AssociationExecution`. */
  operation: string;
  at: number;
  /** The ARN of whoever asked for it; null where AWS does not say. */
  caller: string | null;
  documentName: string | null;
  /** Ids as they were given, or the expression where none were. */
  targets: string[];
  /** The code and text exactly as AWS gave them. */
  errorCode: string;
  message: string | null;
  requestId: string | null;
  records: FailureRecord[];
  /** What it belongs to ended green although nodes were never reached, or it matched nothing. */
  isSilent: boolean;
  explanation: Explanation | null;
};

/** Why it failed then: exactly one cause, `unexplained` being one. */
export type Explanation = {
  cause: CauseCode;
  subject: Subject | null;
  /** One plain sentence. */
  sentence: string;
  /** Not from the documents as Muster had them then, but from what AWS still tells of that time. */
  isInferred: boolean;
  /** Target by target, where the failure names any. */
  targets: TargetExplanation[];
};

export type TargetExplanation = {
  id: string;
  cause: CauseCode;
  subject: Subject | null;
  sentence: string;
  isInferred: boolean;
  /** Whether it was this one that made AWS refuse the whole call. */
  sankCall: boolean;
};
