import { gapReason, ReadError } from "../../aws/errors.ts";
import type { OperationName } from "../../aws/operations.ts";
import type { AwsReader } from "../../aws/reader.ts";
import type {
  FailureCheckpoint,
  FailureGap,
  FailureLink,
  FailureSighting,
  FailureSource,
} from "../../model/failure.ts";
import { scopeKey } from "../../model/scope.ts";
import { createTolerance, type Tolerance } from "./tolerance.ts";
import { type Stream, walk } from "./walk.ts";

/** What one page of a source came to. Saved together with its checkpoint, it is neither lost nor doubled by a kill. */
export type FailurePage = {
  sightings: FailureSighting[];
  links: FailureLink[];
  checkpoint: FailureCheckpoint;
  /** Reads that failed. What they would have told is read again at the next time. */
  gaps: FailureGap[];
};

export type SourceOptions = {
  now: number;
  /** Nothing older is read; AWS's own limit where left out. */
  since?: number;
  /** What the last page gave back; null to read from the start. */
  checkpoint: FailureCheckpoint | null;
};

/** A place where AWS records failures. */
export type FailureSourceReader = {
  source: FailureSource;
  /** The operations that it calls. The permissions that people are asked for are made of these. */
  actions: readonly OperationName[];
  /** How far back AWS tells. */
  retentionMs: number;
  /** Newest first, then back to `since`; only what the checkpoint does not have yet, and what may still have moved. */
  read(reader: AwsReader, options: SourceOptions): AsyncIterable<FailurePage>;
};

/** What one page of a listing came to. */
export type Found = { sightings: FailureSighting[]; links: FailureLink[] };

export const nothingFound: Found = { sightings: [], links: [] };

export function joinFound(parts: readonly Found[]): Found {
  return {
    sightings: parts.flatMap(({ sightings }) => sightings),
    links: parts.flatMap(({ links }) => links),
  };
}

type Definition = Omit<FailureSourceReader, "read"> & {
  /** The listings that the source is made of, which turn their pages into what they show. */
  streams(reader: AwsReader, tolerance: Tolerance, options: SourceOptions): Promise<Stream<Found>[]>;
};

export function defineSource({ streams, ...facts }: Definition): FailureSourceReader {
  const { source, retentionMs } = facts;
  return {
    ...facts,
    async *read(reader, options) {
      let checkpoint = options.checkpoint ?? {};
      const tolerance = createTolerance((error) => toFailureGap(reader, source, error));
      try {
        const listings = await streams(reader, tolerance, options);
        for await (const step of walk(listings, { ...options, retentionMs })) {
          checkpoint = step.checkpoint;
          yield { ...step.found, checkpoint, gaps: tolerance.takeGaps() };
        }
      } catch (error) {
        const gaps = [...tolerance.takeGaps(), toFailureGap(reader, source, error)];
        yield { sightings: [], links: [], checkpoint, gaps };
      }
    },
  };
}

/** The gap that a failed read leaves; throws what no other read could do better with either. */
export function toReadGap(reader: AwsReader, error: unknown): Omit<FailureGap, "source"> {
  if (!(error instanceof ReadError) || endsAll(error)) throw error;
  const { operation, message, code } = error;
  return { scope: scopeKey(reader.scope), action: operation, reason: gapReason(error), message, code };
}

function toFailureGap(reader: AwsReader, source: FailureSource, error: unknown): FailureGap {
  return { ...toReadGap(reader, error), source };
}

function endsAll({ reason, operation }: ReadError): boolean {
  const isOver = reason === "aborted" || reason === "expired-credentials" || reason === "no-credentials";
  return isOver || operation === "sts:AssumeRole";
}
