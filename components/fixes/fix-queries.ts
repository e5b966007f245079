import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { FixList } from "../../lib/api/fix.ts";
import type { FixPlan } from "../../lib/api/proof.ts";
import type {
  FixChoices,
  HistoryList,
  WalkthroughAnswer,
  WalkthroughList,
} from "../../lib/api/walkthrough.ts";
import { api } from "../../lib/routes/api.ts";
import { readJson } from "../query/read-json.ts";

export const historyPageSize = 50;
export const walkthroughsPageSize = 20;

// They follow the server's events; nothing is emptied meanwhile.
const fresh = { placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY };

export function walkthroughOptions(id: string) {
  return queryOptions({
    queryKey: ["walkthrough", id],
    queryFn: ({ signal }) => readJson<WalkthroughAnswer>(api.walkthrough(id), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The fixes that fit a cause. */
export function causeFixesOptions(code: string, key: string) {
  return queryOptions({
    queryKey: ["cause-fixes", code, key],
    queryFn: ({ signal }) => readJson<FixChoices>(api.causeFixes(code, key), { signal }),
    staleTime: 30_000,
  });
}

/** The order of fixes that brings back the most nodes soonest. It is proved anew as nodes change, which takes its time. */
export function planOptions(q: string) {
  return queryOptions({
    queryKey: ["fix-plan", q],
    queryFn: ({ signal }) => readJson<FixPlan>(api.plan({ q }), { signal }),
    ...fresh,
  });
}

export const fixesOptions = queryOptions({
  queryKey: ["fixes"],
  queryFn: ({ signal }) => readJson<FixList>(api.fixes(), { signal }),
  ...fresh,
});

function paged<Page extends { next: string | null }>(
  key: readonly string[],
  addressOf: (cursor?: string) => string,
) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => readJson<Page>(addressOf(pageParam ?? undefined), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: Page) => next,
    ...fresh,
  });
}

/** The walkthroughs that somebody began, the last touched first. */
export const walkthroughsOptions = paged<WalkthroughList>(["walkthroughs"], (cursor) =>
  api.walkthroughs({ limit: walkthroughsPageSize, ...(cursor && { cursor }) }),
);

export function historyOptions(q: string) {
  return paged<HistoryList>(["fix-history", q], (cursor) =>
    api.history({ q, limit: historyPageSize, ...(cursor && { cursor }) }),
  );
}

/** What is said of fixes beside the walkthroughs themselves, for reading again when nodes change or somebody does something. */
export const fixKeys = {
  byNodes: [["fix-plan"], ["fixes"], ["cause-fixes"]],
  byPeople: [["walkthroughs"], ["fix-history"], ["cause-fixes"]],
} as const;
