import type { NodesOfCause, ProofCounts } from "../../api/proof.ts";
import type { CauseCode, Subject } from "../../model/cause.ts";
import type { ScopeKey } from "../../model/scope.ts";
import { subjectKey } from "../../model/subject-key.ts";
import type { CountedCause, ProofNumbers } from "../../store/proofs.ts";
import { titleOfCause } from "../causes/title-of-cause.ts";
import type { FindNext } from "./find-next-fix.ts";
import type { LoadedProof } from "./prove-loaded.ts";

/** A proof in one scope, as numbers. */
export type ScopeCounts = ProofNumbers & { scope: ScopeKey; at: number };

export function countLoaded({ loaded, scope, proof }: LoadedProof): ScopeCounts {
  const counted = (groups: LoadedProof["proof"]["meetNext"]): CountedCause[] =>
    groups.map(({ cause: { code, subject }, nodeIds }) => ({ code, subject, nodes: nodeIds.length }));
  return {
    ...{ scope, at: loaded.context.snapshot.at, nodes: loaded.held.length, freed: proof.freed.length },
    ...{ meetNext: counted(proof.meetNext), harmed: counted(proof.harmed) },
    ...{ cannotTell: proof.cannotTell.length, dropped: proof.dropped.length },
    besides: proof.besides.length,
  };
}

/** The proofs of a fix in all the scopes that its cause is in, as one; null where there are none. */
export function sumProofs(proofs: readonly ScopeCounts[], findNext: FindNext): ProofCounts | null {
  if (proofs.length === 0) return null;
  const sum = (of: (proof: ScopeCounts) => number) => proofs.reduce((all, proof) => all + of(proof), 0);
  return {
    at: Math.min(...proofs.map(({ at }) => at)),
    nodes: sum(({ nodes }) => nodes),
    freed: sum(({ freed }) => freed),
    meetNext: tell(proofs, (proof) => proof.meetNext, findNext),
    cannotTell: sum(({ cannotTell }) => cannotTell),
    dropped: sum(({ dropped }) => dropped),
    besides: sum(({ besides }) => besides ?? 0),
    harmed: tell(proofs, (proof) => proof.harmed, findNext),
  };
}

function tell(
  proofs: readonly ScopeCounts[],
  of: (proof: ScopeCounts) => readonly CountedCause[],
  findNext: FindNext,
): NodesOfCause[] {
  const told = new Map<string, { code: CauseCode; subject: Subject; scope: ScopeKey; nodes: number }>();
  for (const proof of proofs) {
    for (const { code, subject, nodes } of of(proof)) {
      const key = `${code} ${subjectKey(proof.scope, subject)}`;
      const known = told.get(key) ?? { code, subject, scope: proof.scope, nodes: 0 };
      told.set(key, { ...known, nodes: known.nodes + nodes });
    }
  }
  return [...told.values()]
    .sort((one, other) => other.nodes - one.nodes)
    .map(({ code, subject, scope, nodes }) => {
      const key = subjectKey(scope, subject);
      return { code, title: titleOfCause(code), key, nodes, walkthroughId: findNext({ code, key }) };
    });
}
