import { GapError } from "../model/snapshot.ts";
import type { Check, Finding } from "./check.ts";
import { checks as catalogue } from "./checks/index.ts";
import { notApplicable, unknown } from "./finding.ts";
import type { NodeView } from "./node-view.ts";

export type CheckRun = { check: Check; finding: Finding };

/** The whole catalogue, for one node. */
export function runChecks(node: NodeView, checks: readonly Check[] = catalogue): CheckRun[] {
  return checks.map((check) => ({ check, finding: runCheck(check, node) }));
}

/** Only what does not pass: all that a decision needs, and of most nodes nothing. */
export function findTrouble(node: NodeView, checks: readonly Check[] = catalogue): CheckRun[] {
  const trouble: CheckRun[] = [];
  for (const check of checks) {
    const finding = runCheck(check, node);
    if (finding.outcome !== "pass" && finding.outcome !== "not-applicable") trouble.push({ check, finding });
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
