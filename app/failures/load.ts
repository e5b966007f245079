import { QueryClient } from "@tanstack/react-query";
import {
  failureFacetsOptions,
  groupPageSize,
  groupsOptions,
  histogramOptions,
  questionOf,
  stalePageSize,
  staleReferencesOptions,
} from "../../components/failures/failure-queries.ts";
import { summaryOptions } from "../../components/fleet/fleet-queries.ts";
import { syncsKey } from "../../components/query/keys.ts";
import {
  failureGroupListQuerySchema,
  failureHistogramQuerySchema,
  failureQuerySchema,
} from "../../lib/api/failure.ts";
import { staleReferenceListQuerySchema } from "../../lib/api/stale-reference.ts";
import { findFleetServer } from "../../lib/fleet/running-server.ts";
import type { FailuresQuery } from "../../lib/routes/failures.ts";

/** The answers that the failures page shows first. What fails here is left out: the browser asks again and says what is wrong. */
export async function loadFailures(query: FailuresQuery): Promise<QueryClient> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const server = findFleetServer();
  if (!server) return client;
  const { since, until, ...rest } = questionOf(query);
  const asked = { ...rest, since: since ?? undefined, until: until ?? undefined };
  const groups = failureGroupListQuerySchema.safeParse({ ...asked, sort: query.sort, limit: groupPageSize });
  const histogram = failureHistogramQuerySchema.safeParse(asked);
  const facets = failureQuerySchema.safeParse(asked);
  const stale = staleReferenceListQuerySchema.safeParse({ q: query.q, limit: stalePageSize });
  await Promise.all([
    client.prefetchQuery({
      ...summaryOptions(""),
      queryFn: () => server.call("summariseFleet", { q: "" }),
    }),
    client.prefetchQuery({ queryKey: syncsKey, queryFn: () => server.call("readSyncs", null) }),
    groups.success &&
      client.prefetchInfiniteQuery({
        ...groupsOptions(query),
        queryFn: () => server.call("listFailureGroups", groups.data),
      }),
    histogram.success &&
      client.prefetchQuery({
        ...histogramOptions(query),
        queryFn: () => server.call("countFailureHistogram", histogram.data),
      }),
    facets.success &&
      client.prefetchQuery({
        ...failureFacetsOptions(query),
        queryFn: () => server.call("countFailureFacets", facets.data),
      }),
    stale.success &&
      client.prefetchInfiniteQuery({
        ...staleReferencesOptions(query.q),
        queryFn: () => server.call("listStaleReferences", stale.data),
      }),
  ]);
  return client;
}
