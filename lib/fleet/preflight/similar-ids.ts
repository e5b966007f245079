import type { Node } from "../../model/node.ts";

/**
 * Finds ids that are one slip away from a given one: a character changed, missing or too many, or two swapped. Wherever the
 * slip is, one half of the id stays as it was, so two tables of halves find all candidates among 100,000 nodes at once.
 */
export function createSimilarIds(nodes: Iterable<Node>): (id: string) => Node[] {
  let halves: Map<string, Node[]> | null = null;
  return (id) => {
    halves ??= indexHalves(nodes);
    const candidates = new Set<Node>();
    for (const length of [id.length - 1, id.length, id.length + 1]) {
      for (const half of [frontOf(id, length), backOf(id, length)])
        for (const node of halves.get(half) ?? []) candidates.add(node);
    }
    return [...candidates].filter((node) => isOneSlip(node.id, id));
  };
}

function indexHalves(nodes: Iterable<Node>): Map<string, Node[]> {
  const halves = new Map<string, Node[]>();
  for (const node of nodes) {
    const { length } = node.id;
    for (const half of [frontOf(node.id, length), backOf(node.id, length)]) {
      const known = halves.get(half);
      if (known === undefined) halves.set(half, [node]);
      else known.push(node);
    }
  }
  return halves;
}

/** The halves of an id of some length, as far as a text that may be longer or shorter still has them. */
function frontOf(id: string, length: number): string {
  return `${length} < ${id.slice(0, Math.ceil(length / 2))}`;
}

function backOf(id: string, length: number): string {
  return `${length} > ${id.slice(id.length - Math.floor(length / 2))}`;
}

function isOneSlip(right: string, wrong: string): boolean {
  if (right === wrong) return false;
  let from = 0;
  while (from < right.length && right[from] === wrong[from]) from++;
  const isSame = (ofRight: number, ofWrong: number) =>
    right.slice(from + ofRight) === wrong.slice(from + ofWrong);
  if (isSame(1, 1) || isSame(1, 0) || isSame(0, 1)) return true;
  return right[from] === wrong[from + 1] && right[from + 1] === wrong[from] && isSame(2, 2);
}
