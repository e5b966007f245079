import type { Judgement } from "../diagnosis/decide.ts";
import type { Diagnosis } from "../diagnosis/diagnose.ts";
import { fixesOf } from "../fixes/catalogue/index.ts";
import { worthOfReturn } from "../fixes/is-wanted-back.ts";
import { judgedScope } from "../fixes/judged-scope.ts";
import { planFixes } from "../fixes/plan.ts";
import { proveCauses } from "../fixes/prove-causes.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { World } from "../model/world.ts";
import type { Store } from "../store/store.ts";

export type ScopeProofs = Parameters<Store["saveProofs"]>[1];

/**
 * What the fixes of a scope's causes would do, and their plan, while its world is in memory. Null where Muster itself failed:
 * what was proved before stands then, and the sync goes on.
 */
export function proveScope(
  scope: ScopeKey,
  {
    diagnosis,
    world,
    judgements,
  }: { diagnosis: Diagnosis; world: World; judgements: ReadonlyMap<string, Judgement> },
  catalogue: typeof fixesOf = fixesOf,
): ScopeProofs | null {
  const faults = new Map<string, unknown>();
  const options = {
    fixesOf: catalogue,
    worthOf: worthOfReturn,
    onFault: (fixId: string, _: unknown, error: unknown) => void faults.set(fixId, error),
  };
  try {
    const judged = judgedScope(diagnosis, world, scope, judgements);
    const { proofs, atMost } = proveCauses(judged, judgements, options);
    return { proofs, steps: planFixes(judged, judgements, { ...options, atMost }) };
  } catch (error) {
    faults.set("the plan", error);
    return null;
  } finally {
    for (const [name, error] of faults) tellFault(scope, name, error);
  }
}

function tellFault(scope: ScopeKey, name: string, error: unknown): void {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${scope}: ${name} could not be proved: ${trace}\n`);
}
