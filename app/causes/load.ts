import { QueryClient } from "@tanstack/react-query";
import { causesOptions, causesPageSize } from "../../components/causes/cause-queries.ts";
import { summaryFilterOf, summaryOptions } from "../../components/fleet/fleet-queries.ts";
import { syncsKey } from "../../components/query/keys.ts";
import { causeListQuerySchema } from "../../lib/api/cause.ts";
import { findFleetServer } from "../../lib/fleet/running-server.ts";

/** The answers that the causes page shows first. What fails here is left out: the browser asks again and says what is wrong. */
export async function loadCauses(q: string): Promise<QueryClient> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const server = findFleetServer();
  if (!server) return client;
  const query = causeListQuerySchema.safeParse({ q, fold: "yes", limit: causesPageSize });
  await Promise.all([
    client.prefetchQuery({
      ...summaryOptions(q),
      queryFn: () => server.call("summariseFleet", { q: summaryFilterOf(q) }),
    }),
    client.prefetchQuery({ queryKey: syncsKey, queryFn: () => server.call("readSyncs", null) }),
    query.success &&
      client.prefetchInfiniteQuery({
        ...causesOptions(q),
        queryFn: () => server.call("listCauses", query.data),
      }),
  ]);
  return client;
}
