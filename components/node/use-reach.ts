"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { TraceAnswer } from "../../lib/api/verdict.ts";
import { api } from "../../lib/routes/api.ts";
import { nodeHref } from "../../lib/routes/fleet.ts";
import { hasPorts, parseReachSearch, type ReachQuery, reachSearch } from "../../lib/routes/reach.ts";
import { readJson } from "../query/read-json.ts";
import { useAddress } from "../shell/address-provider.tsx";

/** The question in the page's address, and how to ask another one: Back leads to the one before. */
export function useReachQuery(scope: string, id: string): [ReachQuery, (query: ReachQuery) => void] {
  const { search, write } = useAddress();
  const query = useMemo(() => parseReachSearch(search), [search]);
  const ask = useCallback(
    (wanted: ReachQuery) => {
      const asked = reachSearch(wanted);
      write(asked === "" ? nodeHref(scope, id) : `${nodeHref(scope, id)}?${asked}`, "push");
    },
    [scope, id, write],
  );
  return [query, ask];
}

/** Whether a node can open the connection that is asked about, hop by hop. */
export function useTrace(scope: string, id: string, { to, port, protocol }: ReachQuery) {
  const query = { to, port: hasPorts(protocol) ? port : null, protocol };
  return useQuery({
    queryKey: ["trace", scope, id, query],
    queryFn: ({ signal }) => readJson<TraceAnswer>(api.trace(scope, id, query), { signal }),
    enabled: to !== "",
  });
}
