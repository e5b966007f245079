import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  FailureFacets,
  FailureGroupList,
  FailureHistogram,
  FailureList,
} from "../../lib/api/failure.ts";
import type { StaleReferenceList } from "../../lib/api/stale-reference.ts";
import { api } from "../../lib/routes/api.ts";
import { type FailuresQuery, failuresDefaults } from "../../lib/routes/failures.ts";
import { readJson } from "../query/read-json.ts";

export const groupPageSize = 50;
export const stalePageSize = 100;
const firstOccurrences = 10;
const moreOccurrences = 50;

type Asked = Pick<FailuresQuery, "q" | "since" | "until"> & {
  /** Null: both what AWS called a failure and what ended green. */
  tab: FailuresQuery["tab"] | null;
};

// They follow the server's events; counts change in place and nothing is emptied meanwhile.
const fresh = { placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY };

/** What of an address the API is asked. References have a tab of their own, and no failures. */
export function questionOf({ q, tab, since, until }: Asked) {
  return { q, since, until, tab: tab === "stale" ? ("failures" as const) : tab };
}

export function groupsOptions(query: Asked & Pick<FailuresQuery, "sort">) {
  const question = { ...questionOf(query), sort: query.sort };
  return infiniteQueryOptions({
    queryKey: ["failure-groups", question],
    queryFn: ({ pageParam, signal }) =>
      readJson<FailureGroupList>(
        api.failureGroups({
          ...question,
          ...(question.sort === failuresDefaults.sort ? { sort: "" } : {}),
          limit: groupPageSize,
          ...(pageParam === null ? {} : { cursor: pageParam }),
        }),
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    ...fresh,
  });
}

/** What the headline says without the filter. */
export function unfilteredOptions(query: Asked) {
  const question = { ...questionOf(query), q: "" };
  return queryOptions({
    queryKey: ["failure-groups", "unfiltered", question],
    queryFn: ({ signal }) =>
      readJson<FailureGroupList>(api.failureGroups({ ...question, limit: 1 }), { signal }),
    ...fresh,
  });
}

/** One group alone, wherever it stands in the list. */
export function openGroupOptions(query: Asked, group: string) {
  const question = { ...questionOf(query), group };
  return queryOptions({
    queryKey: ["failure-groups", "open", question],
    queryFn: ({ signal }) =>
      readJson<FailureGroupList>(api.failureGroups({ ...question, limit: 1 }), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function histogramOptions(query: Asked) {
  const question = questionOf(query);
  return queryOptions({
    queryKey: ["failure-histogram", question],
    queryFn: ({ signal }) => readJson<FailureHistogram>(api.failureHistogram(question), { signal }),
    ...fresh,
  });
}

export function failureFacetsOptions(query: Asked) {
  const question = questionOf(query);
  return queryOptions({
    queryKey: ["failure-facets", question],
    queryFn: ({ signal }) => readJson<FailureFacets>(api.failureFacets(question), { signal }),
    ...fresh,
  });
}

/** The failures of one group, the newest first: a few at once, and the others as they are asked for. */
export function occurrencesOptions(query: Asked, group: string) {
  const question = { ...questionOf(query), group };
  return infiniteQueryOptions({
    queryKey: ["failures", question],
    queryFn: ({ pageParam, signal }) =>
      readJson<FailureList>(
        api.failures({
          ...question,
          limit: pageParam === null ? firstOccurrences : moreOccurrences,
          ...(pageParam === null ? {} : { cursor: pageParam }),
        }),
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

const mostOfNode = 100;

/** The failures of 30 days that were aimed at a node, from wherever, the newest first: silent ones among them. */
export function nodeFailuresQuery(id: string) {
  return { q: `node:${id}`, limit: mostOfNode };
}

export function nodeFailuresOptions(id: string) {
  const question = nodeFailuresQuery(id);
  return queryOptions({
    queryKey: ["failures", "node", id],
    queryFn: ({ signal }) => readJson<FailureList>(api.failures(question), { signal }),
    staleTime: 30_000,
  });
}

export function staleReferencesOptions(q: string) {
  return infiniteQueryOptions({
    queryKey: ["stale-references", q],
    queryFn: ({ pageParam, signal }) =>
      readJson<StaleReferenceList>(
        api.staleReferences({
          q,
          limit: stalePageSize,
          ...(pageParam === null ? {} : { cursor: pageParam }),
        }),
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    ...fresh,
  });
}

/** The keys of all that is said of failures, for reading again when the server has read more of them. */
export const failureKeys = [
  ["failure-groups"],
  ["failure-histogram"],
  ["failure-facets"],
  ["failures"],
  ["stale-references"],
  ["failure-count"],
] as const;
