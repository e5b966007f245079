import type { Node } from "../../model/node.ts";

/**
 * Finds ids that differ from a given one in one character. Whatever character it is, one half of the id stays as it was, so
 * two tables of halves find all candidates among 100,000 nodes at once.
 */
export function createSimilarIds(nodes: Iterable<Node>): (id: string) => Node[] {
  let halves: Map<string, Node[]> | null = null;
  return (id) => {
    halves ??= indexHalves(nodes);
    const candidates = new Set([...(halves.get(frontOf(id)) ?? []), ...(halves.get(backOf(id)) ?? [])]);
    return [...candidates].filter((node) => differsInOne(node.id, id));
  };
}

function indexHalves(nodes: Iterable<Node>): Map<string, Node[]> {
  const halves = new Map<string, Node[]>();
  for (const node of nodes) {
    for (const half of [frontOf(node.id), backOf(node.id)]) {
      const known = halves.get(half);
      if (known === undefined) halves.set(half, [node]);
      else known.push(node);
    }
  }
  return halves;
}

function frontOf(id: string): string {
  return `${id.length} < ${id.slice(0, Math.ceil(id.length / 2))}`;
}

function backOf(id: string): string {
  return `${id.length} > ${id.slice(Math.ceil(id.length / 2))}`;
}

function differsInOne(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let differences = 0;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at] && ++differences > 1) return false;
  return differences === 1;
}
