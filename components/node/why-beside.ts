import type { NodeDetail } from "../../lib/api/node.ts";

/** What is known of why, where the headline does not say it already; null where nothing is left to say. */
export function whyBeside({ sentence, why }: Pick<NodeDetail, "sentence" | "why">): string | null {
  if (why === null) return null;
  // Within the headline it is a clause: without its full stop, and perhaps without its capital.
  const clause = why.slice(1).replace(/\.$/, "");
  return sentence.includes(clause) ? null : why;
}
