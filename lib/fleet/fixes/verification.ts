import type { VerificationAnswer } from "../../api/walkthrough.ts";
import { formatMoment } from "../../failures/format-moment.ts";
import { judgeReturn, type NodeNow, type Return, tellReturn } from "../../fixes/verify.ts";
import type { ScopeKey } from "../../model/scope.ts";
import { subjectKey } from "../../model/subject-key.ts";
import type { SyncProgress } from "../../model/sync-progress.ts";
import type { StoredVerification } from "../../store/verifications.ts";
import type { FleetContext } from "../context.ts";
import { regionOf } from "./of-region.ts";
import { requireWalkthroughKey } from "./require-walkthrough-key.ts";

/** What became of the nodes since the fix was applied or marked done, as they are known now. */
export async function describeVerification(
  context: FleetContext,
  walkthroughId: string,
): Promise<VerificationAnswer> {
  const verification = await context.store.loadVerification(walkthroughId);
  if (!verification) return notAsked;
  const judged = judgeVerification(context, verification, await loadReadings(context));
  const { state, counts, next, waitUntil } = told(verification, judged);
  return {
    state,
    sentence: tellVerification(verification, judged),
    startedAt: verification.startedAt,
    readAt: judged.readAt,
    nextReadAt: verification.endedAt === null ? verification.nextReadAt : null,
    waitUntil: state === "waiting" ? waitUntil : null,
    nodes: counts,
    next: next.map(({ code, key, sentence, nodes }) => ({ code, key, sentence, nodes })),
  };
}

const notAsked: VerificationAnswer = {
  ...{ state: "not-asked", sentence: "Once the steps are done, the nodes are read again." },
  ...{ startedAt: null, readAt: null, nextReadAt: null, waitUntil: null, next: [] },
  nodes: { total: 0, back: 0, waiting: 0, notBack: 0 },
};

export type Judged = Return & {
  /** When the last of the nodes was read, once all of them were. */
  readAt: number | null;
};

/** The last reading of each scope, which may still run. */
export type Readings = ReadonlyMap<ScopeKey, Reading>;
type Reading = Pick<SyncProgress, "startedAt" | "finishedAt" | "outcome">;

export async function loadReadings({ store }: Pick<FleetContext, "store">): Promise<Readings> {
  return new Map((await store.loadLatestSyncs()).map((sync) => [sync.scope, sync]));
}

export function judgeVerification(
  { index, now }: FleetContext,
  verification: StoredVerification,
  readings: Readings,
): Judged {
  const { walkthroughId, nodes, startedAt, waitUntil } = verification;
  const { code, key } = requireWalkthroughKey(walkthroughId);
  const region = regionOf({ code, key });
  const known = (Object.entries(nodes) as [ScopeKey, readonly string[]][]).flatMap(([scope, ids]) =>
    ids.map((id): NodeNow | undefined => {
      const node = index.get({ scope, id });
      if (!node) return undefined;
      const cause = node.cause && {
        code: node.cause.code,
        key: region === scope && node.cause.code === code ? key : subjectKey(scope, node.cause.subject),
        sentence: node.why ?? "",
      };
      const { status, expectedUntil, readAt } = node;
      const isReadWhole = isWhole(readAt, { verification, scope, reading: readings.get(scope) });
      return { status, cause, expectedUntil, readAt, isReadWhole };
    }),
  );
  const judged = judgeReturn({
    nodes: known,
    treated: { code, key },
    startedAt,
    waitUntil,
    now: now(),
  });
  const reads = known.flatMap((node) => (node?.readAt == null ? [] : [node.readAt]));
  const readAt = judged.state === "reading" || reads.length === 0 ? null : Math.max(...reads);
  return { ...judged, readAt };
}

/** Whether a row that was read at a time has nothing in it from before the fix, as far as the fix has changed it. */
function isWhole(
  readAt: number,
  {
    verification: { startedAt, documents },
    scope,
    reading,
  }: { verification: StoredVerification; scope: ScopeKey; reading: Reading | undefined },
): boolean {
  if (reading === undefined) return true;
  // Nodes that are read singly come with what the fix has changed; else all of the scope has to be read for that.
  const isSingly = documents[scope] !== undefined;
  if (isSingly && readAt <= reading.startedAt) return true;
  const hasEnded = reading.outcome === "complete" || reading.outcome === "partial";
  if (reading.startedAt > startedAt) return hasEnded;
  return isSingly && reading.finishedAt !== null && readAt > reading.finishedAt;
}

export function tellVerification(verification: StoredVerification, judged: Judged): string {
  const { fixedAt, skipsTheWait } = verification;
  return tellReturn(told(verification, judged), {
    fixedAt: fixedAt ?? (judged.isFixed ? judged.readAt : null),
    skipsTheWait,
    clock: formatMoment,
  });
}

/** What ended well stays told as that, whatever happens to the nodes afterwards; what did not may come right later. */
function told({ endedAt, state }: StoredVerification, judged: Judged): Judged {
  if (endedAt === null || judged.state === "mended") return judged;
  if (state !== "mended") return { ...judged, state };
  const { total } = judged.counts;
  return { ...judged, state, counts: { total, back: total, waiting: 0, notBack: 0 }, next: [] };
}
