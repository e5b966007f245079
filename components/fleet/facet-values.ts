type FacetValue = { value: string; label: string | null; count: number };

/** A facet's values with those that are chosen among them, even where no node has them any more: one must be able to let go. */
export function withChosen(values: readonly FacetValue[], chosen: readonly string[]): FacetValue[] {
  const present = new Set(values.map(({ value }) => value));
  const absent = chosen.filter((value) => !present.has(value));
  return [...values, ...absent.map((value) => ({ value, label: null, count: 0 }))];
}
