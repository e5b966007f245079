import type { AwsReader } from "../aws/reader.ts";
import { toReadGap } from "../failures/sources/source.ts";
import { dayMs } from "../failures/sources/times.ts";
import { type Stream, walk } from "../failures/sources/walk.ts";
import type { FailureCheckpoint, FailureGap } from "../model/failure.ts";
import type { Scope } from "../model/scope.ts";
import type { TrailChange } from "../model/trail-change.ts";
import { changingCalls, isOfIam, isOfPower, toTrailChanges } from "./events/index.ts";
import { identityTrailRegion } from "./trail-region.ts";

/** What one page came to. Saved together with its checkpoint, it is neither lost nor doubled by a kill. */
export type ChangePage = {
  changes: TrailChange[];
  checkpoint: FailureCheckpoint;
  /** Reads that failed: the next reading goes on there. */
  gaps: Omit<FailureGap, "source">[];
};

export type ReadChangesOptions = {
  now: number;
  /** Nothing older is read; CloudTrail's own ninety days where left out. */
  since?: number;
  /** What the last page gave back; null to read from the start. */
  checkpoint: FailureCheckpoint | null;
  /** How far back all calls are looked up before any is looked up further; a day where left out. */
  slicesMs?: readonly number[];
  /** The calls to look up; those of the reader's scope where left out. */
  calls?: readonly string[];
};

const retentionMs = 90 * dayMs;

/** Groups that scale start and end instances by the thousand, and EC2 forgets them within the hour. */
const powerMs = 7 * dayMs;

/**
 * What CloudTrail tells of the calls that change what a diagnosis stands on, the newest first, and only what the checkpoint
 * does not have yet. Each call is looked up by its name: all writes of an account are flooded by agents' heartbeats, which
 * CloudTrail counts among them, and all events of EC2 by reads.
 */
export async function* readChanges(
  reader: AwsReader,
  options: ReadChangesOptions,
): AsyncGenerator<ChangePage> {
  let checkpoint = options.checkpoint ?? {};
  const streams = (options.calls ?? lookedUpCalls(reader.scope)).map((name) =>
    eventsNamed(reader, name, isOfPower(name) ? options.now - powerMs : 0),
  );
  try {
    for await (const step of walk(streams, { slicesMs: [dayMs], ...options, retentionMs })) {
      checkpoint = step.checkpoint;
      yield { changes: step.found, checkpoint, gaps: [] };
    }
  } catch (error) {
    yield { changes: [], checkpoint, gaps: [toReadGap(reader, error)] };
  }
}

/** The calls that are looked up in a scope: those of IAM only where CloudTrail keeps them. */
export function lookedUpCalls(scope: Scope): readonly string[] {
  const isHome = scope.region === identityTrailRegion(scope);
  return changingCalls.filter((name) => isHome || !isOfIam(name));
}

/** Those of IAM alone, for where nothing else of their Region is read. */
export const identityCalls: readonly string[] = changingCalls.filter(isOfIam);

function eventsNamed(reader: AwsReader, name: string, since: number): Stream<TrailChange[]> {
  return {
    key: name,
    async ask([from, to], token) {
      if (to <= since) return { found: [], next: null };
      const { Events = [], NextToken } = await reader.call("cloudtrail:LookupEvents", {
        LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: name }],
        StartTime: new Date(Math.max(from, since)),
        EndTime: new Date(to),
        ...{ MaxResults: 50, NextToken: token ?? undefined },
      });
      const found = Events.flatMap((event) => toTrailChanges(reader.scope, event));
      return { found, next: NextToken || null };
    },
  };
}
