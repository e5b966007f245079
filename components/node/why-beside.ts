import type { NodeDetail } from "../../lib/api/node.ts";

/** What is known of why, where the headline does not say it already; null where nothing is left to say. */
export function whyBeside({ id, sentence, why }: Pick<NodeDetail, "id" | "sentence" | "why">): string | null {
  if (why === null) return null;
  // Within the headline it is a clause: without its full stop, perhaps without its capital, and of the node as "it".
  const start = why.startsWith(`${id} `) ? id.length : 1;
  const clause = why.slice(start).replace(/\.$/, "");
  return sentence.includes(clause) ? null : why;
}
