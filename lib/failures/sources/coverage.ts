/** A span of time, both ends included. */
export type Span = readonly [from: number, to: number];

/** The spans with `added`, joined where they touch, the oldest first. */
export function cover(spans: readonly Span[], added: Span): [number, number][] {
  if (added[1] < added[0]) return spans.map(([from, to]) => [from, to]);
  const joined: [number, number][] = [];
  for (const [from, to] of [...spans, added].toSorted((one, other) => one[0] - other[0])) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** What of `whole` the spans leave open, the newest first. */
export function uncovered(spans: readonly Span[], whole: Span): [number, number][] {
  const open: [number, number][] = [];
  let from = whole[0];
  for (const [start, end] of cover(spans, [0, -1])) {
    if (end <= from) continue;
    if (start >= whole[1]) break;
    if (start > from) open.push([from, start]);
    from = Math.max(from, end);
  }
  if (from < whole[1]) open.push([from, whole[1]]);
  return open.reverse();
}
