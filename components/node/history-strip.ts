import type { NodeDetail } from "../../lib/api/node.ts";

type Span = NodeDetail["history"][number];
type StateMoment = NodeDetail["states"][number];

export type Segment = { status: Span["status"]; start: number; end: number };
export type StateSegment = { state: StateMoment["state"]; start: number; end: number };

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

/** The same of the states that it went into. Before the first of them nobody knows. */
export function stateSegmentsOf(states: readonly StateMoment[], from: number, now: number): StateSegment[] {
  const length = Math.max(1, now - from);
  return states
    .map(({ state, at }, rank) => ({
      state,
      start: Math.max(0, (at - from) / length),
      end: Math.min(1, ((states[rank - 1]?.at ?? now) - from) / length),
    }))
    .filter(({ start, end }) => end > start)
    .reverse();
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const windows = [10 * minuteMs, hourMs, 6 * hourMs, dayMs, 7 * dayMs, 30 * dayMs];

/** Where the line begins: far enough back to show these moments, in a length that people think in. */
export function lineStart(moments: readonly number[], now: number): number {
  const oldest = moments.length === 0 ? now - hourMs : Math.min(...moments);
  const window = windows.find((one) => one >= (now - oldest) * 1.05) ?? windows.at(-1)!;
  return now - window;
}
