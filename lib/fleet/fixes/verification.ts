import type { VerificationAnswer } from "../../api/walkthrough.ts";
import { judgeReturn, type NodeNow, type Return, tellReturn } from "../../fixes/verify.ts";
import { formatClock } from "../../format/time.ts";
import type { ScopeKey } from "../../model/scope.ts";
import { subjectKey } from "../../model/subject-key.ts";
import type { StoredVerification } from "../../store/verifications.ts";
import type { FleetContext } from "../context.ts";
import { requireWalkthroughKey } from "./require-walkthrough-key.ts";

/** What became of the nodes since the fix was applied or marked done, as they are known now. */
export async function describeVerification(
  context: FleetContext,
  walkthroughId: string,
): Promise<VerificationAnswer> {
  const verification = await context.store.loadVerification(walkthroughId);
  if (!verification) return notAsked;
  const judged = judgeVerification(context, verification);
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

export function judgeVerification(
  { index, now }: FleetContext,
  { walkthroughId, nodes, startedAt, waitUntil }: StoredVerification,
): Judged {
  const { code, key } = requireWalkthroughKey(walkthroughId);
  const known = (Object.entries(nodes) as [ScopeKey, readonly string[]][]).flatMap(([scope, ids]) =>
    ids.map((id): NodeNow | undefined => {
      const node = index.get({ scope, id });
      if (!node) return undefined;
      const cause = node.cause && {
        ...{ code: node.cause.code, key: subjectKey(scope, node.cause.subject) },
        sentence: node.why ?? "",
      };
      return { status: node.status, cause, expectedUntil: node.expectedUntil, readAt: node.readAt };
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

export function tellVerification(verification: StoredVerification, judged: Judged): string {
  const { fixedAt, skipsTheWait } = verification;
  return tellReturn(told(verification, judged), {
    fixedAt: fixedAt ?? (judged.isFixed ? judged.readAt : null),
    skipsTheWait,
    clock: (at) => `${formatClock(at, "UTC")} UTC`,
  });
}

/** What ended well stays told as that, whatever happens to the nodes afterwards; what did not may come right later. */
function told({ endedAt, state }: StoredVerification, judged: Judged): Judged {
  if (endedAt === null || judged.state === "mended") return judged;
  if (state !== "mended") return { ...judged, state };
  const { total } = judged.counts;
  return { ...judged, state, counts: { total, back: total, waiting: 0, notBack: 0 }, next: [] };
}
