import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { CauseList, SharedCauseAnswer } from "../../lib/api/cause.ts";
import { api } from "../../lib/routes/api.ts";
import { readJson } from "../query/read-json.ts";

const mostShown = 5;
const mostAsked = 200;

/** The open causes of which the sentence, the code or the subject has every word of the text, the most nodes first. */
export function useCauseHits(text: string): SharedCauseAnswer[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const { data } = useQuery({
    queryKey: ["causes", "", "hits"],
    queryFn: ({ signal }) =>
      readJson<CauseList>(api.causes({ q: "", fold: "no", limit: mostAsked }), { signal }),
    enabled: words.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  if (data === undefined || words.length === 0) return [];
  return data.items.filter((cause) => has(cause, words)).slice(0, mostShown);
}

function has({ sentence, code, title, subject }: SharedCauseAnswer, words: readonly string[]): boolean {
  const all = [sentence, code, title, subject.id, subject.name ?? "", "cause"].join(" ").toLowerCase();
  return words.every((word) => all.includes(word));
}
