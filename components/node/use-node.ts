"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useServerEvents } from "../sync/use-server-events.ts";
import { nodeOptions } from "./node-query.ts";

/** One node, kept as the server knows it. */
export function useNode(scope: string, id: string) {
  const client = useQueryClient();
  useServerEvents((event) => {
    if (event.type !== "nodes") return;
    const concernsIt = event.scopes.length === 0 || event.scopes.includes(scope);
    if (concernsIt) void client.invalidateQueries({ queryKey: nodeOptions(scope, id).queryKey });
  });
  return useQuery(nodeOptions(scope, id));
}
