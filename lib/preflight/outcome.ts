import type { CauseCode, Subject } from "../model/cause.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Status } from "../model/status.ts";
import type { Form, Note, Operation } from "./request.ts";

/**
 * What would become of one target: it takes it; it makes AWS refuse the whole call; the call goes through and the target
 * never gets it; it gets it once it is back; or nobody here can say.
 */
export const targetOutcomes = ["refused", "undeliverable", "unknown", "waits", "receives"] as const;
export type TargetOutcome = (typeof targetOutcomes)[number];

/** An error as AWS would give it. */
export type ExpectedError = {
  code: string;
  /** Null where AWS's wording is not known. */
  message: string | null;
  /** The reference marks it as not confirmed by any source: then it is said on screen. */
  isUnconfirmed: boolean;
};

export type NearMiss = { id: string; scope: ScopeKey; sentence: string };

/** Why a target is what it is: the cause that its node has, or one that only a call can have. */
export type TargetCause = { code: CauseCode; subject: Subject; scope: ScopeKey | null };

export type TargetVerdict = {
  /** The id, or the text that was meant as one. */
  id: string;
  scope: ScopeKey | null;
  name: string | null;
  status: Status | null;
  outcome: TargetOutcome;
  /** One plain sentence. */
  sentence: string;
  cause: TargetCause | null;
  error: ExpectedError | null;
  nearMisses: NearMiss[];
};

/** Something that is wrong with the call itself, whatever its targets are. */
export type CallProblem = {
  cause: CauseCode | null;
  sentence: string;
  error: ExpectedError | null;
  /** Whether AWS would refuse the call for it; else it goes through, and something else happens than was meant. */
  refuses: boolean;
};

export type Preflight = {
  form: Form;
  operation: Operation;
  isOperationAssumed: boolean;
  /** Where the call would be made; null where the text leaves it open. */
  scope: ScopeKey | null;
  documentName: string | null;
  /** Whether AWS would take the call. */
  call: "accepted" | "refused" | "unknown";
  problems: CallProblem[];
  targets: TargetVerdict[];
  counts: Record<TargetOutcome, number>;
  /** Nodes that carry the tags and are passed over, as they are stopped. */
  passedOver: number;
  /** Some of the call stands elsewhere (a file, a variable), so that it is judged in part. */
  isPartlyHidden: boolean;
  notes: Note[];
};

/** Exit codes of the command line, the gravest first: refused, some do not receive it, not known, all receive it. */
export function exitCodeOf(
  { call, counts, targets, problems, isPartlyHidden }: Preflight,
  { strict = false } = {},
): 0 | 2 | 3 | 4 {
  if (call === "refused") return 3;
  const isMissed = counts.undeliverable > 0 || counts.waits > 0 || counts.refused > 0;
  const isCertain = problems.some(({ error }) => error?.isUnconfirmed !== true);
  if (isMissed || isCertain || (targets.length === 0 && !isPartlyHidden)) return 2;
  if (call === "unknown" || counts.unknown > 0) return strict ? 2 : 4;
  return 0;
}
