import type { ProofCounts } from "../../api/proof.ts";
import type { Fix } from "../../fixes/fix.ts";
import type { CauseCode } from "../../model/cause.ts";
import { parseSubjectKey, type SubjectKey } from "../../model/subject-key.ts";
import type { FleetContext } from "../context.ts";
import { countLoaded, type ScopeCounts, sumProofs } from "./count-proofs.ts";
import { findHeldNodes } from "./find-held-nodes.ts";
import { type FindNext, loadNextFixes } from "./find-next-fix.ts";
import type { LoadedFixContext } from "./load-fix-context.ts";
import { proveLoaded } from "./prove-loaded.ts";

/**
 * What each fix of a cause would do: as the sync has proved it over all nodes of the scope, or on the facts of now where
 * nodes were read since, or nothing was proved yet.
 */
export async function loadCauseProofs(
  context: FleetContext,
  cause: { code: CauseCode; key: SubjectKey },
  loaded: readonly LoadedFixContext[],
): Promise<{ of(fix: Fix): ProofCounts | null; findNext: FindNext }> {
  const { id: subjectId, scope } = parseSubjectKey(cause.key)!;
  const [stored, findNext] = await Promise.all([
    context.store.loadProofs({ code: cause.code, subjectId, scope }),
    loadNextFixes(context),
  ]);
  const readAt = lastRead(context, cause);
  return {
    findNext,
    of(fix) {
      const proved = stored.flatMap(({ fixId, proved, scope, at }) =>
        fixId === fix.id && proved !== null ? { ...proved, scope, at } : [],
      );
      return isFresh(proved, readAt)
        ? sumProofs(proved, findNext)
        : sumProofs(proveLoaded(loaded, fix).map(countLoaded), findNext);
    },
  };
}

function isFresh(proved: readonly ScopeCounts[], readAt: number): boolean {
  return proved.length > 0 && proved.every(({ at }) => at >= readAt);
}

/** When a node that has the cause was last read. */
function lastRead({ index }: FleetContext, cause: { code: CauseCode; key: SubjectKey }): number {
  let latest = 0;
  for (const [scope, ids] of findHeldNodes(index, cause))
    for (const id of ids) latest = Math.max(latest, index.get({ scope, id })?.readAt ?? 0);
  return latest;
}
