import type { CauseCode } from "../../model/cause.ts";
import type { ScopeKey } from "../../model/scope.ts";
import { type SubjectKey, subjectKey } from "../../model/subject-key.ts";
import type { Store } from "../../store/store.ts";
import { idOfWalkthrough } from "./of-region.ts";

type Asked = { code: CauseCode; key: SubjectKey };

/** The walkthrough of the fix that frees most of a cause's nodes; null where none is known. */
export type FindNext = (cause: Asked) => string | null;

/** By what the syncs have proved; of a cause that another one hides, by their plans. */
export async function loadNextFixes({ store }: { store: Store }): Promise<FindNext> {
  const [proofs, steps] = await Promise.all([store.loadProofs(), store.loadPlanSteps()]);
  const best = new Map<string, { id: string; freed: number }>();
  const take = (
    scope: ScopeKey,
    { code, subject, fixId }: (typeof proofs | typeof steps)[number],
    freed: number,
  ) => {
    const key = subjectKey(scope, subject);
    const id = idOfWalkthrough({ fixId, code, key });
    const known = best.get(`${code} ${key}`);
    if (known === undefined || freed > known.freed) best.set(`${code} ${key}`, { id, freed });
  };
  for (const proof of proofs) take(proof.scope, proof, proof.proved?.freed ?? 0);
  for (const step of steps) take(step.scope, step, 0);
  return ({ code, key }) => best.get(`${code} ${key}`)?.id ?? null;
}
