import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { CauseDetail, CauseList } from "../../lib/api/cause.ts";
import { api } from "../../lib/routes/api.ts";
import { readJson } from "../query/read-json.ts";

export const causesPageSize = 100;

const fresh = { placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY };

/**
 * The shared causes of the nodes under a filter, page after page. They are read again when the server says that nodes changed.
 * `isFolded` takes many causes of one node each together.
 */
export function causesOptions(q: string, { isFolded = true } = {}) {
  const fold = isFolded ? ("yes" as const) : ("no" as const);
  return infiniteQueryOptions({
    queryKey: ["causes", q, fold],
    queryFn: ({ pageParam, signal }) =>
      readJson<CauseList>(
        api.causes({
          q,
          fold,
          limit: causesPageSize,
          ...(pageParam === null ? {} : { cursor: pageParam }),
        }),
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    ...fresh,
  });
}

export function causeOptions(code: string, key: string) {
  return queryOptions({
    queryKey: ["cause", code, key],
    queryFn: ({ signal }) => readJson<CauseDetail>(api.cause(code, key), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The keys of all that is said of causes, for reading again when nodes change. */
export const causeKeys = [["causes"], ["cause"]] as const;

/** Every node that has it counts here, also one that nobody expects to answer. */
export function everyoneWith(code: string): string {
  return `cause:${code} -status:none excluded:yes,no`;
}
