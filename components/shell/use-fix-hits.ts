import { useQuery } from "@tanstack/react-query";
import type { PlanStep } from "../../lib/api/proof.ts";
import { planOptions } from "../fixes/fix-queries.ts";

const mostShown = 5;

/** The fixes of the plan of which the title or the cause has every word of the text, in the plan's order. */
export function useFixHits(text: string): PlanStep[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const { data: plan } = useQuery({ ...planOptions(""), enabled: words.length > 0 });
  if (plan === undefined || words.length === 0) return [];
  return plan.steps.filter((step) => has(step, words)).slice(0, mostShown);
}

function has({ title, cause }: PlanStep, words: readonly string[]): boolean {
  const all = [title, cause.code, cause.key, cause.sentence, "fix"].join(" ").toLowerCase();
  return words.every((word) => all.includes(word));
}
