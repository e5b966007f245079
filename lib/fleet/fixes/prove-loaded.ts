import type { Fix } from "../../fixes/fix.ts";
import { type ChangedScope, changeScope, judgedScope } from "../../fixes/judged-scope.ts";
import { type Proof, tellProof } from "../../fixes/prove.ts";
import type { ScopeKey } from "../../model/scope.ts";
import { GapError, type SnapshotPatch } from "../../model/snapshot.ts";
import type { LoadedFixContext } from "./load-fix-context.ts";

export type LoadedProof = {
  loaded: LoadedFixContext;
  scope: ScopeKey;
  proof: Proof;
  changed: ChangedScope;
};

/** What a fix does to the nodes that were loaded, scope by scope: none where it does not fit, or changes nothing in AWS. */
export function proveLoaded(contexts: readonly LoadedFixContext[], fix: Fix): LoadedProof[] {
  return contexts.flatMap((loaded): LoadedProof | never[] => {
    const { context, scope, world, diagnosis, held } = loaded;
    const patch = effectOf(fix, context);
    if (patch === null) return [];
    const judged = judgedScope(diagnosis, world, scope);
    const changed = changeScope(judged, patch);
    return { loaded, scope, changed, proof: tellProof(changed, held) };
  });
}

export function isFitting(fix: Fix, { context }: LoadedFixContext): boolean {
  return unlessUnread(() => fix.fits(context)) ?? false;
}

function effectOf(fix: Fix, context: LoadedFixContext["context"]): SnapshotPatch | null {
  return unlessUnread(() => (fix.fits(context) ? fix.effect(context) : null)) ?? null;
}

/** What was not read cannot be changed with any confidence. */
function unlessUnread<Value>(ask: () => Value): Value | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof GapError) return undefined;
    throw error;
  }
}
