import { collectors } from "../collect/index.ts";
import type { Gap } from "../model/gap.ts";
import type { ScopeKey } from "../model/scope.ts";

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
