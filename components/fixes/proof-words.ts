import type { ProofCounts } from "../../lib/api/proof.ts";
import type { WalkthroughAnswer } from "../../lib/api/walkthrough.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";

/** What the walkthrough is for and what comes of it: the headline of its page. */
export function headlineOf({
  fix,
  cause,
  proof,
  steps,
  verification: { state, nodes },
}: Pick<WalkthroughAnswer, "fix" | "cause" | "proof" | "steps" | "verification">): string {
  if (isBegun({ steps }) && state !== "not-asked" && nodes.total > 0)
    return `${fix.title}: ${backWords(nodes)}.`;
  if (!cause.isOpen) return `${fix.title}: its cause is over.`;
  return proof ? `${fix.title}: ${outcomeOf(proof)}.` : `${fix.title}.`;
}

/** Whether anything was done that could have an outcome; what was undone has none any more. */
export function isBegun({ steps }: Pick<WalkthroughAnswer, "steps">): boolean {
  return steps.length === 0 || steps.some(({ done, isApplied }) => done !== null || isApplied);
}

function backWords({ total, back }: { total: number; back: number }): string {
  if (total === 1) return back === 1 ? "its node is back" : "its node is not back yet";
  if (back === total) return `all ${formatCount(total)} nodes are back`;
  return `${formatCount(back)} of ${formatCount(total)} nodes ${back === 1 ? "is" : "are"} back`;
}

/** How many nodes come back, and of how many it is not enough: `22 of 26 nodes come back; 4 also need a second fix`. */
export function outcomeOf(proof: ProofCounts): string {
  return [`${freedWords(proof)}${besideWords(proof)}`, ...restWords(proof), ...harmWords(proof)].join("; ");
}

function freedWords({ nodes, freed, dropped = 0 }: ProofCounts): string {
  if (freed === 0 && dropped === nodes)
    return nodes === 1
      ? "nothing names its node any more"
      : `nothing names its ${formatCount(nodes)} nodes any more`;
  if (freed === 0)
    return nodes === 1 ? "its node does not come back by this alone" : "no node comes back by this alone";
  if (freed < nodes)
    return `${formatCount(freed)} of ${formatCountOf(nodes, "node")} ${freed === 1 ? "comes" : "come"} back`;
  return nodes === 1 ? "its one node comes back" : `all ${formatCount(nodes)} nodes come back`;
}

/** A setting of a Region, or a role, is of use to more than the cause that one came from. */
function besideWords({ besides = 0, freed }: ProofCounts): string {
  if (besides === 0) return "";
  const verb = besides === 1 ? "does" : "do";
  const others = `${formatCount(besides)} of other causes`;
  return freed === 0 ? `, but ${others} ${verb}` : `, and so ${verb} ${others}`;
}

function restWords({ meetNext, cannotTell, freed, nodes, dropped = 0 }: ProofCounts): string[] {
  const more = sum(meetNext);
  const who = (count: number) =>
    count === nodes && freed === 0 ? (count === 1 ? "it" : "they") : formatCount(count);
  return [
    ...(more > 0 ? [`${who(more)} also ${more === 1 ? "needs" : "need"} a second fix`] : []),
    ...(dropped > 0 && dropped < nodes ? [`nothing names ${formatCount(dropped)} any more`] : []),
    ...(cannotTell > 0 ? [`of ${formatCount(cannotTell)} nobody can tell`] : []),
  ];
}

function harmWords({ harmed }: ProofCounts): string[] {
  const count = sum(harmed);
  return count > 0
    ? [`${formatCountOf(count, "node")} that ${count === 1 ? "is" : "are"} fine now would not be`]
    : [];
}

export function sum(groups: readonly { nodes: number }[]): number {
  return groups.reduce((all, { nodes }) => all + nodes, 0);
}
