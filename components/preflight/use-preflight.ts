"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { PreflightReport } from "../../lib/api/preflight.ts";
import { api } from "../../lib/routes/api.ts";
import { postJson } from "../query/read-json.ts";

const settledAfterMs = 250;

/** Judges while somebody types: once the text has stood still for a moment, and never an older text after a newer one. */
export function usePreflight(text: string, scope: string | null, caller: string | null) {
  const settled = useSettled(text);
  const settledCaller = useSettled(caller ?? "");
  const query = useQuery({
    queryKey: ["preflight", settled, scope, settledCaller],
    queryFn: ({ signal }) =>
      postJson<PreflightReport>(
        api.preflight(),
        {
          text: settled,
          ...(scope === null ? {} : { scope }),
          ...(settledCaller === "" ? {} : { caller: settledCaller }),
        },
        { signal },
      ),
    enabled: settled.trim() !== "",
    placeholderData: keepPreviousData,
    // The fleet moves on: what was judged a minute ago is judged again.
    staleTime: 30_000,
    gcTime: 60_000,
  });
  return {
    ...query,
    isBehind: query.isPlaceholderData || settled !== text || settledCaller !== (caller ?? ""),
  };
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settledAfterMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
