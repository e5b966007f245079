import type { ProofCounts } from "../../api/proof.ts";
import { formatCount, formatCountOf, formatList } from "../../format/count.ts";

/** A proof in words: `22 of 26 nodes pass every check then. 4 stay back: endpoint security group blocks.` */
export function tellOutcome(counts: ProofCounts): string {
  const { meetNext, cannotTell, harmed, dropped = 0, besides = 0 } = counts;
  const [held, harm] = [sum(meetNext), sum(harmed)];
  return [
    dropped > 0 ? `Nothing names ${nodesOf(dropped)} any more then.` : tellFreed(counts),
    besides > 0
      ? `So ${besides === 1 ? "does" : "do"} ${formatCountOf(besides, "node")} of other causes.`
      : null,
    held > 0 ? `${formatCount(held)} ${held === 1 ? "stays" : "stay"} back: ${titles(meetNext)}.` : null,
    cannotTell > 0
      ? `Of ${formatCount(cannotTell)} nobody can tell: what decides cannot be read or proved.`
      : null,
    harm > 0
      ? `${formatCountOf(harm, "node")} that ${harm === 1 ? "is" : "are"} fine now would not be: ${titles(harmed)}.`
      : null,
  ]
    .filter((part) => part !== null)
    .join(" ");
}

function nodesOf(count: number): string {
  return count === 1 ? "this node" : `these ${formatCount(count)} nodes`;
}

function tellFreed({ nodes, freed }: ProofCounts): string {
  if (freed < nodes)
    return `${formatCount(freed)} of ${formatCountOf(nodes, "node")} ${freed === 1 ? "passes" : "pass"} every check then.`;
  return nodes === 1
    ? "The node passes every check then."
    : `All ${formatCount(nodes)} nodes pass every check then.`;
}

function sum(groups: ProofCounts["meetNext"]): number {
  return groups.reduce((count, { nodes }) => count + nodes, 0);
}

function titles(groups: ProofCounts["meetNext"]): string {
  return formatList([...new Set(groups.map(({ title }) => lowerFirst(title)))]);
}

/** In the midst of a sentence; what is written in capitals stays so. */
function lowerFirst(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title[0]!.toLowerCase() + title.slice(1) : title;
}
