import type { TargetVerdictReport } from "../../lib/api/preflight.ts";

export type MarkedPart = { at: number; text: string; outcome: TargetVerdictReport["outcome"] | null };

/** More marks than this help nobody, and slow the typing. */
const marksAtMost = 400;

/** The text in parts, those that are targets with what becomes of them. */
export function markTargets(
  text: string,
  targets: readonly Pick<TargetVerdictReport, "id" | "outcome">[],
): MarkedPart[] {
  const outcomes = new Map(
    targets.flatMap(({ id, outcome }) =>
      outcome === "receives" ? [] : [[id.toLowerCase(), outcome] as const],
    ),
  );
  const parts: MarkedPart[] = [];
  let at = 0;
  for (const match of text.matchAll(/\bm?i-[0-9a-z]+/gi)) {
    const outcome = outcomes.get(match[0].toLowerCase());
    if (outcome === undefined || parts.length > 2 * marksAtMost) continue;
    if (match.index > at) parts.push({ at, text: text.slice(at, match.index), outcome: null });
    parts.push({ at: match.index, text: match[0], outcome });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ at, text: text.slice(at), outcome: null });
  return parts;
}
