import { QueryClient } from "@tanstack/react-query";
import {
  fixesOptions,
  historyOptions,
  historyPageSize,
  planOptions,
  walkthroughsOptions,
  walkthroughsPageSize,
} from "../../components/fixes/fix-queries.ts";
import { summaryOptions } from "../../components/fleet/fleet-queries.ts";
import { syncsKey } from "../../components/query/keys.ts";
import { planQuerySchema } from "../../lib/api/proof.ts";
import { historyQuerySchema } from "../../lib/api/walkthrough.ts";
import { findFleetServer } from "../../lib/fleet/running-server.ts";

/** The answers that the fixes page shows first. What fails here is left out: the browser asks again and says what is wrong. */
export async function loadFixes(): Promise<QueryClient> {
  const client = newClient();
  const server = findFleetServer();
  if (!server) return client;
  await Promise.all([
    client.prefetchQuery({ ...fixesOptions, queryFn: () => server.call("listFixes", null) }),
    client.prefetchQuery({
      ...summaryOptions(""),
      queryFn: () => server.call("summariseFleet", { q: "" }),
    }),
    client.prefetchQuery({ queryKey: syncsKey, queryFn: () => server.call("readSyncs", null) }),
    client.prefetchQuery({
      ...planOptions(""),
      queryFn: () => server.call("getPlan", planQuerySchema.parse({})),
    }),
    client.prefetchInfiniteQuery({
      ...walkthroughsOptions,
      queryFn: () => server.call("listWalkthroughs", { limit: walkthroughsPageSize }),
    }),
  ]);
  return client;
}

/** The first page of what was done, under the filter of the address. */
export async function loadHistory(q: string): Promise<QueryClient> {
  const client = newClient();
  const server = findFleetServer();
  const query = historyQuerySchema.safeParse({ q, limit: historyPageSize });
  if (!server || !query.success) return client;
  await client.prefetchInfiniteQuery({
    ...historyOptions(q),
    queryFn: () => server.call("listHistory", query.data),
  });
  return client;
}

function newClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: false } } });
}
