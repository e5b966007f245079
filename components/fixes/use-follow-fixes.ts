"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useFollowCounts } from "../fleet/use-follow-counts.ts";
import { useServerEvents } from "../sync/use-server-events.ts";
import { fixKeys } from "./fix-queries.ts";

/** Keeps lists of fixes and of what was done as the server knows them. */
export function useFollowFixes(): void {
  const client = useQueryClient();
  useFollowCounts(fixKeys.byNodes);
  useServerEvents((event) => {
    const mayBeMissed = event.type === "nodes" && event.scopes.length === 0;
    if (event.type !== "walkthrough" && !mayBeMissed) return;
    for (const queryKey of fixKeys.byPeople) void client.invalidateQueries({ queryKey });
  });
}
