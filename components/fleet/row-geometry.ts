import type { RankRange } from "./node-pages.ts";

/** Rows that are drawn beyond either edge of the view, so that a scrolled table is never blank. */
const spareRows = 6;
/** A browser that is zoomed scrolls by fractions of a pixel: a row of which no more than this is hidden counts as in view. */
const slack = 0.05;

/** How rows of one height lie in what scrolls, in pixels. */
export type Placement = {
  /** From the upper edge of the view down to the first row; negative once rows have been scrolled away. */
  top: number;
  viewHeight: number;
  rowHeight: number;
};

/** The ranks in view, with those that are partly hidden. */
export function rangeInView({ top, viewHeight, rowHeight }: Placement): RankRange {
  const first = Math.max(0, Math.floor(-top / rowHeight + slack));
  return { first, last: Math.max(first, Math.ceil((viewHeight - top) / rowHeight - slack) - 1) };
}

/** How far to scroll for a row to stand first (`start`), or to be in view at all (`auto`). */
export function distanceTo(
  rank: number,
  align: "auto" | "start",
  { top, viewHeight, rowHeight }: Placement,
): number {
  const upper = top + rank * rowHeight;
  if (align === "start" || upper < 0) return upper;
  return Math.max(0, upper + rowHeight - viewHeight);
}

/** The ranks whose rows are drawn: those in view with some to spare, and `kept` wherever it is. */
export function ranksDrawn({ first, last }: RankRange, count: number, kept: number | null): number[] {
  const end = Math.min(count - 1, last + spareRows);
  const start = Math.max(0, Math.min(first, end) - spareRows);
  const ranks = Array.from({ length: end - start + 1 }, (_, index) => start + index);
  if (kept === null || kept < 0 || kept >= count) return ranks;
  if (kept < start) return [kept, ...ranks];
  return kept > end ? [...ranks, kept] : ranks;
}
