import type { NodeDetail } from "../../lib/api/node.ts";

type Span = NodeDetail["history"][number];

export type Segment = { status: Span["status"]; start: number; end: number };

/**
 * A history as parts of a line from 0 to 1, oldest first, which ends now. Times before `from` are left out; a part that is
 * too short to be seen still is.
 */
export function segmentsOf(history: readonly Span[], from: number, now: number): Segment[] {
  const length = Math.max(1, now - from);
  return history
    .toReversed()
    .map((span) => ({
      status: span.status,
      start: Math.max(0, (span.from - from) / length),
      end: Math.min(1, ((span.to ?? now) - from) / length),
    }))
    .filter(({ start, end }) => end > start);
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const windows = [hourMs, 6 * hourMs, dayMs, 7 * dayMs, 30 * dayMs];

/** Where the line begins: far enough back to show the last changes, and no farther. */
export function lineStart(history: readonly Span[], now: number): number {
  const changes = history.slice(0, 4).map((span) => span.from);
  const oldest = Math.min(now - hourMs, ...changes);
  const window = windows.find((one) => one >= (now - oldest) * 1.05) ?? windows.at(-1)!;
  return now - window;
}
