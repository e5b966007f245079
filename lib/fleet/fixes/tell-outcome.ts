import type { ProofCounts } from "../../api/proof.ts";
import { formatCount, formatCountOf, formatList } from "../../format/count.ts";

/** A proof in words: `22 of 26 nodes pass every check then. 4 stay back: Endpoint security group blocks.` */
export function tellOutcome({
  nodes,
  freed,
  meetNext,
  cannotTell,
  dropped = 0,
  harmed,
}: ProofCounts): string {
  const held = sum(meetNext);
  const harm = sum(harmed);
  return [
    freed === nodes
      ? `${all(nodes)} ${nodes === 1 ? "passes" : "pass"} every check then.`
      : `${formatCount(freed)} of ${formatCountOf(nodes, "node")} ${freed === 1 ? "passes" : "pass"} every check then.`,
    held > 0 ? `${formatCount(held)} ${held === 1 ? "stays" : "stay"} back: ${titles(meetNext)}.` : null,
    cannotTell > 0
      ? `Of ${formatCount(cannotTell)} nobody can tell: what decides cannot be read or proved.`
      : null,
    dropped > 0 ? `${formatCountOf(dropped, "node")} will be named by nothing any more.` : null,
    harm > 0
      ? `${formatCountOf(harm, "node")} that ${harm === 1 ? "is" : "are"} fine now would not be: ${titles(harmed)}.`
      : null,
  ]
    .filter((part) => part !== null)
    .join(" ");
}

function all(nodes: number): string {
  return nodes === 1 ? "The node" : `All ${formatCount(nodes)} nodes`;
}

function sum(groups: ProofCounts["meetNext"]): number {
  return groups.reduce((count, { nodes }) => count + nodes, 0);
}

function titles(groups: ProofCounts["meetNext"]): string {
  return formatList([...new Set(groups.map(({ title }) => title.toLowerCase()))]);
}
