import { getOperation, isOperationName } from "../aws/operations.ts";
import { collectors } from "../collect/index.ts";
import { FleetError } from "../model/fleet-error.ts";
import type { Gap } from "../model/gap.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { CallProgress, SyncProgress } from "../model/sync-progress.ts";

/** What a sync missed that failed as a whole before it read anything: every kind. */
export function lostGaps(scope: ScopeKey, { code, message }: { code: string; message: string }): Gap[] {
  return collectors
    .filter(({ isOptional }) => !isOptional)
    .map(({ kind, actions }) => ({
      scope,
      kind,
      action: actions[0]!,
      reason: code === "denied" || code === "throttled" ? code : "failed",
      message,
      code,
      resource: null,
    }));
}

/**
 * What to say of a sync in which no call was answered; null where one was. However orderly each of its kinds became a gap,
 * the scope was not read, and is no fresher than before.
 */
export function nothingRead({ scope, calls, gaps }: Pick<SyncProgress, "scope" | "calls" | "gaps">) {
  const [first] = gaps;
  if (first === undefined || calls.some(isAnswered)) return null;
  const reason = gaps.every((gap) => gap.reason === first.reason) ? first.reason : "failed";
  return new FleetError(
    reason === "denied" || reason === "throttled" ? reason : "unreachable",
    `Nothing in ${scope} could be read. ${first.action}: ${first.message}`,
  );
}

/** What all Regions of an account share may have been answered for another one. */
function isAnswered({ action, pages }: CallProgress): boolean {
  return pages > 0 && isOperationName(action) && getOperation(action).level === "region";
}
