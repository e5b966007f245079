import type { Judgement } from "../diagnosis/decide.ts";
import { explainSoFar, explainWhy } from "../diagnosis/explain-judgement.ts";
import type { Conclusion } from "../model/node.ts";
import type { Verdict } from "../model/verdict.ts";

export function toConclusion({ status, sure, why, cause, expected }: Verdict): Conclusion {
  const subject = cause && { code: cause.code, subject: cause.subject };
  return { status, certainty: sure, why, cause: subject, awaitsCause: false, expectedUntil: expected };
}

/**
 * Whether what its row says still stands while its scope is being read: what was read anew, with the facts of the last
 * reading in place of all else, comes to the same.
 */
export function stillStands(
  held: Conclusion,
  { status, cause }: Pick<Judgement, "status" | "cause">,
): boolean {
  return (
    !held.awaitsCause &&
    held.status === status &&
    held.cause?.code === cause?.code &&
    held.cause?.subject.id === cause?.subject.id
  );
}

/**
 * What is said of a node by what is read alone: how it is, as EC2 and SSM tell, and why only where nothing that is awaited
 * could tell otherwise. One that answered and does so still is not called anything else for a while.
 */
export function concludeSoFar(judgement: Judgement, held: Conclusion | undefined): Conclusion {
  const { status, sure, cause, expected } = judgement;
  const so = { status, expectedUntil: expected };
  if (!isOpen(judgement)) {
    const subject = cause && { code: cause.code, subject: cause.subject };
    return { ...so, certainty: sure, why: explainWhy(judgement), cause: subject, awaitsCause: false };
  }
  if (status === "reachable" && held?.status === "reachable") return held;
  return { ...so, certainty: "undecided", why: explainSoFar(judgement), cause: null, awaitsCause: true };
}

function isOpen({ status, sure, cause, missing }: Judgement): boolean {
  if (status === "reachable" || missing.some(({ reason }) => reason === "awaited")) return true;
  return cause !== null && sure !== "decided";
}
