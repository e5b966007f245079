"use client";

import { isServer, notifyManager, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemError } from "./read-json.ts";

const mostRetries = 2;

// An answer is drawn as it comes. By a timer, as is usual, it would wait for all that is under way, and for a frame without it.
notifyManager.setScheduler(queueMicrotask);

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The event stream says when something is old; until then what is here is true.
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < mostRetries && !isRefusal(error),
      },
    },
  });
}

/** What was refused will be refused again; only a server that failed or is away is worth asking twice. */
function isRefusal(error: Error): boolean {
  return error instanceof ProblemError && error.problem.status >= 400 && error.problem.status < 500;
}

let browserClient: QueryClient | undefined;

// One client for the browser's life, and one for each rendering on the server: people must not share a cache.
function presentQueryClient(): QueryClient {
  if (isServer) return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}

export function QueryProvider({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={presentQueryClient()}>{children}</QueryClientProvider>;
}
