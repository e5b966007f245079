import { type Config, managedNodeQuotaOf } from "../config.ts";
import type { ScopeKey } from "../model/scope.ts";

/** What the verdicts of a scope hang on besides its facts. */
export function judgingBy(config: Config, scope: ScopeKey): { maxAgeMs: number; managedNodeQuota: number } {
  return { maxAgeMs: config.staleMinutes * 60_000, managedNodeQuota: managedNodeQuotaOf(config, scope) };
}
