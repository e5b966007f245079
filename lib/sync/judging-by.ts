import { type Config, managedNodeQuotaOf } from "../config.ts";
import type { ScopeKey } from "../model/scope.ts";
import { factAge } from "./fact-age.ts";

/** What the verdicts of a scope hang on besides its facts. */
export type JudgingBy = {
  ageOf(readings: Parameters<typeof factAge>[1]): ReturnType<typeof factAge>;
  managedNodeQuota: number;
};

export function judgingBy(config: Config, scope: ScopeKey): JudgingBy {
  return {
    ageOf: (readings) => factAge(config, readings),
    managedNodeQuota: managedNodeQuotaOf(config, scope),
  };
}
