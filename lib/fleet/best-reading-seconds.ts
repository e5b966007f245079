import { getOperation, isOperationName } from "../aws/operations.ts";
import type { CallProgress } from "../model/sync-progress.ts";

/**
 * The least time in which a scope's calls can go out at the default share of AWS's documented quotas: that of the API which
 * needs the longest, all others beside it. An API whose quota nobody published counts at the rate that it is begun with.
 */
export function bestReadingSeconds(
  calls: readonly Pick<CallProgress, "action" | "pages">[],
  share = 0.5,
): number {
  const pagesByAction = new Map<string, number>();
  for (const { action, pages } of calls) pagesByAction.set(action, (pagesByAction.get(action) ?? 0) + pages);
  const seconds = [...pagesByAction].map(([action, pages]) => {
    if (!isOperationName(action)) return 0;
    const { burst, perSecond } = getOperation(action).quota;
    return Math.max(0, pages - burst * share) / (perSecond * share);
  });
  return Math.max(0, ...seconds);
}
