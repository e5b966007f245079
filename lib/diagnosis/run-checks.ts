import { GapError } from "../model/snapshot.ts";
import type { Check, Finding } from "./check.ts";
import { type CheckList, checks as catalogue, checkLists } from "./checks/index.ts";
import { notApplicable, unknown } from "./finding.ts";
import type { NodeView } from "./node-view.ts";

export type CheckRun = { check: Check; finding: Finding };

/** The whole catalogue, for one node. */
export function runChecks(node: NodeView, checks: readonly Check[] = catalogue): CheckRun[] {
  return checks.map((check) => ({ check, finding: runCheck(check, node) }));
}

/** What a decision needs of the checks, and of most nodes that is nothing: whatever does not pass and has to do with a cause. */
export function findTrouble(node: NodeView, lists: readonly CheckList[] = checkLists): CheckRun[] {
  const trouble: CheckRun[] = [];
  for (const { checks, isClear } of lists) {
    if (isClear?.(node) === true) continue;
    for (const check of checks) {
      if (check.causes.length === 0) continue;
      const finding = runCheck(check, node);
      if (finding.outcome !== "pass" && finding.outcome !== "not-applicable")
        trouble.push({ check, finding });
    }
  }
  return trouble;
}

/** What could not be read is an outcome. Anything else that a check throws is a bug, and stays one. */
export function runCheck(check: Check, node: NodeView): Finding {
  try {
    return check.appliesTo(node) ? check.examine(node) : doesNotApply;
  } catch (error) {
    if (error instanceof GapError) return unknown([error.gap]);
    throw error;
  }
}

const doesNotApply = notApplicable("It does not apply to this node.");
