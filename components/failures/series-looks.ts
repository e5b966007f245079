/** One blue by lightness, the most common kind first: no bar poses as a status. */
export const seriesGrounds = ["bg-data-1", "bg-data-2", "bg-data-3", "bg-data-4", "bg-data-5"] as const;
export const seriesFills = [
  "fill-data-1",
  "fill-data-2",
  "fill-data-3",
  "fill-data-4",
  "fill-data-5",
] as const;
