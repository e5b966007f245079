import type { Diagnosis } from "../../diagnosis/diagnose.ts";
import type { FixContext } from "../../fixes/fix.ts";
import { lendView } from "../../fixes/network/situation.ts";
import type { CauseCode } from "../../model/cause.ts";
import type { ScopeKey } from "../../model/scope.ts";
import type { SubjectKey } from "../../model/subject-key.ts";
import type { World } from "../../model/world.ts";
import type { FleetContext } from "../context.ts";
import { loadNodeDiagnosis } from "../load-node-diagnosis.ts";
import { findSharedCause } from "../node-index/share-causes.ts";
import { findHeldNodes } from "./find-held-nodes.ts";

/** What a fix is asked about, with the world that its effect is proved in. */
export type LoadedFixContext = {
  context: FixContext;
  scope: ScopeKey;
  world: World;
  diagnosis: Diagnosis;
  /** How many nodes of the scope have the cause: more than the context names where they are many. */
  total: number;
};

/**
 * How many nodes of a cause a scope's context holds. A narrow rule is made for these; that they are enough to stand for the
 * rest is a matter of their number, so whoever shows numbers takes them from what the sync has proved of all.
 */
export const loadedNodes = 500;

/**
 * What fixes of a shared cause are asked about, as the store has it now: one context a scope, as IAM's subjects are shared by
 * Regions. Empty where no node has the cause any more. `besides` are nodes that are to be in the picture too.
 */
export async function loadFixContexts(
  fleet: FleetContext,
  { code, key }: { code: CauseCode; key: SubjectKey },
  {
    besides = () => [],
    most = loadedNodes,
  }: { besides?: (scope: ScopeKey) => readonly string[]; most?: number } = {},
): Promise<LoadedFixContext[]> {
  const shared = findSharedCause(fleet.index, { code, key });
  if (shared === undefined) return [];
  const held = findHeldNodes(fleet.index, { code, key });
  return Promise.all(
    shared.scopes.toSorted().map(async (scope): Promise<LoadedFixContext> => {
      const ids = held.get(scope) ?? [];
      const nodeIds = ids.slice(0, most);
      const loaded = [...new Set([...nodeIds, ...besides(scope)])];
      const { snapshot, world, diagnosis } = await loadNodeDiagnosis(fleet, scope, loaded);
      lendView(diagnosis.viewOf(scope));
      const context = { scope: snapshot.scope, snapshot, code, subject: shared.subject, nodeIds };
      return { context, scope, world, diagnosis, total: ids.length };
    }),
  );
}
