import type { RunAnswer } from "../../api/walkthrough.ts";
import type { StoredRun } from "../../store/run-row.ts";

/** A run as it is told: inputs and full answers stay in the store. */
export function toRunAnswer(run: StoredRun): RunAnswer {
  const { id, walkthroughId, kind, step, at, by, outcome, operation, resource, sentence, answer } = run;
  return { id, walkthroughId, kind, step, at, by, outcome, operation, resource, sentence, answer };
}
