import type { CauseList, FoldedCauses, SharedCauseAnswer } from "../../lib/api/cause.ts";

export type CauseGroups = {
  notAnswering: { causes: SharedCauseAnswer[]; folded: FoldedCauses[] };
  degraded: { causes: SharedCauseAnswer[]; folded: FoldedCauses[] };
  acknowledged: SharedCauseAnswer[];
};

/** The causes of all pages in the order in which a person looks at them: what keeps nodes away, what limits them, what is known. */
export function groupCauses(pages: readonly CauseList[]): CauseGroups {
  const items = pages.flatMap((page) => page.items);
  const folded = pages[0]?.folded ?? [];
  const current = items.filter((cause) => cause.acknowledged === null);
  const of = (keepsFromAnswering: boolean) => ({
    causes: current.filter((cause) => cause.keepsFromAnswering === keepsFromAnswering),
    folded: folded.filter((cause) => cause.keepsFromAnswering === keepsFromAnswering),
  });
  return {
    notAnswering: of(true),
    degraded: of(false),
    acknowledged: items.filter((cause) => cause.acknowledged !== null),
  };
}

/** The most nodes that any of them has: the length of the longest bar. */
export function mostNodes(pages: readonly CauseList[]): number {
  return Math.max(1, ...pages.flatMap((page) => page.items.map(({ nodes }) => nodes.total)));
}
