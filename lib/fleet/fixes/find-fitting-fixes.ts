import { fixesOf } from "../../fixes/catalogue/index.ts";
import type { CauseCode } from "../../model/cause.ts";
import { parseSubjectKey, type SubjectKey } from "../../model/subject-key.ts";
import type { FleetContext } from "../context.ts";
import { loadFixContexts } from "./load-fix-context.ts";
import { isFitting } from "./prove-loaded.ts";

/**
 * The ids of the fixes that fit a cause, in the order of the catalogue: those that the sync found to, or where it did not look
 * at the cause, those that fit one of its nodes.
 */
export async function findFittingFixes(
  context: FleetContext,
  cause: { code: CauseCode; key: SubjectKey },
): Promise<string[]> {
  const { id: subjectId, scope } = parseSubjectKey(cause.key)!;
  const proofs = await context.store.loadProofs({ code: cause.code, subjectId, scope });
  const ofCause = fixesOf(cause.code);
  if (proofs.length > 0) {
    const fitting = new Set(proofs.map(({ fixId }) => fixId));
    return ofCause.flatMap(({ id }) => (fitting.has(id) ? id : []));
  }
  const loaded = await loadFixContexts(context, cause, { most: 1 });
  return ofCause.flatMap((fix) => (loaded.some((each) => isFitting(fix, each)) ? fix.id : []));
}
