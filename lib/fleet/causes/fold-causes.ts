import type { FoldedCauses } from "../../api/cause.ts";
import { keepsFromAnswering, type SharedCause } from "../node-index/share-causes.ts";
import { titleOfCause } from "./title-of-cause.ts";

/** From how many causes of one node each on, one line says more than they do. */
const worthFolding = 4;

type Cause = SharedCause & { since: number };

/**
 * Takes together the causes of one code that have one node each, as when the agents of twenty nodes are silent; the others
 * stay as they are.
 */
export function foldCauses(causes: readonly Cause[]): { single: Cause[]; folded: FoldedCauses[] } {
  const groups = Map.groupBy(
    causes.filter(({ nodes }) => nodes === 1),
    (cause) => `${cause.code} ${keepsFromAnswering(cause)}`,
  );
  const large = [...groups.values()].filter((group) => group.length >= worthFolding);
  const away = new Set(large.flat());
  return { single: causes.filter((cause) => !away.has(cause)), folded: large.map(toFolded) };
}

function toFolded(group: readonly Cause[]): FoldedCauses {
  const { code } = group[0]!;
  return {
    code,
    title: titleOfCause(code),
    causes: group.length,
    nodes: countNodes(group),
    keepsFromAnswering: keepsFromAnswering(group[0]!),
    since: group.reduce((least, { since }) => Math.min(least, since), Number.POSITIVE_INFINITY),
  };
}

export function countNodes(causes: readonly SharedCause[]): FoldedCauses["nodes"] {
  const byStatus: Record<string, number> = {};
  let total = 0;
  for (const cause of causes) {
    total += cause.nodes;
    for (const [status, count] of Object.entries(cause.byStatus))
      byStatus[status] = (byStatus[status] ?? 0) + count;
  }
  return { total, byStatus };
}
