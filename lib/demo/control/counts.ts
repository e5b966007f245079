import type { CallCounts } from "./endpoint.ts";

/** Notes what became of a call; `code` is the error that answered it. */
export function countCall(counts: Map<string, CallCounts>, action: string, code?: string) {
  const entry = counts.get(action) ?? { calls: 0, answered: 0, refused: {} };
  entry.calls++;
  if (code === undefined) entry.answered++;
  else entry.refused[code] = (entry.refused[code] ?? 0) + 1;
  counts.set(action, entry);
}
