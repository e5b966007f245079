"use client";

import { useQuery } from "@tanstack/react-query";
import { createParser, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { TraceAnswer } from "../../lib/api/verdict.ts";
import { api } from "../../lib/routes/api.ts";
import { hasPorts, parsePort, protocols, type ReachQuery, reachDefaults } from "../../lib/routes/reach.ts";
import { readJson } from "../query/read-json.ts";

const parsers = {
  to: parseAsString.withDefault(reachDefaults.to),
  port: createParser({ parse: parsePort, serialize: String }).withDefault(reachDefaults.port),
  protocol: parseAsStringLiteral(protocols).withDefault(reachDefaults.protocol),
};

/** The question in the address, and how to ask another one: Back leads to the one before. */
export function useReachQuery(): [ReachQuery, (query: Partial<ReachQuery>) => void] {
  const [query, set] = useQueryStates(parsers, { shallow: true, scroll: false, history: "push" });
  return [query, (change) => void set(change)];
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
