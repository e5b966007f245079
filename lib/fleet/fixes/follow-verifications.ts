import { randomUUID } from "node:crypto";
import type { StoredRun } from "../../store/run-row.ts";
import type { StoredVerification } from "../../store/verifications.ts";
import type { FleetContext } from "../context.ts";
import { tellWalkthrough } from "./tell-walkthrough.ts";
import {
  type Judged,
  judgeVerification,
  loadReadings,
  type Readings,
  tellVerification,
} from "./verification.ts";

/** What was last told of each, so that pages read it again when it is another one. */
const toldOf = new WeakMap<FleetContext["store"], Map<string, string>>();

/** Looks at all verifications that are open, now that nodes were read: tells how far they are, and closes what is decided. */
export async function followVerifications(context: FleetContext): Promise<void> {
  const told = toldOf.get(context.store) ?? new Map<string, string>();
  toldOf.set(context.store, told);
  const open = await context.store.loadOpenVerifications();
  const readings: Readings = open.length === 0 ? new Map() : await loadReadings(context);
  for (const verification of open) {
    const judged = judgeVerification(context, verification, readings);
    const { state, counts } = judged;
    if (state === "mended" || state === "not-mended") await end(context, verification, judged);
    const news = JSON.stringify([state, counts, judged.isFixed]);
    if (state === "reading" || state === "mended" || state === "not-mended") continue;
    if (told.get(verification.walkthroughId) === news) continue;
    told.set(verification.walkthroughId, news);
    const version = await context.store.noteVerification(
      withWhatIsKnown(verification, judged),
      context.now(),
    );
    if (version !== undefined) await tellWalkthrough(context, verification.walkthroughId, version);
  }
}

function withWhatIsKnown(verification: StoredVerification, judged: Judged): StoredVerification {
  const { state, isFixed, readAt, waitUntil } = judged;
  return {
    ...verification,
    ...{ state, readAt, waitUntil: Math.max(waitUntil, verification.startedAt) },
    fixedAt: verification.fixedAt ?? (isFixed ? readAt : null),
  };
}

async function end(context: FleetContext, verification: StoredVerification, judged: Judged): Promise<void> {
  const { walkthroughId, by } = verification;
  const endedAt = context.now();
  const ended = { ...withWhatIsKnown(verification, judged), endedAt, nextReadAt: null };
  const run: StoredRun = {
    ...{ id: randomUUID(), walkthroughId, kind: "verify", step: null, at: endedAt, by, endedAt },
    ...{ operation: null, resource: null, scope: null, answer: null, hold: null },
    // After an undo nothing was to be mended: the nodes were read again, and that is done.
    outcome: judged.state === "mended" || isAfterUndo(verification) ? "done" : "failed",
    sentence: tellVerification(ended, judged),
    detail: { counts: judged.counts, next: judged.next },
  };
  const version = await context.store.endVerification(ended, run);
  if (version !== null) await tellWalkthrough(context, walkthroughId, version);
}

function isAfterUndo({ startedAt, waitUntil }: StoredVerification): boolean {
  return waitUntil <= startedAt;
}
