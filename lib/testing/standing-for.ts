import type { JudgingBy } from "../sync/judging-by.ts";

/** Facts that count until they are so old, however long their scope takes to read. */
export function standingFor(maxAgeMs: number): JudgingBy["ageOf"] {
  return () => ({ maxAgeMs, staleAfterMs: maxAgeMs });
}
