import { type CausePart, placeOf } from "../diagnosis/cause-order.ts";
import type { FoundCause } from "../diagnosis/check.ts";
import type { Judgement } from "../diagnosis/decide.ts";

/** Whether AWS keeps a node back, whatever its agent has noticed of that by now. */
export type Standing =
  /** Nothing that can be read does: what is left goes by itself, with time or with the agent's return. */
  | { is: "free" }
  | { is: "held"; by: FoundCause }
  /** What would decide cannot be read or proved. */
  | { is: "open" };

/**
 * A fix changes AWS, and a judgement also tells of the silence that was there before: an agent that was cut off is silent in
 * the changed world as in today's, and comes back in its own time. What lies in AWS still counts, even where it only narrows
 * what a node can do and so would show no sooner than the node is back.
 */
export function standingOf({ status, sure, cause, alsoBroken, missing }: Judgement): Standing {
  if (status === "unknown" || missing.length > 0) return { is: "open" };
  if (cause !== null && sure === "undecided") return { is: "open" };
  const by = [cause, ...alsoBroken].find((each) => each !== null && liesInAws(each));
  return by == null ? { is: "free" } : { is: "held", by };
}

/**
 * Time and the agent itself remove the others. A quota that is used up is only ever named where nothing else explains a
 * silence, and the silence that a fix ends was explained.
 */
const partsInAws: ReadonlySet<CausePart> = new Set(["target", "blocker", "side-path"]);

export function liesInAws({ code }: Pick<FoundCause, "code">): boolean {
  const place = placeOf(code);
  return place !== undefined && partsInAws.has(place.part);
}

/** Everything in AWS that stands in a node's way, the first one first. */
export function troublesOf({ cause, alsoBroken }: Pick<Judgement, "cause" | "alsoBroken">): string[] {
  return [cause, ...alsoBroken].flatMap((each) => (each !== null && liesInAws(each) ? keyOfCause(each) : []));
}

export function keyOfCause({ code, subject }: Pick<FoundCause, "code" | "subject">): string {
  return `${code} ${subject.kind}/${subject.id}`;
}
