"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useServerEvents } from "../sync/use-server-events.ts";
import { countKeys } from "./fleet-queries.ts";

const leastBetweenMs = 1_000;

/** Asks again for what is counted when nodes change, once a second at most: a sync tells of every page that it has read. */
export function useFollowCounts(keys: readonly (readonly string[])[] = countKeys): void {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useServerEvents((event) => {
    if (event.type !== "nodes" || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      for (const queryKey of keys) void client.invalidateQueries({ queryKey });
    }, leastBetweenMs);
  });
}
