import type { CauseCode } from "../../model/cause.ts";

/** What a code says, whatever the subject, as a headline: "Security group egress blocks". */
export function titleOfCause(code: CauseCode): string {
  const words = code.replaceAll("-", " ");
  return words[0]!.toUpperCase() + words.slice(1);
}
