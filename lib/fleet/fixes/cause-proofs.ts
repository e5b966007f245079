import type { ProofCounts } from "../../api/proof.ts";
import type { Fix } from "../../fixes/fix.ts";
import type { CauseCode } from "../../model/cause.ts";
import type { ScopeKey } from "../../model/scope.ts";
import { parseSubjectKey, type SubjectKey } from "../../model/subject-key.ts";
import type { FleetContext } from "../context.ts";
import { countLoaded, sumProofs } from "./count-proofs.ts";
import { loadNextFixes } from "./find-next-fix.ts";
import type { LoadedFixContext } from "./load-fix-context.ts";
import { proveLoaded } from "./prove-loaded.ts";

export type CauseProofs = {
  /** Null where nothing in AWS changes. `isStale`: nodes were read since. */
  of(fix: Fix): (ProofCounts & { isStale: boolean }) | null;
};

/**
 * What each fix of a cause would do: as the sync has proved it over all nodes of the scope. Where any of the scope was read
 * since, or nothing was proved yet, it is proved on the facts of now, unless there are more nodes than can be loaded for that.
 */
export async function loadCauseProofs(
  context: FleetContext,
  cause: { code: CauseCode; key: SubjectKey },
  loaded: readonly LoadedFixContext[],
): Promise<CauseProofs> {
  const { id: subjectId, scope } = parseSubjectKey(cause.key)!;
  const [stored, findNext] = await Promise.all([
    context.store.loadProofs({ code: cause.code, subjectId, scope }),
    loadNextFixes(context),
  ]);
  const readAt = lastRead(context, new Set(loaded.map(({ scope }) => scope)));
  const isWhole = loaded.every(({ held, total }) => held.length === total);
  return {
    of(fix) {
      const known = stored.flatMap(({ fixId, proved, scope, at }) =>
        fixId === fix.id && proved !== null ? { ...proved, scope, at } : [],
      );
      const isFresh = known.length > 0 && known.every(({ at }) => at >= readAt);
      const isKept = isFresh || (known.length > 0 && !isWhole);
      const counts = sumProofs(isKept ? known : proveLoaded(loaded, fix).map(countLoaded), findNext);
      return counts && { ...counts, isStale: isKept && !isFresh };
    },
  };
}

/** When a node of the scopes was last read: what keeps others back, or lets them pass, may have changed with that. */
function lastRead({ index }: FleetContext, scopes: ReadonlySet<ScopeKey>): number {
  let latest = 0;
  for (const node of index.nodes)
    if (node !== undefined && scopes.has(node.scope)) latest = Math.max(latest, node.readAt);
  return latest;
}
