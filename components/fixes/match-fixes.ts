import type { FixAnswer } from "../../lib/api/fix.ts";
import type { FixesQuery } from "../../lib/routes/fixes.ts";

/** The fixes that have every word of the question in what is said of them, those that the fleet waits for first. */
export function matchFixes(fixes: readonly FixAnswer[], { q, cause }: FixesQuery): FixAnswer[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return fixes
    .filter((fix) => (cause === null || fix.causes.includes(cause)) && has(fix, words))
    .toSorted((one, other) => other.nodes - one.nodes);
}

function has({ id, title, summary, causes, operations }: FixAnswer, words: readonly string[]): boolean {
  const text = [id, title, summary, ...causes, ...operations].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}
