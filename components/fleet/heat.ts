const faintest = 8;
const strongest = 42;

/**
 * How strongly a cell is washed, in per cent: by the share of its row, so that a small team with half its nodes lost is as
 * hot as a large one. The scale is bent, because one lost node in a hundred must be seen; and its strongest keeps text AA.
 */
export function heatOf(count: number, of: number): number {
  if (count <= 0 || of <= 0) return 0;
  return Math.round(faintest + (strongest - faintest) * Math.sqrt(Math.min(1, count / of)));
}
