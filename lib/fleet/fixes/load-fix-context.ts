import type { Diagnosis } from "../../diagnosis/diagnose.ts";
import type { FixContext } from "../../fixes/fix.ts";
import { lendView } from "../../fixes/network/situation.ts";
import type { CauseCode } from "../../model/cause.ts";
import type { ScopeKey } from "../../model/scope.ts";
import { parseSubjectKey, type SubjectKey } from "../../model/subject-key.ts";
import type { World } from "../../model/world.ts";
import type { FleetContext } from "../context.ts";
import { loadNodeDiagnosis } from "../load-node-diagnosis.ts";
import { findNeighbours } from "./find-neighbours.ts";
import { findTreated, findTreatedNodes } from "./find-treated.ts";

/** What a fix is asked about, with the world that its effect is proved in. */
export type LoadedFixContext = {
  context: FixContext;
  scope: ScopeKey;
  world: World;
  diagnosis: Diagnosis;
  /** The nodes that have the cause. The context names those too that would have it next. */
  held: readonly string[];
  /** How many nodes of the scope have the cause: more than are held here where they are many. */
  total: number;
};

/**
 * How many nodes of a cause a scope's context holds. A narrow rule is made for these; that they are enough to stand for the
 * rest is a matter of their number, so whoever shows numbers takes them from what the sync has proved of all.
 */
export const loadedNodes = 500;

/**
 * What fixes of a shared cause are asked about, as the store has it now: one context a scope, as IAM's subjects are shared by
 * Regions. Empty where no node has the cause any more. With `neighbours: "all"` nodes around it that are well are in the
 * picture too, so that a proof sees whom it harms; with `most` no more nodes than that.
 */
export async function loadFixContexts(
  fleet: FleetContext,
  cause: { code: CauseCode; key: SubjectKey },
  { neighbours = "troubled", most = loadedNodes }: { neighbours?: "troubled" | "all"; most?: number } = {},
): Promise<LoadedFixContext[]> {
  const shared = findTreated(fleet.index, cause);
  if (shared === undefined) return [];
  const ofScope = findTreatedNodes(fleet.index, cause);
  const home = parseSubjectKey(cause.key)?.scope ?? null;
  // Nodes of other scopes may hang on it: it is mended where it stands, in the picture of that scope's own.
  const scopes = shared.scopes.filter((scope) => home === null || scope === home);
  return Promise.all(
    scopes.toSorted().map(async (scope): Promise<LoadedFixContext> => {
      const all = ofScope.get(scope) ?? [];
      const held = all.slice(0, most);
      const near = findNeighbours(fleet.index, scope, { held: all, which: neighbours, most: 2 * most });
      const { snapshot, world, diagnosis } = await loadNodeDiagnosis(fleet, scope, [...held, ...near]);
      lendView(diagnosis.viewOf(scope));
      const { code } = shared;
      const subject = { kind: shared.subject.kind, id: shared.subject.id };
      const behind = near.filter((id) =>
        diagnosis
          .judgeNode(scope, id)
          .alsoBroken.some((each) => each.code === code && each.subject.id === subject.id),
      );
      const context = { scope: snapshot.scope, snapshot, code, subject, nodeIds: [...held, ...behind] };
      return { context, scope, world, diagnosis, held, total: all.length };
    }),
  );
}
