import { ReadError } from "../../aws/errors.ts";
import type { FailureCheckpoint, StreamProgress } from "../../model/failure.ts";
import { cover, type Span, uncovered } from "./coverage.ts";
import { dayMs, overlapMs } from "./times.ts";

/** One listing of a source that is read through time. */
export type Stream<Found> = {
  /** Its name in the checkpoint. */
  key: string;
  /** The page of `span` that `token` leads to; the first where it is null. */
  ask(span: Span, token: string | null): Promise<StreamPage<Found>>;
  /** Until when nothing can move any more; the overlap alone where left out. */
  settledUntil?: number;
};

export type StreamPage<Found> = {
  found: Found;
  /** Leads to the next page; null at the end. */
  next: string | null;
  /** When the oldest thing began that has not ended yet: from there on, all is read again. */
  openSince?: number | null;
  /** Whether something of it could not be read, so that the span has to be read again. */
  isPartial?: boolean;
};

export type Step<Found> = { found: Found; key: string; checkpoint: FailureCheckpoint };

export type WalkOptions = {
  now: number;
  /** Nothing older is read. */
  since?: number;
  retentionMs: number;
  checkpoint: FailureCheckpoint | null;
  /** How far back all streams are read before any is read further, each time; a day and a week where left out. */
  slicesMs?: readonly number[];
};

const noProgress: StreamProgress = { covered: [], pass: null };

/** The last day of every listing is read before the last week of any, so that the newest is there first. */
const dayAndWeek = [dayMs, 7 * dayMs];

/**
 * Reads what the checkpoint does not cover yet, page after page, the newest first. AWS promises no order within a listing,
 * so a span counts as read once its last page is; until then a restart goes on at the page that was due.
 */
export async function* walk<Found>(
  streams: readonly Stream<Found>[],
  options: WalkOptions,
): AsyncGenerator<Step<Found>> {
  const { now } = options;
  const oldest = Math.max(now - options.retentionMs, options.since ?? 0);
  const checkpoint: FailureCheckpoint = { ...options.checkpoint };
  for (const stream of streams) yield* resume(stream, checkpoint, now);
  for (const slice of slicesBetween(oldest, now, options.slicesMs ?? dayAndWeek)) {
    for (const stream of streams) {
      const { covered } = checkpoint[stream.key] ?? noProgress;
      for (const span of uncovered(covered, slice)) yield* readSpan(stream, checkpoint, span, now);
    }
  }
}

function slicesBetween(oldest: number, now: number, slicesMs: readonly number[]): Span[] {
  const edges = [...slicesMs.map((ms) => now - ms).filter((edge) => edge > oldest), oldest];
  return edges.map((from, index): Span => [from, index === 0 ? now : edges[index - 1]!]);
}

async function* resume<Found>(
  stream: Stream<Found>,
  checkpoint: FailureCheckpoint,
  now: number,
): AsyncGenerator<Step<Found>> {
  const pass = checkpoint[stream.key]?.pass;
  if (!pass) return;
  try {
    yield* readSpan(stream, checkpoint, [pass.from, pass.to], now, pass);
  } catch (error) {
    // A token that AWS no longer takes costs the span, which is then read from its start.
    if (!(error instanceof ReadError) || !/token/i.test(error.code ?? "") || error.reason !== "failed")
      throw error;
    checkpoint[stream.key] = { ...checkpoint[stream.key]!, pass: null };
  }
}

async function* readSpan<Found>(
  stream: Stream<Found>,
  checkpoint: FailureCheckpoint,
  span: Span,
  now: number,
  pass: StreamProgress["pass"] = null,
): AsyncGenerator<Step<Found>> {
  const [from, to] = span;
  const { key } = stream;
  let openSince = pass?.openSince ?? null;
  for (let token = pass?.token ?? null; ; ) {
    const page = await stream.ask(span, token);
    // What is partial stays open as a whole.
    openSince = earlier(openSince, page.isPartial ? from : (page.openSince ?? null));
    const { covered } = checkpoint[key] ?? noProgress;
    if (page.next === null) {
      const settled = Math.min(now - overlapMs, stream.settledUntil ?? now, openSince ?? now);
      checkpoint[key] = { covered: cover(covered, [from, Math.min(to, settled)]), pass: null };
    } else {
      checkpoint[key] = { covered, pass: { from, to, token: page.next, openSince } };
    }
    yield { found: page.found, key, checkpoint: { ...checkpoint } };
    if (page.next === null || page.next === token) return;
    token = page.next;
  }
}

function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
