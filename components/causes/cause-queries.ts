import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { CauseDetail, CauseList } from "../../lib/api/cause.ts";
import { api } from "../../lib/routes/api.ts";
import { readJson } from "../query/read-json.ts";

export const causesPageSize = 100;

const fresh = { placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY };

/** The shared causes of the nodes under a filter, page after page. They are read again when the server says that nodes changed. */
export function causesOptions(q: string) {
  return infiniteQueryOptions({
    queryKey: ["causes", q],
    queryFn: ({ pageParam, signal }) =>
      readJson<CauseList>(
        api.causes({
          q,
          fold: "yes",
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
