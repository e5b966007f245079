import type { ProofAnswer, ProofCounts } from "../../api/proof.ts";
import { findFix } from "../../fixes/catalogue/index.ts";
import { FleetError } from "../../model/fleet-error.ts";
import type { WalkthroughKey } from "../../model/walkthrough-id.ts";
import type { FleetContext } from "../context.ts";
import { countLoaded, sumProofs } from "./count-proofs.ts";
import { loadNextFixes } from "./find-next-fix.ts";
import { loadFixContexts } from "./load-fix-context.ts";
import { type LoadedProof, proveLoaded } from "./prove-loaded.ts";
import { requireWalkthroughKey } from "./require-walkthrough-key.ts";
import { tellOutcome } from "./tell-outcome.ts";

/** Proves a fix anew, on the facts that the store has now. Null where nothing in AWS changes, so that nothing can be proved. */
export async function proveWalkthrough(
  context: FleetContext,
  { id }: { id: string },
): Promise<ProofAnswer | null> {
  const key = requireWalkthroughKey(id);
  const fix = requireFix(key);
  const loaded = await loadFixContexts(context, key, { neighbours: "all" });
  if (loaded.length === 0) throw nothingToProve(key);
  const proved = proveLoaded(loaded, fix);
  const counts = sumProofs(proved.map(countLoaded), await loadNextFixes(context));
  return counts && { ...counts, ...drawProof(context, counts, proved), isStale: false };
}

export function requireFix({ fixId, code }: WalkthroughKey) {
  const fix = findFix(fixId);
  if (fix?.causes.includes(code)) return fix;
  throw new FleetError(
    "not-found",
    fix === undefined
      ? `There is no fix ${fixId}. Open the walkthrough from its cause.`
      : `${fixId} is no fix of ${code}. Open the walkthrough from its cause.`,
    { field: "id" },
  );
}

export function nothingToProve({ code, key }: WalkthroughKey): FleetError {
  return new FleetError(
    "not-found",
    `No node has the cause ${code} of ${key} now, so there is nothing to prove. The causes page has what is open.`,
    { field: "id" },
  );
}

/** A proof's words, with the path of one node before and after: of one that it frees, where it frees any. */
export function drawProof(
  { index }: Pick<FleetContext, "index">,
  counts: ProofCounts,
  proved: readonly LoadedProof[],
): Pick<ProofAnswer, "sentence" | "example" | "before" | "after"> {
  const sentence = tellOutcome(counts);
  const telling = proved.find(({ proof }) => proof.freed.length > 0) ?? proved[0];
  const id = telling && (telling.proof.freed[0] ?? telling.loaded.held[0]);
  if (telling === undefined || id === undefined)
    return { sentence, example: null, before: null, after: null };
  const { scope, loaded, changed } = telling;
  return {
    sentence,
    example: { scope, id, name: index.get({ scope, id })?.name ?? null },
    before: loaded.diagnosis.diagnoseNode(scope, id).path,
    after: changed.after.judgementOf(id) && changed.after.diagnosis.diagnoseNode(scope, id).path,
  };
}
