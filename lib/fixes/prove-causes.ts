import { placeOf } from "../diagnosis/cause-order.ts";
import type { Judgement } from "../diagnosis/decide.ts";
import type { CauseCode, Subject } from "../model/cause.ts";
import { fittingOf, sumOfWorth, type TrialOptions, tryEffect } from "./choose-fix.ts";
import type { JudgedScope } from "./judged-scope.ts";
import { OpenCauses } from "./open-causes.ts";
import { type NodesOfCause, tellProof } from "./prove.ts";

/** A fix that fits a cause, and what is proved of it: null where it changes nothing in AWS. */
export type CauseProof = { code: CauseCode; subject: Subject; fixId: string; proved: ProofNumbers | null };

/** A proof as it is kept: the numbers, and not the nodes. */
export type ProofNumbers = {
  nodes: number;
  freed: number;
  meetNext: CountedCause[];
  cannotTell: number;
  dropped: number;
  besides: number;
  harmed: CountedCause[];
};

export type CountedCause = { code: CauseCode; subject: Subject; nodes: number };

export type CauseProofs = {
  proofs: CauseProof[];
  /** What the best fix of a cause is worth at most to a plan, by `keyOfCause`. */
  atMost: ReadonlyMap<string, number>;
};

/** The causes of this many subjects are proved, those with the most nodes first: a person reads no more of them. */
const mostCauses = 500;

/**
 * Proves every fix that fits a cause which lies in AWS, and what nodes that run have. Of what is off, gone or unknown to AWS
 * nothing is to be brought back, and whoever asks about one of these is told then.
 */
export function proveCauses(
  judged: JudgedScope,
  judgements: ReadonlyMap<string, Judgement>,
  options: TrialOptions,
): CauseProofs {
  const causes = new OpenCauses(judgements);
  const largest = causes
    .keys()
    .map((key) => ({ key, held: causes.get(key)! }))
    .filter(({ held }) => placeOf(held.code)?.part !== "target")
    .sort((one, other) => other.held.nodeIds.length - one.held.nodeIds.length)
    .slice(0, mostCauses);
  const proofs: CauseProof[] = [];
  const atMost = new Map<string, number>(causes.keys().map((key) => [key, 0]));
  for (const { key, held } of largest) {
    const { code, subject, nodeIds } = held;
    for (const { patch, ...fitting } of fittingOf(judged, held, options)) {
      const fixId = fitting.fix.id;
      if (patch === null) {
        proofs.push({ code, subject, fixId, proved: null });
        continue;
      }
      const trial = tryEffect(judged, { ...fitting, patch }, options);
      const { freed, meetNext, cannotTell, dropped, besides, harmed } = tellProof(trial.changed, nodeIds);
      proofs.push({
        ...{ code, subject, fixId },
        proved: {
          ...{ nodes: nodeIds.length, freed: freed.length },
          ...{ meetNext: meetNext.map(counted), harmed: harmed.map(counted) },
          ...{ cannotTell: cannotTell.length, dropped: dropped.length, besides: besides.length },
        },
      });
      // With what it leads on to their next cause, it cannot be worth more than with all of them.
      atMost.set(key, Math.max(atMost.get(key) ?? 0, trial.gain + sumOfWorth(trial.eased)));
    }
  }
  return { proofs, atMost };
}

function counted({ cause: { code, subject }, nodeIds }: NodesOfCause): CountedCause {
  return { code, subject, nodes: nodeIds.length };
}
