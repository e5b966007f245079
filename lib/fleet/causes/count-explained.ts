import type { CauseCode, Subject } from "../../model/cause.ts";
import type { FleetContext } from "../context.ts";

type Blamed = { code: CauseCode; subject: Subject; scopes: readonly string[] };

const thirtyDaysMs = 30 * 86_400_000;

/** How many failures of 30 days each of these causes explains; null while failures are not read. */
export async function countExplained(
  { store, now }: Pick<FleetContext, "store" | "now">,
  causes: readonly Blamed[],
): Promise<(cause: Blamed) => number | null> {
  const reads = await store.loadFailureReads();
  if (!reads.some(({ readAt }) => readAt !== null)) return () => null;
  const ids = [...new Set(causes.map(({ subject }) => subject.id))];
  const counts = await store.countCauseFailures(ids, now() - thirtyDaysMs);
  const bySubject = Map.groupBy(counts, ({ cause, subjectId }) => `${cause} ${subjectId}`);
  return ({ code, subject, scopes }) => {
    const own = bySubject.get(`${code} ${subject.id}`) ?? [];
    // An id that AWS gave once is in one scope anyway; a setting or an organization is each scope's own.
    return own.reduce((sum, { scope, count }) => (scopes.includes(scope) ? sum + count : sum), 0);
  };
}
