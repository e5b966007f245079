import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { Facets, FleetSummary } from "../../lib/api/list.ts";
import type { NodeSummary } from "../../lib/api/node.ts";
import type { Pivot } from "../../lib/api/pivot.ts";
import type { SavedView } from "../../lib/api/saved-view.ts";
import { api } from "../../lib/routes/api.ts";
import { parseFilter, printFilter } from "../../lib/routes/filter.ts";
import { readJson } from "../query/read-json.ts";
import { pageSize } from "./node-pages.ts";
import { scopePartOf } from "./scope-part.ts";

export type NodePage = { items: NodeSummary[]; total: number; next: string | null };
export type Question = { q: string; sort: string };

const unseenPagesKeptMs = 60_000;

/** One page of the answer to a question. It is read again only when the server says that nodes have changed. */
export function nodePageOptions({ q, sort }: Question, page: number) {
  return queryOptions({
    queryKey: ["nodes", q, sort, page],
    queryFn: ({ signal }) => readNodePage({ q, sort }, page, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: unseenPagesKeptMs,
  });
}

export function readNodePage({ q, sort }: Question, page: number, signal?: AbortSignal): Promise<NodePage> {
  return readJson<NodePage>(api.nodes({ q, sort, at: page * pageSize, limit: pageSize }), { signal });
}

// Counts follow the server's events, which come while a sync runs; numbers change in place and nothing is emptied meanwhile.
const fresh = { placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY };

/** The part of a filter that the headline counts in. */
export function summaryFilterOf(q: string): string {
  return printFilter(scopePartOf(parseFilter(q)));
}

export function summaryOptions(q: string) {
  const scopes = summaryFilterOf(q);
  return queryOptions({
    queryKey: ["summary", scopes],
    queryFn: ({ signal }) => readJson<FleetSummary>(api.summary({ q: scopes }), { signal }),
    ...fresh,
  });
}

export function facetsOptions(q: string, tag: string | null) {
  return queryOptions({
    queryKey: ["facets", q, tag],
    queryFn: async ({ signal, client }) => {
      await rowsBeingRead(client, q);
      return readJson<Facets>(api.facets({ q, tag }), { signal });
    },
    ...fresh,
  });
}

/** Ends with the rows of the same filter: whoever filters waits for these, and the server has one thread for both. */
async function rowsBeingRead(client: QueryClient, q: string): Promise<void> {
  const rows = client.getQueryCache().findAll({ queryKey: ["nodes", q], fetchStatus: "fetching" });
  await Promise.allSettled(rows.map((query) => query.promise));
}

/** Asks for what a question shows first, so that it is under way when the page comes to draw it. */
export function askAhead(client: QueryClient, { q, sort, tag }: Question & { tag: string | null }): void {
  void client.prefetchQuery(nodePageOptions({ q, sort }, 0));
  void client.prefetchQuery(facetsOptions(q, tag));
}

export function pivotOptions(q: string, tag: string) {
  return queryOptions({
    queryKey: ["pivot", q, tag],
    queryFn: ({ signal }) => readJson<Pivot>(api.pivot({ q, tag }), { signal }),
    ...fresh,
  });
}

export const viewsOptions = queryOptions({
  queryKey: ["views"],
  queryFn: ({ signal }) => readJson<{ items: SavedView[] }>(api.views(), { signal }),
});

/** The keys of all that is counted over the fleet, for reading again when nodes change. */
export const countKeys = [["summary"], ["facets"], ["pivot"]] as const;
