import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { ScopeStatusAnswer, ServerEvent, SyncOverview } from "../../lib/api/sync.ts";
import { api } from "../../lib/routes/api.ts";
import { syncsKey } from "../query/keys.ts";
import { readJson } from "../query/read-json.ts";
import { useServerEvents, useStreamState } from "./use-server-events.ts";

const rereadMs = 60_000;

export const syncsOptions = queryOptions({
  queryKey: syncsKey,
  queryFn: ({ signal }) => readJson<SyncOverview>(api.syncs(), { signal }),
  // Beside the events, for the time in which no stream can be had.
  refetchInterval: rereadMs,
});

/** The state of reading; `useFollowSyncs`, once in the frame, keeps it live. */
export function useSyncOverview() {
  return useQuery(syncsOptions);
}

function isFirstRead({ scopes }: SyncOverview): boolean {
  return scopes.some(({ readAt, consecutiveFailures }) => readAt === null && consecutiveFailures === 0);
}

/** Whether there are scopes that are still being read for the first time: until then nothing is said of the whole fleet. */
export function useIsFirstRead(): boolean {
  return useQuery({ ...syncsOptions, select: isFirstRead }).data ?? false;
}

export function useFollowSyncs(): void {
  const client = useQueryClient();
  const state = useStreamState();
  const before = useRef(state);
  useServerEvents((event) => followSyncs(client, event));
  useEffect(() => {
    // Whether the server is gone, or its stream alone, is what this question tells.
    if (before.current === "live" && state === "waiting") {
      void client.invalidateQueries({ queryKey: syncsKey });
    }
    before.current = state;
  }, [client, state]);
}

function followSyncs(client: QueryClient, event: ServerEvent): void {
  if (event.type === "nodes") {
    if (event.scopes.length === 0) void client.invalidateQueries({ queryKey: syncsKey });
    return;
  }
  if (event.type === "failures" || event.type === "walkthrough") return;
  client.setQueryData<SyncOverview>(syncsKey, (overview) => overview && withEvent(overview, event));
}

/** The overview after an event; a scope that it did not have yet is added at its end. */
export function withEvent(
  overview: SyncOverview,
  event: Exclude<ServerEvent, { type: "nodes" | "failures" | "walkthrough" }>,
): SyncOverview {
  if (event.type === "trouble") return { ...overview, trouble: event.trouble };
  const isKnown = overview.scopes.some((scope) => scope.key === event.scope.key);
  const scopes = isKnown
    ? overview.scopes.map((scope) => (scope.key === event.scope.key ? toldAnew(scope, event.scope) : scope))
    : [...overview.scopes, event.scope];
  return { ...overview, scopes };
}

/** A read that goes on counts from nothing, so until its end a scope has the nodes and the gaps that the last one left. */
function toldAnew(before: ScopeStatusAnswer, told: ScopeStatusAnswer): ScopeStatusAnswer {
  const isUnderWay = told.readAt !== null && told.sync?.finishedAt === null;
  return isUnderWay ? { ...told, nodes: before.nodes, gaps: before.gaps } : told;
}
