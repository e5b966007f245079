import { getOperation, isOperationName } from "../aws/operations.ts";
import type { CallProgress } from "../model/sync-progress.ts";

/** How fast AWS may be asked: a share of each quota, of which some may be others than the documented ones. */
export type Pacing = { share: number; perAction?: Readonly<Record<string, number>> };

/**
 * The least time in which a scope's calls can go out at these rates: that of the API which needs the longest, all others
 * beside it. An API whose quota nobody published counts at the rate that it is begun with.
 */
export function bestReadingSeconds(
  calls: readonly Pick<CallProgress, "action" | "pages">[],
  { share, perAction = {} }: Pacing = { share: 0.5 },
): number {
  const pagesByAction = new Map<string, number>();
  for (const { action, pages } of calls) pagesByAction.set(action, (pagesByAction.get(action) ?? 0) + pages);
  const seconds = [...pagesByAction].map(([action, pages]) => {
    if (!isOperationName(action)) return 0;
    const own = perAction[action];
    const { burst, perSecond } =
      own === undefined ? getOperation(action).quota : { burst: own, perSecond: own };
    return Math.max(0, pages - burst * share) / (perSecond * share);
  });
  return Math.max(0, ...seconds);
}
