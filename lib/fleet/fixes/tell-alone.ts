import type { FixPlan } from "../../api/proof.ts";
import { placeOf } from "../../diagnosis/cause-order.ts";
import type { CauseCode } from "../../model/cause.ts";
import type { ScopeKey } from "../../model/scope.ts";
import { type SubjectKey, subjectKey } from "../../model/subject-key.ts";
import type { ProofNumbers, StoredProof } from "../../store/proofs.ts";
import { idOfWalkthrough } from "./of-region.ts";

type Alone = NonNullable<FixPlan["alone"]>[number];
type ProvedFix = { fixId: string; freed: number; next: { key: string; nodes: number }[] };

/**
 * What each cause's best fix frees by itself, as the syncs have proved it. `positions` are the places (from 1) of the plan's
 * fixes by the cause that they remove.
 */
export function tellAlone(proofs: readonly StoredProof[], positions: ReadonlyMap<string, number>): Alone[] {
  const byCause = Map.groupBy(proofs, ({ code, scope, subject }) => keyOf(code, subjectKey(scope, subject)));
  return [...byCause.values()].map((ofCause) => {
    const { code, scope, subject } = ofCause[0]!;
    const key = subjectKey(scope, subject);
    const best = bestOf(ofCause);
    const fixId = best?.fixId ?? ofCause[0]!.fixId;
    return {
      ...{ code, key, walkthroughId: idOfWalkthrough({ fixId, code, key }) },
      freed: best === undefined ? null : best.freed,
      note: best === undefined ? whoCould(code) : nextWords(best, positions),
    };
  });
}

export function keyOf(code: CauseCode, key: SubjectKey): string {
  return `${code} ${key}`;
}

/** Of the fixes that could be proved the one that frees most, over all scopes that the cause is in. */
function bestOf(proofs: readonly StoredProof[]): ProvedFix | undefined {
  const byFix = Map.groupBy(proofs, ({ fixId }) => fixId);
  const proved = [...byFix].flatMap(([fixId, ofFix]): ProvedFix[] => {
    const numbers = ofFix.flatMap(({ proved: own, scope }) => (own === null ? [] : [{ own, scope }]));
    if (numbers.length === 0) return [];
    const freed = numbers.reduce((sum, { own }) => sum + own.freed, 0);
    return [{ fixId, freed, next: numbers.flatMap(({ own, scope }) => toNext(own, scope)) }];
  });
  return proved.toSorted((one, other) => other.freed - one.freed)[0];
}

function toNext({ meetNext }: ProofNumbers, scope: ScopeKey): ProvedFix["next"] {
  return meetNext.map(({ code, subject, nodes }) => ({
    key: keyOf(code, subjectKey(scope, subject)),
    nodes,
  }));
}

function nextWords({ next }: ProvedFix, positions: ReadonlyMap<string, number>): string | null {
  const nodes = next.reduce((sum, group) => sum + group.nodes, 0);
  if (nodes === 0) return null;
  const places = new Set(next.map(({ key }) => positions.get(key)));
  const [place] = places;
  const fix = places.size === 1 && place !== undefined ? `fix ${place}` : "another fix";
  return `${nodes} also ${nodes === 1 ? "needs" : "need"} ${fix}`;
}

function whoCould(code: CauseCode): string {
  if (code === "organization-policy-denies") return "ask the organization";
  switch (placeOf(code)?.part) {
    case "host":
      return "look on the host";
    case "waiting":
      return "wait";
    default:
      return "by hand";
  }
}
