import { QueryClient } from "@tanstack/react-query";
import {
  facetsOptions,
  nodePageOptions,
  summaryFilterOf,
  summaryOptions,
} from "../../components/fleet/fleet-queries.ts";
import { assumedRange, pageSize, pagesFor } from "../../components/fleet/node-pages.ts";
import { nodeListQuerySchema } from "../../lib/api/list.ts";
import { findFleetServer } from "../../lib/fleet/running-server.ts";
import type { FleetQuery } from "../../lib/routes/fleet.ts";

/**
 * The answers that the fleet page shows first, so that its first paint has data. What fails here is left out: the browser asks
 * again and says what is wrong.
 */
export async function loadFleet({ q, sort, tag, at }: FleetQuery): Promise<QueryClient> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const server = findFleetServer();
  if (!server) return client;
  await Promise.all([
    client.prefetchQuery({
      ...summaryOptions(q),
      queryFn: () => server.call("summariseFleet", { q: summaryFilterOf(q) }),
    }),
    client.prefetchQuery({
      ...facetsOptions(q, tag),
      queryFn: () => server.call("countFacets", { q, ...(tag === null ? {} : { tag }) }),
    }),
    ...pagesFor(assumedRange(at), null).map(async (page) => {
      const list = nodeListQuerySchema.safeParse({ q, sort, at: page * pageSize, limit: pageSize });
      if (!list.success) return;
      await client.prefetchQuery({
        ...nodePageOptions({ q, sort }, page),
        queryFn: () => server.call("listNodes", list.data),
      });
    }),
  ]);
  return client;
}
