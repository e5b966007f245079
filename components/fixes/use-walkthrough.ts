"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useServerEvents } from "../sync/use-server-events.ts";
import { walkthroughOptions } from "./fix-queries.ts";

const leastBetweenMs = 1_000;

/** One walkthrough, kept as the server knows it: read again when somebody does something on it, and when its nodes change. */
export function useWalkthrough(id: string) {
  const client = useQueryClient();
  const answer = useQuery(walkthroughOptions(id));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const readAgain = () => {
    timer.current = undefined;
    void client.invalidateQueries({ queryKey: walkthroughOptions(id).queryKey });
  };
  useServerEvents((event) => {
    if (event.type === "walkthrough" && event.id === id) {
      if (event.version > (answer.data?.version ?? -1)) readAgain();
    } else if (event.type === "nodes") {
      const scopes = answer.data?.cause.scopes ?? [];
      // Where there was none, it may have come with what was read.
      const concernsIt =
        answer.data === undefined ||
        event.scopes.length === 0 ||
        event.scopes.some((scope) => scopes.includes(scope));
      // A sync tells of every page that it has read.
      if (concernsIt) timer.current ??= setTimeout(readAgain, leastBetweenMs);
    }
  });
  return answer;
}
