import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { FailureHistogram } from "../../lib/api/failure.ts";
import { api } from "../../lib/routes/api.ts";
import { readJson } from "../query/read-json.ts";

/** How many failures the rail counts: those of the last 30 days that AWS called one. */
export const failureCountOptions = queryOptions({
  queryKey: ["failure-count"],
  queryFn: ({ signal }) =>
    readJson<FailureHistogram>(api.failureHistogram({ q: "", tab: "failures", buckets: 1 }), { signal }),
  select: ({ total }: FailureHistogram) => total,
  placeholderData: keepPreviousData,
  staleTime: 30_000,
  refetchInterval: 60_000,
});
